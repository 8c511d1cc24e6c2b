// The minute roll-up: mean, minimum and maximum of each sensor's last minute. A sensor that has read before and did not
// in this minute counts as failed.

import type { SensorHistory } from '../../../backend/system'
import { JobFailure, type JobDefinition, type JobSurroundings, type Product } from './definition'

const MINUTE_MS = 60_000
/** A day of minutes. */
const MOST_KEPT = 1_440
/** A time and three values. */
const ROLL_UP_BYTES = 4 * 8

interface RollUp {
  /** End of the minute, in epoch milliseconds of the true clock. */
  time: number
  mean: number
  min: number
  max: number
}

export class RollUpJob implements JobDefinition {
  readonly id = 1
  readonly name = 'Minute roll-up'
  readonly type = 'roll_up'
  readonly frequency = '1min'
  readonly everyMs = MINUTE_MS
  readonly firstAfterMs = 10_000
  private readonly kept = new Map<string, RollUp[]>()

  constructor(private readonly surroundings: JobSurroundings) {}

  begin() {
    const { now, histories } = this.surroundings
    const end = now()
    const sensors = histories().filter((sensor) => sensor.count() > 0)
    if (sensors.every((sensor) => sensor.since(end - MINUTE_MS).length === 0)) {
      throw new JobFailure('NO_READINGS', 'No sensor has read anything in the last minute.')
    }
    let rolledUp = 0
    const steps = sensors.map((sensor) => () => {
      const isDone = this.rollUp(sensor, end)
      if (isDone) rolledUp++
      return { processed: isDone ? 1 : 0, failed: isDone ? 0 : 1 }
    })
    return { total: sensors.length, steps, finish: () => ({ sensors: rolledUp }) }
  }

  /** By the names of the sensors, the oldest minute first. */
  product(): Product {
    return { contentType: 'application/json', text: JSON.stringify(Object.fromEntries(this.kept)) }
  }

  bytes(): number {
    return [...this.kept.values()].reduce((total, { length }) => total + length * ROLL_UP_BYTES, 0)
  }

  private rollUp({ name, since }: SensorHistory, end: number): boolean {
    const values = since(end - MINUTE_MS).flatMap(({ time, value }) => (time <= end ? value : []))
    if (values.length === 0) return false
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const rolledUp = this.kept.get(name) ?? []
    rolledUp.push({ time: end, mean, min: Math.min(...values), max: Math.max(...values) })
    if (rolledUp.length > MOST_KEPT) rolledUp.shift()
    this.kept.set(name, rolledUp)
    return true
  }
}
