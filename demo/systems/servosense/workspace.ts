// The one workspace of the demo: its motors, its sensors, and the thresholds they come with.

export type SensorKind = 'temperature' | 'current' | 'vibration' | 'voltage'

export interface Machine {
  id: number
  name: string
  kind: 'motor'
  /** Place in the plan of the workspace. */
  x: number
  y: number
}

export interface Sensor {
  id: number
  name: string
  kind: SensorKind
  unit: string
  /** Null: no limit. */
  threshold: number | null
  /** Id of its machine; null for one of the hall. */
  machine: number | null
}

export const WORKSPACE = { id: 1, name: 'Motor plant' } as const

const UNITS: Record<SensorKind, string> = { temperature: '°C', current: 'A', vibration: 'mm/s', voltage: 'V' }

const MOTORS = [
  { name: 'Conveyor', x: 120, y: 80, thresholds: { temperature: 80, current: 16, vibration: 4.5 } },
  { name: 'Pump', x: 360, y: 80, thresholds: { temperature: 75, current: 12, vibration: 4.5 } },
  { name: 'Fan', x: 120, y: 240, thresholds: { temperature: 70, current: 9, vibration: 4 } },
  { name: 'Mixer', x: 360, y: 240, thresholds: { temperature: 85, current: 21, vibration: 5.5 } },
].map((motor, index) => ({ id: index + 1, ...motor }))

const MOTOR_KINDS = ['temperature', 'current', 'vibration'] as const

export const MACHINES: readonly Machine[] = MOTORS.map(({ id, name, x, y }) => ({
  id,
  name,
  kind: 'motor',
  x,
  y,
}))

const DECLARED: readonly Omit<Sensor, 'id' | 'unit'>[] = [
  ...MOTORS.flatMap(({ id, name, thresholds }) =>
    MOTOR_KINDS.map((kind) => ({ name: `${name} ${kind}`, kind, threshold: thresholds[kind], machine: id })),
  ),
  { name: 'Hall temperature', kind: 'temperature', threshold: 35, machine: null },
  { name: 'Supply voltage', kind: 'voltage', threshold: null, machine: null },
]

export const SENSORS: readonly Sensor[] = DECLARED.map((sensor, index) => ({
  id: index + 1,
  unit: UNITS[sensor.kind],
  ...sensor,
}))
