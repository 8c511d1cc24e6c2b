// Learns how often a sensor reports: the median of its last intervals, apart for each way
// samples arrive (rule T1). It judges nothing; freshness does.
import type { EpochMs, Provenance } from './updates'

/** Intervals that count, and how many of them make a cadence known. */
const REMEMBERED = 20
const ENOUGH = 3

/** The median interval of one stream of sample times, in milliseconds. */
export class Cadence {
  /** In the order in which they came, and by size: each sample asks for the median. */
  #intervals: number[] = []
  #sorted: number[] = []
  #last: EpochMs | null = null

  /** Takes the time of the next sample; repeats and steps back teach nothing. */
  learn(time: EpochMs): void {
    const interval = this.#last === null ? 0 : time - this.#last
    if (this.#last === null || time > this.#last) this.#last = time
    if (interval <= 0) return
    this.#intervals.push(interval)
    this.#sortIn(interval)
    if (this.#intervals.length > REMEMBERED) this.#sortOut(this.#intervals.shift())
  }

  /** Takes the time of a sample that came after an interruption: the interval before it teaches nothing. */
  skip(time: EpochMs): void {
    this.#last = time
  }

  /** The median in milliseconds; `null` until three intervals were seen. */
  get ms(): number | null {
    const sorted = this.#sorted
    if (sorted.length < ENOUGH) return null
    const upper = sorted.length >> 1
    const high = sorted[upper] ?? 0
    return sorted.length % 2 === 1 ? high : ((sorted[upper - 1] ?? high) + high) / 2
  }

  forget(): void {
    this.#intervals = []
    this.#sorted = []
    this.#last = null
  }

  #sortIn(interval: number): void {
    const sorted = this.#sorted
    let place = sorted.length
    for (; place > 0 && (sorted[place - 1] ?? 0) > interval; place--) sorted[place] = sorted[place - 1] ?? 0
    sorted[place] = interval
  }

  #sortOut(interval: number | undefined): void {
    const sorted = this.#sorted
    const place = sorted.findIndex((one) => one === interval)
    sorted.copyWithin(place, place + 1)
    sorted.length--
  }
}

/** The cadences of one sensor, by provenance. Restored and filled samples say nothing about the next live one. */
export class Cadences {
  readonly #live = new Cadence()
  readonly #polled = new Cadence()
  readonly #filled = new Cadence()
  /** What was known before the last change of mode. */
  #before: number | null = null

  /**
   * @param hintMs what to assume until learned; the system's hint
   * @param pollMs polled samples come no faster than this
   */
  constructor(
    private readonly hintMs: number,
    private readonly pollMs: number,
  ) {}

  learn(provenance: Provenance, time: EpochMs): void {
    this.#of(provenance).learn(time)
  }

  /**
   * Takes the times of fetched history. Each answer has a spacing of its own, for backends thin out what is long:
   * the one before says nothing about it.
   * @param times rising
   */
  learnHistory(times: ArrayLike<EpochMs>): void {
    this.#filled.forget()
    for (let i = Math.max(times.length - REMEMBERED - 1, 0); i < times.length; i++) {
      this.#filled.learn(times[i] ?? NaN)
    }
  }

  /** Expected milliseconds between samples that arrive this way. */
  expected(provenance: Provenance): number {
    const learned = this.#of(provenance).ms ?? this.#before ?? this.hintMs
    return provenance === 'polled' ? Math.max(learned, this.pollMs) : learned
  }

  /** Whether the cadence is learned rather than assumed. */
  isLearned(provenance: Provenance): boolean {
    return this.#of(provenance).ms !== null
  }

  /**
   * A change of mode makes every cadence a thing to learn anew. Until then the one before holds: going back to the
   * hint would make old values look fresher just because their link was lost.
   */
  forget(): void {
    this.#before = this.#live.ms ?? this.#polled.ms ?? this.#before
    this.#live.forget()
    this.#polled.forget()
  }

  #of(provenance: Provenance): Cadence {
    if (provenance === 'polled') return this.#polled
    return provenance === 'live' ? this.#live : this.#filled
  }
}
