// What this backend knows of its sensors: their thresholds, which change while it runs, and their latest readings.

import { MACHINES, SENSORS, WORKSPACE, type Machine, type Sensor } from './workspace'

export interface Latest {
  value: number
  /** Epoch milliseconds of the true clock. */
  time: number
}

/** A sensor as REST shows it. */
export type SensorJson = Omit<Sensor, 'machine'> & { machine: Pick<Machine, 'id' | 'name'> | null }

export class Sensors {
  private readonly byId = new Map(SENSORS.map((sensor) => [sensor.id, { ...sensor }]))
  private readonly latest = new Map<number, Latest>()

  find(id: number): Readonly<Sensor> | undefined {
    return this.byId.get(id)
  }

  list(): readonly Readonly<Sensor>[] {
    return [...this.byId.values()]
  }

  setThreshold(id: number, threshold: number | null): void {
    const sensor = this.byId.get(id)
    if (sensor) sensor.threshold = threshold
  }

  read(id: number, reading: Latest): void {
    this.latest.set(id, reading)
  }

  latestOf(id: number): Latest | undefined {
    return this.latest.get(id)
  }

  /** How many sensors have a reading. */
  get readCount(): number {
    return this.latest.size
  }

  asJson({ id, name, kind, unit, threshold, machine }: Readonly<Sensor>): SensorJson {
    const found = MACHINES.find((candidate) => candidate.id === machine)
    return { id, name, kind, unit, threshold, machine: found ? { id: found.id, name: found.name } : null }
  }

  topology() {
    const ofMachine = (id: number | null) =>
      this.list()
        .filter(({ machine }) => machine === id)
        .map((sensor) => this.asJson(sensor))
    return {
      workspace: WORKSPACE,
      machines: MACHINES.map((machine) => ({ ...machine, sensors: ofMachine(machine.id) })),
      // Those of no machine; the others stand with theirs.
      sensors: ofMachine(null),
    }
  }
}
