// Begins a new stretch of a sensor's history when its backend's clock is set back, and brings back what lay ahead when
// the clock comes right. It counts what becomes of readings thereby (T6).
import type { ReadingCounts } from './reading-counts'
import type { Samples } from './samples'
import type { Series } from './series'
import { aheadOf, SetAside } from './set-aside'
import { StepBack, type ReadingClock, type StretchReading } from './step-back'
import type { EpochMs, Provenance } from './updates'

export interface ArrivedReading {
  time: EpochMs
  value: number
  provenance: Provenance
  /** What told its time. */
  clock: ReadingClock
  /** When it came, on this machine's clock. */
  at: EpochMs
}

export class Stretches {
  readonly #stepBack = new StepBack()
  #setAside: SetAside | null = null

  constructor(private readonly counts: ReadingCounts) {}

  /** The clock is, or seems, set back: what is recorded now may turn out to have wrong times. */
  get isProvisional(): boolean {
    return this.#setAside !== null || this.#stepBack.isSuspected
  }

  get byteLength(): number {
    return this.#setAside?.series.byteLength ?? 0
  }

  keepAtMost(capacity: number): void {
    this.#setAside?.keepAtMost(capacity)
  }

  /** The readings with which a new stretch begins, this one included; `null` as long as the clock goes on. */
  judge(series: Series, { time, value, clock, at }: ArrivedReading): readonly StretchReading[] | null {
    const newest = series.size > 0 ? series.time(series.end - 1) : -Infinity
    const known = time <= newest && series.holds(time, value)
    return this.#stepBack.judge({ time, value, known }, newest, at, clock)
  }

  /**
   * What lies ahead of the readings is set aside, and they take its place. All but the last are counted already.
   * @param heardAt when the newest of the series came, on this machine's clock
   */
  begin(series: Series, stretch: readonly StretchReading[], last: ArrivedReading, heardAt: EpochMs): void {
    const { counts } = this
    const from = stretch[0]?.time ?? last.time
    const ahead = aheadOf(series, stretch)
    // The others were put in their place before, or were too old and stay so.
    const others = stretch.slice(0, -1).filter(({ time, value }) => series.holds(time, value))
    const repeats = others.filter(({ known }) => known).length
    series.truncateAfter(from)
    for (const { time, value } of [...others, last]) series.append(time, value, last.provenance)
    counts.setAside += ahead.size
    counts.stored += 1 + repeats - ahead.size
    counts.repeats -= repeats
    this.#setAside =
      this.#setAside?.joined(ahead, from, heardAt, last) ?? new SetAside(ahead, from, heardAt, last)
  }

  /**
   * Takes a reading that has its place. Where it shows that the clock came right, answers the history that takes the
   * place of the series, and what was fetched meanwhile and is to be merged again.
   */
  goOn(series: Series, { time, at }: ArrivedReading): { series: Series; fetched: readonly Samples[] } | null {
    const setAside = this.#setAside
    const verdict = setAside?.judge(time, at)
    if (!setAside || !verdict) return null
    this.#setAside = null
    if (verdict === 'lived-through') return null
    const back = setAside.bringBack(series)
    const refetched = back.fetched.reduce((sum, { times }) => sum + times.length, 0)
    this.counts.stored += setAside.series.size - back.removed
    this.counts.setAside += back.removed - refetched - setAside.series.size
    return back
  }
}
