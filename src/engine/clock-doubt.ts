// Notices that live readings contradict what is believed of a backend's clock: then it may have been set, and its
// clock is worth asking for at once (K2). The estimate itself is never made from samples.
import type { EpochMs, Update } from '../domain/updates'

/** Readings this far from the believed time are no ordinary delay. */
const FAR_MS = 30_000
/** A sensor whose own clock is wrong raises the doubt again and again; asking does not help it. */
const AGAIN_AFTER_MS = 60_000

export class ClockDoubt {
  #raisedAt: EpochMs = -Infinity

  /**
   * Whether these updates are a reason to ask.
   * @param now this moment on the backend's clock, as far as it is known
   * @param steady a clock that is never set, in milliseconds
   */
  isRaisedBy(updates: readonly Update[], now: EpochMs, steady: number): boolean {
    if (steady - this.#raisedAt < AGAIN_AFTER_MS) return false
    const isFar = updates.some(
      (update) =>
        update.kind === 'readings' &&
        update.readings.some(({ time }) => time !== null && Math.abs(time - now) > FAR_MS),
    )
    if (isFar) this.#raisedAt = steady
    return isFar
  }
}
