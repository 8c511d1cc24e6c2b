// Compares readings with the thresholds and says when one is crossed: WARN once when it is exceeded, INFO when the
// value has stayed below for a while. Noise around a threshold tells nothing new.

import type { Sensor } from './workspace'

const QUIET_MS = 10_000

export interface Crossing {
  level: 'INFO' | 'WARN'
  message: string
}

export class ThresholdWatch {
  /** When each sensor that is beyond its threshold was seen there last. */
  private readonly beyond = new Map<number, number>()

  read({ id, kind, threshold }: Readonly<Sensor>, value: number, now: number): Crossing | undefined {
    const last = this.beyond.get(id)
    if (threshold !== null && value > threshold) {
      this.beyond.set(id, now)
      return last === undefined ? { level: 'WARN', message: `${kind} threshold exceeded` } : undefined
    }
    if (last === undefined || now - last < QUIET_MS) return undefined
    this.beyond.delete(id)
    return { level: 'INFO', message: `${kind} is below its threshold again` }
  }
}
