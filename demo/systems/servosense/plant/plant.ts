// The plant as a model: motors under a load that varies, and faults that come and go. It knows no clock and no
// process: each step is half a second further.

import { MACHINES, SENSORS, type Sensor, type SensorKind } from '../workspace'
import { Faults, type RunningFault, type Stage } from './fault'
import { Random } from './random'

/** The demo's story, the same in each start: an overload first, then worn bearings, then a blocked cooling. */
export const SEED = 368
export const STEP_SECONDS = 0.5
/** Temperatures follow what heats and cools them this slowly. */
const THERMAL_SECONDS = 25

export interface PlantReading {
  sensor_id: number
  value: number
}

export interface PlantNotice {
  level: 'INFO' | 'WARN' | 'CRIT'
  sensor_id?: number
  message: string
}

export interface PlantStep {
  readings: PlantReading[]
  notices: PlantNotice[]
}

interface Usual {
  /** Its value without load changes, faults and noise. */
  value: number
  /** What a full swing of the load adds or takes. */
  swing: number
  noise: number
  /** Each so many steps a reading. */
  everySteps: number
  decimals: number
}

/** Usual values lie this share below the threshold they come with. */
const USUAL_SHARE: Record<SensorKind, number> = {
  temperature: 0.7,
  current: 0.64,
  vibration: 0.5,
  voltage: 1,
}
const SUPPLY_VOLTS = 400
const HALL_CELSIUS = 21

export class Plant {
  private readonly random: Random
  private readonly faults: Faults
  private steps = 0
  /** What each temperature has reached on its way to where load and fault drive it. */
  private readonly reached = new Map<number, number>()

  constructor(seed: number) {
    this.random = new Random(seed)
    const [first, ...rest] = MACHINES.map(({ id }) => id)
    this.faults = new Faults(new Random(seed + 1), [first ?? 1, ...rest])
  }

  step(): PlantStep {
    const step = this.steps++
    const time = step * STEP_SECONDS
    const reached = this.faults.advance(time)
    const readings = SENSORS.flatMap((sensor) => {
      const usual = usualOf(sensor)
      const value = this.valueOf(sensor, usual, time)
      return step % usual.everySteps === 0 ? [{ sensor_id: sensor.id, value: rounded(value, usual) }] : []
    })
    return { readings, notices: reached ? noticesOf(reached.stage, reached.fault) : [] }
  }

  private valueOf(sensor: Sensor, usual: Usual, time: number): number {
    const driven =
      usual.value + usual.swing * loadAt(sensor.machine ?? 0, time) + this.faultAt(sensor, usual, time)
    const noise = usual.noise * this.random.noise()
    if (sensor.kind !== 'temperature') return driven + noise
    const before = this.reached.get(sensor.id) ?? driven
    const now = before + (driven - before) * (STEP_SECONDS / THERMAL_SECONDS)
    this.reached.set(sensor.id, now)
    return now + noise
  }

  private faultAt({ machine, threshold, kind }: Sensor, usual: Usual, time: number): number {
    if (machine === null || threshold === null) return 0
    const effect = this.faults.effects[kind] ?? 0
    return this.faults.severityOf(machine, time) * effect * (threshold - usual.value)
  }
}

function usualOf({ kind, machine, threshold }: Sensor): Usual {
  if (kind === 'voltage') return { value: SUPPLY_VOLTS, swing: 1.5, noise: 0.4, everySteps: 2, decimals: 1 }
  if (machine === null) return { value: HALL_CELSIUS, swing: 0.6, noise: 0.05, everySteps: 2, decimals: 1 }
  const value = (threshold ?? 0) * USUAL_SHARE[kind]
  if (kind === 'temperature') return { value, swing: 2.5, noise: 0.1, everySteps: 2, decimals: 1 }
  return { value, swing: value * 0.08, noise: value * 0.03, everySteps: 1, decimals: 2 }
}

/** From -1 to 1; each machine has its own rhythm. */
function loadAt(machine: number, time: number): number {
  const slow = Math.sin((2 * Math.PI * time) / (240 + 35 * machine) + machine)
  const quick = Math.sin((2 * Math.PI * time) / (47 + 6 * machine))
  return 0.7 * slow + 0.3 * quick
}

function rounded(value: number, { decimals }: Usual): number {
  return Number(value.toFixed(decimals))
}

function noticesOf(stage: Stage, { machine, kind }: RunningFault): PlantNotice[] {
  const shown = SENSORS.find((sensor) => sensor.machine === machine && sensor.kind === kind.shownBy)
  const place = shown ? { sensor_id: shown.id } : {}
  const name = MACHINES.find(({ id }) => id === machine)?.name ?? ''
  switch (stage) {
    case 'developing':
      return [{ level: 'INFO', ...place, message: `${kind.name} is developing` }]
    case 'severe':
      return [
        { level: 'CRIT', ...place, message: `${kind.name} is severe` },
        ...(kind.workspaceNotice ? [{ level: 'CRIT' as const, message: kind.workspaceNotice }] : []),
      ]
    case 'over':
      return [{ level: 'INFO', message: `${name}: ${kind.name} has receded` }]
  }
}
