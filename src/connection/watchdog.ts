// Notices that an open socket delivers nothing though it should: an open socket may be dead
// (field note), and liveness is judged by traffic (rules T2, C10).
import { Cadence } from '../domain/cadence'
import { staleAfter } from '../domain/freshness'
import type { LinkPolicy } from '../protocols/protocol'
import type { Clock } from './clock'
import { Timers } from './timers'

/** Frames this close together are one burst; were each an interval, the pause after a burst would be a silence. */
const BURST_MS = 1_000

/**
 * What is a silence before a cadence is known: the heartbeat's deadline, else that of the greeting (T2); where one poll
 * asks about a silence, that costs little enough not to wait for a cadence. Otherwise `null`.
 */
export function patienceOf({ keepAlive, greeting, pollOnceWhenSilent }: LinkPolicy): number | null {
  if (keepAlive?.deadlineMs) return keepAlive.everyMs + keepAlive.deadlineMs
  return greeting.expected || pollOnceWhenSilent === true ? greeting.withinMs : null
}

export class Watchdog {
  readonly #cadence = new Cadence()
  readonly #timers: Timers<'silence'>
  #burstAt = -Infinity
  #lastAt = -Infinity
  #silent = false

  /**
   * @param silentAfterCadences how many cadences without a reading are a silence; `null` watches nothing
   * @param patienceMs what is a silence until a cadence is known; `null` where nothing tells a quiet backend from a dead one
   * @param onSilence called once a silence
   */
  constructor(
    private readonly clock: Clock,
    private readonly silentAfterCadences: number | null,
    private readonly patienceMs: number | null,
    private readonly onSilence: () => void,
  ) {
    this.#timers = new Timers(clock)
  }

  /** The socket is proven: from now on readings are due, though none ever came on it. */
  expect(): void {
    if (this.silentAfterCadences === null || this.#timers.isRunning('silence')) return
    this.#lastAt = this.clock.monotonic()
    this.#watch(this.#patience)
  }

  /** Readings came. Answers whether that ended a silence. */
  saw(): boolean {
    this.#lastAt = this.clock.monotonic()
    const ended = this.#silent
    this.#silent = false
    if (ended || this.#lastAt - this.#burstAt >= BURST_MS) this.#learn(ended)
    return ended
  }

  stop(): void {
    this.#timers.stopAll()
  }

  #learn(afterSilence: boolean): void {
    this.#burstAt = this.#lastAt
    // A silence is no interval between readings.
    if (afterSilence) this.#cadence.skip(this.#lastAt)
    else this.#cadence.learn(this.#lastAt)
    this.#watch(this.#patience)
  }

  get #patience(): number | null {
    const cadence = this.#cadence.ms
    if (cadence === null || this.silentAfterCadences === null) return this.patienceMs
    return Math.max(this.silentAfterCadences * cadence, staleAfter(0))
  }

  #watch(ms: number | null): void {
    if (ms === null || this.silentAfterCadences === null) return
    this.#timers.start('silence', ms, () => {
      // Readings within a burst do not start the timer anew, thousands a second; they only move its end.
      const quietMs = this.clock.monotonic() - this.#lastAt
      const patience = this.#patience
      if (patience !== null && quietMs < patience) {
        this.#watch(patience - quietMs)
        return
      }
      this.#silent = true
      this.onSilence()
    })
  }
}
