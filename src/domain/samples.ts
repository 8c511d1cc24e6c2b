// Samples of one sensor on their way into a series, as columns of numbers.

import type { EpochMs, Provenance } from './updates'

/** Times or values, one for each sample. */
export type Column = ArrayLike<number>

export interface Samples {
  /** Epoch milliseconds on the backend's clock, in any order. */
  readonly times: ArrayLike<EpochMs>
  /** One value for each time. */
  readonly values: ArrayLike<number>
  /** How all of them came. */
  readonly provenance: Provenance
  /** 1 where a gap is known to lie between a sample and the one before it; without, each pair is judged anew. */
  readonly gaps?: ArrayLike<number>
}

/** Readings that wait to be merged together, for each merge walks the whole history. */
export class LateReadings implements Samples {
  readonly times: EpochMs[] = []
  readonly values: number[] = []

  constructor(readonly provenance: Provenance) {}
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

/** The latest of some times; `-Infinity` when there is none. */
export function newestOf(times: ArrayLike<EpochMs>): EpochMs {
  let newest = -Infinity
  for (let i = 0; i < times.length; i++) {
    const time = times[i] ?? NaN
    if (time > newest) newest = time
  }
  return newest
}
