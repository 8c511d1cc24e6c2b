// Notices that an open socket delivers nothing though it should: an open socket may be dead
// (field note), and liveness is judged by traffic (rules T2, C10).
import { Cadence } from '../domain/cadence'
import { staleAfter } from '../domain/freshness'
import type { Clock } from './clock'
import { Timers } from './timers'

export class Watchdog {
  readonly #cadence = new Cadence()
  readonly #timers: Timers<'silence'>
  #silent = false

  /**
   * @param silentAfterCadences how many cadences without a reading are a silence; `null` watches nothing
   * @param onSilence called once a silence
   */
  constructor(
    private readonly clock: Clock,
    private readonly silentAfterCadences: number | null,
    private readonly onSilence: () => void,
  ) {
    this.#timers = new Timers(clock)
  }

  /** Readings came. Answers whether that ended a silence. */
  saw(): boolean {
    if (this.silentAfterCadences === null) return false
    this.#cadence.learn(this.clock.monotonic())
    const cadence = this.#cadence.ms
    // Until a cadence is known, only the heartbeat's deadline can tell (T2).
    if (cadence !== null) {
      const patience = Math.max(this.silentAfterCadences * cadence, staleAfter(0))
      this.#timers.start('silence', patience, () => {
        this.#silent = true
        this.onSilence()
      })
    }
    const ended = this.#silent
    this.#silent = false
    return ended
  }

  stop(): void {
    this.#timers.stopAll()
  }
}
