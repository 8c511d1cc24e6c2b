// The values of one moment, for backends whose clock stands still: a repeat among thousands of samples of the same time
// is found without looking at each. Kept only while that moment is the newest.

import type { EpochMs } from './updates'

export class StandingClock {
  private time: EpochMs = NaN
  private readonly values = new Set<number>()

  knows(time: EpochMs): boolean {
    return this.time === time
  }

  has(value: number): boolean {
    return this.values.has(value)
  }

  begin(time: EpochMs): void {
    this.values.clear()
    this.time = time
  }

  /** A sample came into the history. */
  add(time: EpochMs, value: number): void {
    if (time === this.time) this.values.add(value)
    else if (time > this.time) this.begin(NaN)
  }

  /** A sample fell out of it. */
  drop(time: EpochMs, value: number): void {
    if (time === this.time) this.values.delete(value)
  }
}
