// What lay ahead of a backend's clock when it was set back. It is the history again once the clock comes right, and
// is let go of once that time was lived through: then the clock was set back for good.
import { lackedOf } from './fetched-samples'
import { OpenIntervals } from './open-intervals'
import { LateReadings } from './samples'
import { Series } from './series'
import { mergeSeries } from './series-merge'
import { appendRange } from './series-ranges'
import { shortened } from './series-shortening'
import type { StretchReading } from './step-back'
import type { EpochMs, Provenance } from './updates'

/** The time that a reading tells, and when it came on this machine's clock. */
interface Moment {
  time: EpochMs
  at: EpochMs
}

/** Over so much time readings have to go on where the clock came right, for one alone may be an outlier. */
const LASTING_MS = 1_000
const FETCHED = ['filled', 'restored'] as const

export class SetAside {
  /** By how much the clock was set back, in milliseconds. */
  readonly #jump: number
  /** The newest reading of the stretch that began. */
  #stretch: Moment
  /** The first reading since the clock seems right. */
  #right: Moment | null = null

  /**
   * @param series what lay ahead; one sample at least
   * @param from where the readings with wrong times begin
   * @param heardAt when the newest of the series came, on this machine's clock
   * @param stretch the last of the readings that showed it
   */
  constructor(
    public series: Series,
    readonly from: EpochMs,
    readonly heardAt: EpochMs,
    stretch: Moment,
  ) {
    this.#stretch = stretch
    this.#jump = this.#end - stretch.time + Math.max(stretch.at - heardAt, 0)
  }

  get #end(): EpochMs {
    return this.series.time(this.series.end - 1)
  }

  /**
   * Takes the next reading. A clock that comes right jumps by about as much as it jumped back, on top of the time that
   * went by; one that was set back for good gets there step by step.
   */
  judge(time: EpochMs, at: EpochMs): 'came-right' | 'lived-through' | null {
    const step = time - this.#stretch.time
    if (step <= 0) return null
    const jump = step - Math.max(at - this.#stretch.at, 0)
    if (jump > this.#jump / 2) {
      if (jump > this.#jump * 2 || time <= this.#end) return null
      this.#right = { time: Math.min(time, this.#right?.time ?? time), at: this.#right?.at ?? at }
      return at - this.#right.at >= LASTING_MS ? 'came-right' : null
    }
    this.#right = null
    this.#stretch = { time, at }
    return time > this.#end ? 'lived-through' : null
  }

  /** The clock was set back once more, and this lay ahead: of two stretches, the longer is worth keeping. */
  joined(ahead: Series, from: EpochMs, heardAt: EpochMs, stretch: Moment): SetAside {
    const { series } = this
    const since = ahead.indexAtOrAfter(this.from)
    const fetched = fetchedIn(ahead, since, ahead.end)
    const told = ahead.end - since - fetched.reduce((sum, { times }) => sum + times.length, 0)
    if (told > series.size) return new SetAside(ahead, from, heardAt, stretch)
    let joined = new Series(series.capacity, series.isGap)
    appendRange(joined, ahead, ahead.first, since)
    appendRange(joined, series)
    const nothingOpen = new OpenIntervals()
    for (const samples of fetched)
      joined = mergeSeries(joined, lackedOf(joined, nothingOpen, samples).lacked).series
    return new SetAside(joined, Math.min(from, this.from), this.heardAt, stretch)
  }

  /**
   * The history as it was, and what came since the clock is right. `removed` readings had wrong times; what was
   * `fetched` among them is to be merged again.
   */
  bringBack(series: Series): { series: Series; removed: number; fetched: LateReadings[] } {
    const [from, since] = [
      series.indexAtOrAfter(this.from),
      series.indexAtOrAfter(this.#right?.time ?? Infinity),
    ]
    const whole = new Series(series.capacity, series.isGap, series.first)
    appendRange(whole, series, series.first, from)
    appendRange(whole, this.series)
    appendRange(whole, series, since, series.end, true)
    return { series: whole, removed: since - from, fetched: fetchedIn(series, from, since) }
  }

  keepAtMost(capacity: number): void {
    this.series = shortened(this.series, capacity)
  }
}

/** What lies ahead of a new stretch, without the stretch's own readings that were put there. */
export function aheadOf(series: Series, stretch: readonly StretchReading[]): Series {
  const own = stretch.filter(({ known }) => !known)
  const ahead = new Series(series.capacity, series.isGap)
  let isNext = false
  for (let index = series.indexAtOrAfter(stretch[0]?.time ?? NaN); index < series.end; index++) {
    const [time, value] = [series.time(index), series.value(index)]
    if (own.some((one) => one.time === time && one.value === value)) isNext = false
    else {
      ahead.append(time, value, series.provenance(index), isNext ? series.gapBefore(index) : undefined)
      isNext = true
    }
  }
  return ahead
}

/** What was told with times of their own, whatever the clock was set to. */
function fetchedIn(series: Series, from: number, to: number): LateReadings[] {
  const readings = new Map<Provenance, LateReadings>(FETCHED.map((one) => [one, new LateReadings(one)]))
  for (let index = from; index < to; index++) {
    const own = readings.get(series.provenance(index))
    own?.times.push(series.time(index))
    own?.values.push(series.value(index))
  }
  return [...readings.values()].filter(({ times }) => times.length > 0)
}
