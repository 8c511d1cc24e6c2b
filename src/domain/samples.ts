// Samples of one sensor on their way into a series, as columns of numbers.

import type { EpochMs, Provenance } from './updates'

export interface Samples {
  /** Epoch milliseconds on the backend's clock, in any order. */
  readonly times: ArrayLike<EpochMs>
  /** One value for each time. */
  readonly values: ArrayLike<number>
  /** How all of them came. */
  readonly provenance: Provenance
}

export interface Sample {
  time: EpochMs
  value: number
  provenance: Provenance
}

/** A stretch of time, in epoch milliseconds, `from` ≤ `to`. */
export interface TimeRange {
  from: EpochMs
  to: EpochMs
}
