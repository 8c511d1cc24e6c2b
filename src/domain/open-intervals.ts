// The intervals in which samples may have been missed: each begins with an interruption and ends with the first
// sample after it. They stay open until history was asked for and came, however often that fails (rule T4).
import type { EpochMs } from './updates'

interface OpenInterval {
  from: EpochMs
  /** `null` until a sample came after it. */
  to: EpochMs | null
  /** Whether a request that covers it is under way. */
  asked: boolean
}

/** A link that flaps for days while history fails must not fill the memory. */
const MOST = 64

export class OpenIntervals {
  #intervals: OpenInterval[] = []

  /** When the oldest interval began for which nobody asks yet. */
  get since(): EpochMs | null {
    return this.#intervals.find(({ asked }) => !asked)?.from ?? null
  }

  get isEmpty(): boolean {
    return this.#intervals.length === 0
  }

  /** @param from time of the last sample before the interruption */
  begin(from: EpochMs): void {
    const last = this.#intervals.at(-1)
    // Lost and found again without a sample in between is still one interval, but what was asked for may end too early.
    if (last?.to === null && last.from === from) last.asked = false
    else this.#intervals = [...this.#intervals, { from, to: null, asked: false }].slice(-MOST)
  }

  /** A sample came. */
  end(time: EpochMs): void {
    if (this.#intervals.length === 0) return
    for (const one of this.#intervals) if (one.to === null && time > one.from) one.to = time
  }

  covers(time: EpochMs): boolean {
    return this.#intervals.some(({ from, to }) => time > from && (to === null || time < to))
  }

  /** History is asked for from `since` on. */
  ask(): void {
    for (const one of this.#intervals) one.asked = true
  }

  /** What was asked for came and closes them, or it failed and has to be asked for again. */
  settle(failed: boolean): void {
    if (failed) for (const one of this.#intervals) one.asked = false
    else this.#intervals = this.#intervals.filter(({ asked }) => !asked)
  }

  /** There is nobody to ask. */
  abandon(): void {
    this.#intervals = []
  }
}
