// The only way to time in the engine: injected, so that tests move it by hand (rule C6).
import type { EpochMs } from '../domain/updates'

export interface Clock {
  /** Epoch milliseconds of this machine; may jump. */
  now: () => EpochMs
  /** Milliseconds that never jump; for round trips. */
  monotonic: () => number
  /** When `monotonic` was 0, in epoch milliseconds with fractions; never moves, and is of one kind in all threads. */
  origin: EpochMs
  /** Runs once after `ms`; the returned function takes it back. */
  after: (ms: number, run: () => void) => () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  origin: performance.timeOrigin,
  after: (ms, run) => {
    const handle = setTimeout(run, ms)
    return () => {
      clearTimeout(handle)
    }
  },
}

/** This moment to a fraction of a millisecond, to be compared with one of another thread; no clock that is set moves it. */
export function preciseNow({ origin, monotonic }: Pick<Clock, 'origin' | 'monotonic'>): EpochMs {
  return origin + monotonic()
}
