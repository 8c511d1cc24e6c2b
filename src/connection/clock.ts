// The only way to time in the engine: injected, so that tests move it by hand (rule C6).
import type { EpochMs } from '../domain/updates'

export interface Clock {
  /** Epoch milliseconds of this machine; may jump. */
  now: () => EpochMs
  /** Milliseconds that never jump; for round trips. */
  monotonic: () => number
  /** Runs once after `ms`; the returned function takes it back. */
  after: (ms: number, run: () => void) => () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after: (ms, run) => {
    const handle = setTimeout(run, ms)
    return () => {
      clearTimeout(handle)
    }
  },
}
