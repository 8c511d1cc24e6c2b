// Estimates how far a backend's clock is from this one, from the Date header of its answers (rule K2).
// Never from samples: a late sample must not make the clock look wrong.
import type { EpochMs } from './updates'

/** A backend's clock is ahead of ours by `offsetMs`, give or take `uncertaintyMs`. */
export interface ClockOffset {
  offsetMs: number
  uncertaintyMs: number
}

/** One answer: the backend's time was within [serverTime, serverTime + resolution) between our two readings. */
export interface ClockMeasurement {
  sentAt: EpochMs
  receivedAt: EpochMs
  serverTime: EpochMs
  /** An HTTP Date has whole seconds. */
  resolutionMs: number
}

/** How fast two clocks of ordinary machines drift apart, at most: bounds this much wider for each millisecond of age. */
const DRIFT = 50e-6

/** Each answer bounds the offset; the bounds are intersected, so that whole seconds become tens of milliseconds. */
export class ClockOffsetEstimator {
  #low = -Infinity
  #high = Infinity
  #measuredAt: EpochMs = 0

  /** Narrows the estimate; one that contradicts it means that a clock was set, and starts anew. */
  measure({ sentAt, receivedAt, serverTime, resolutionMs }: ClockMeasurement): ClockOffset {
    this.#age(receivedAt)
    const low = serverTime - receivedAt
    const high = serverTime + resolutionMs - sentAt
    const agrees = low <= this.#high && high >= this.#low
    this.#low = agrees ? Math.max(low, this.#low) : low
    this.#high = agrees ? Math.min(high, this.#high) : high
    return { offsetMs: (this.#low + this.#high) / 2, uncertaintyMs: (this.#high - this.#low) / 2 }
  }

  #age(now: EpochMs): void {
    const drift = DRIFT * Math.max(now - this.#measuredAt, 0)
    this.#low -= drift
    this.#high += drift
    this.#measuredAt = now
  }

  /** After a freeze or a jump of our own clock nothing measured before holds (C8). */
  forget(): void {
    this.#low = -Infinity
    this.#high = Infinity
  }
}

export type ClockVerdict = 'unknown' | 'agrees' | 'notice' | 'warning'

/** Above 2 s a notice, above 30 s a warning (K2); what the uncertainty could explain is none. */
export function judgeClock(offset: ClockOffset | null): ClockVerdict {
  if (!offset) return 'unknown'
  const certain = Math.abs(offset.offsetMs) - offset.uncertaintyMs
  if (certain > 30_000) return 'warning'
  return certain > 2_000 ? 'notice' : 'agrees'
}
