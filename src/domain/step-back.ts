// Tells readings that are merely late from a backend's clock that was set back. Both are far behind the newest
// sample; but the readings of a clock that was set back are all there is, and come at the pace of time, while what
// was buffered somewhere comes in a burst or between newer ones.
import type { EpochMs, Provenance } from './updates'

/** A reading this far behind the newest is not merely out of order … */
const BEHIND_MS = 10_000
/** … and so many in a row, each after the one before and over so much time, are a clock that was set back. */
const READINGS = 3
const LASTING_MS = 1_000
/** The pace of time: sample times may run this much faster than arrivals, and be this much ahead of them. */
const PACE = 2
const AHEAD_MS = 2_000

/** What told a reading's time: its arrival here, or the backend, by that way. */
export type ReadingClock = 'arrival' | Provenance

export interface StretchReading {
  time: EpochMs
  value: number
  /** Whether just this was in the history before it came. */
  known: boolean
}

export class StepBack {
  #row: StretchReading[] = []
  #firstAt: EpochMs = 0
  /** What told the time of the newest sample. */
  #clock: ReadingClock = 'live'

  /** Readings came that may show it. */
  get isSuspected(): boolean {
    return this.#row.length > 0
  }

  /**
   * Takes the next reading; `newest` is the time of the newest sample and `at` when the reading came, on our own clock.
   * Answers the readings with which a new stretch begins once the clock was seen to be set back, this one included.
   */
  judge(
    reading: StretchReading,
    newest: EpochMs,
    at: EpochMs,
    clock: ReadingClock = 'live',
  ): readonly StretchReading[] | null {
    const { time } = reading
    // Arrivals and a backend's own times are two clocks: a polled value behind them has its place among them.
    const isOther = clock === 'polled' && this.#clock === 'arrival'
    if (time > newest) this.#clock = clock
    if (isOther || time > newest - BEHIND_MS) {
      if (this.#row.length > 0) this.#row = []
      return null
    }
    if (!this.#goesOn(time, at)) {
      this.#row = []
      this.#firstAt = at
    }
    this.#row.push(reading)
    if (this.#row.length < READINGS || at - this.#firstAt < LASTING_MS) return null
    const stretch = this.#row
    this.#row = []
    this.#clock = clock
    return stretch
  }

  #goesOn(time: EpochMs, at: EpochMs): boolean {
    const [first, last] = [this.#row[0], this.#row.at(-1)]
    if (!first || !last || time <= last.time || at < this.#firstAt) return false
    return time - first.time <= PACE * (at - this.#firstAt) + AHEAD_MS
  }
}
