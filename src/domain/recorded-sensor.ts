// What is known of one sensor: its description, its history and how it reports. Keeps the order of time:
// late readings are put in their place, and a backend's clock that steps back starts a new stretch.
import { Cadences } from './cadence'
import { staleAfter } from './freshness'
import { OpenIntervals } from './open-intervals'
import { newestOf } from './samples'
import { Series } from './series'
import { mergeSeries } from './series-merge'
import { shortened } from './series-shortening'
import { StepBack, type StretchReading } from './step-back'
import type { EpochMs, Provenance, Sensor } from './updates'

/** A sensor's key across all sources. */
export type SensorKey = string

export function sensorKey(source: string, sensor: string): SensorKey {
  return `${source}/${sensor}`
}

/** What became of readings (rule T6); every reading that came is in exactly one of these. */
export interface ReadingCounts {
  /** In the history, or were until newer ones took their room. */
  stored: number
  /** Told before: exact repeats (sensor, time, value), and fetched history of a time that is known already (T4). */
  repeats: number
  /** Older than the history reaches. */
  tooOld: number
  /** Were in the history until a clock stepping back left them in its future. */
  setAside: number
  /** Time or value was no finite number. */
  invalid: number
}

/** Readings that wait to be merged together, for each merge walks the whole history. */
interface Pending {
  times: EpochMs[]
  values: number[]
}

export class RecordedSensor {
  readonly key: SensorKey
  readonly cadences: Cadences
  readonly counts: ReadingCounts = { stored: 0, repeats: 0, tooOld: 0, setAside: 0, invalid: 0 }
  /** What interruptions may have hidden. */
  readonly open = new OpenIntervals()
  series: Series
  /** Whether the backend's list of sensors has it. */
  listed = false
  /** Whether that list ever had it: such a sensor stays on the wall with what was last known (T8). */
  wasListed = false
  readonly #stepBack = new StepBack()
  #interrupted = false
  /** The link came before anything was known: the first history may end before its first sample (T4). */
  #missedBeforeFirst = false
  /** When the newest sample came, on this machine's clock. */
  #heardAt: EpochMs = -Infinity

  /** @param capacity samples kept at most */
  constructor(
    readonly source: string,
    public sensor: Sensor,
    capacity: number,
    hints: { cadenceMs: number; pollMs: number },
  ) {
    this.key = sensorKey(source, sensor.id)
    this.cadences = new Cadences(hints.cadenceMs, hints.pollMs)
    this.series = new Series(capacity, (intervalMs, later, earlier) =>
      this.#isGap(intervalMs, later, earlier),
    )
  }

  get last(): { time: EpochMs; value: number; provenance: Provenance } | null {
    const index = this.series.end - 1
    if (this.series.size === 0) return null
    return {
      time: this.series.time(index),
      value: this.series.value(index),
      provenance: this.series.provenance(index),
    }
  }

  /** The cadence by which the newest value is judged, in milliseconds. */
  get expectedMs(): number {
    const polled = this.series.size > 0 && this.series.provenance(this.series.end - 1) === 'polled'
    return this.cadences.expected(polled ? 'polled' : 'live')
  }

  /**
   * Milliseconds since the newest sample on the backend's clock, and never less than since it came: a sensor whose own
   * clock runs ahead must not look fresh for as long (T1, T5). `null` before the first.
   * @param backendNow this moment on the backend's clock
   * @param here the same moment on this machine's clock
   */
  ageAt(backendNow: EpochMs, here: EpochMs): number | null {
    const { series } = this
    return series.size === 0 ? null : Math.max(backendNow - series.time(series.end - 1), here - this.#heardAt)
  }

  /**
   * Takes readings in the order of their arrival.
   * @param at when they came, on this machine's clock
   */
  take(times: ArrayLike<EpochMs>, values: ArrayLike<number>, provenance: Provenance, at: EpochMs): void {
    const before = this.series.time(this.series.end - 1)
    if (provenance === 'filled' || provenance === 'restored') this.#merge(times, values, provenance)
    else this.#append(times, values, provenance, at)
    if (this.series.time(this.series.end - 1) !== before) this.#heardAt = at
  }

  /** The mode of the link changed: cadences are learned anew, and something may have been missed. */
  interrupt(): void {
    this.cadences.forget()
    this.miss()
  }

  /** Something may have been missed since the last sample; what was is worth asking for. */
  miss(): void {
    this.#interrupted = true
    if (this.last) this.open.begin(this.last.time)
    else this.#missedBeforeFirst = true
  }

  /** Makes room for other sensors: keeps the newest samples only. */
  keepAtMost(capacity: number): void {
    if (capacity < this.series.capacity) this.series = shortened(this.series, capacity)
  }

  #append(times: ArrayLike<EpochMs>, values: ArrayLike<number>, provenance: Provenance, at: EpochMs): void {
    const late: Pending = { times: [], values: [] }
    for (let i = 0; i < times.length; i++) {
      const time = times[i] ?? NaN
      const value = values[i] ?? NaN
      if (!Number.isFinite(time) || !Number.isFinite(value)) {
        this.counts.invalid++
        continue
      }
      const newest = this.series.size > 0 ? this.series.time(this.series.end - 1) : -Infinity
      const stretch = this.#stepBack.judge(time, value, newest, at)
      if (stretch) {
        this.#insert(late, provenance)
        this.#beginStretch(stretch, provenance)
      } else this.#place(time, value, provenance, newest, late)
    }
    this.#insert(late, provenance)
  }

  #place(time: EpochMs, value: number, provenance: Provenance, newest: EpochMs, late: Pending): void {
    const isNewest = time > newest
    // Of a sensor that reports on change only an interruption is a gap: it may have changed unseen.
    const gap = this.sensor.reporting === 'on-change' && isNewest ? this.#interrupted : undefined
    const outcome = this.series.append(time, value, provenance, gap)
    if (outcome === 'repeat') this.counts.repeats++
    else if (outcome === 'too-old') {
      late.times.push(time)
      late.values.push(value)
    } else {
      this.counts.stored++
      this.cadences.learn(provenance, time)
      this.open.end(time)
      if (isNewest) this.#interrupted = false
    }
  }

  /** Fetched samples are kept only where nothing is known: before the first, after the last, in a gap, in an open interval. */
  #merge(times: ArrayLike<EpochMs>, values: ArrayLike<number>, provenance: 'filled' | 'restored'): void {
    this.cadences.learnHistory(Float64Array.from(times).sort())
    const wanted: Pending = { times: [], values: [] }
    for (let i = 0; i < times.length; i++) {
      const time = times[i] ?? NaN
      const value = values[i] ?? NaN
      if (!Number.isFinite(time) || !Number.isFinite(value)) this.counts.invalid++
      else if (!this.#lacks(time)) this.counts.repeats++
      else {
        wanted.times.push(time)
        wanted.values.push(value)
      }
    }
    this.#insert(wanted, provenance)
    if (this.#missedBeforeFirst) this.#openAfter(newestOf(times))
  }

  /** The first history was told before, or while, the link came up: what followed it may have been missed. */
  #openAfter(time: EpochMs): void {
    const { series } = this
    if (time === -Infinity) return
    this.#missedBeforeFirst = false
    this.open.begin(time)
    const next = series.indexAfter(time)
    if (next < series.end) this.open.end(series.time(next))
  }

  #lacks(time: EpochMs): boolean {
    const { series } = this
    const next = series.indexAfter(time)
    if (next === series.first || (next === series.end && series.time(next - 1) < time)) return true
    return (series.gapBefore(next) && series.time(next - 1) < time) || this.open.covers(time)
  }

  #insert(pending: Pending, provenance: Provenance): void {
    const { series, counts } = this
    const reach = series.size === series.capacity ? series.time(series.first) : -Infinity
    const kept = pending.times.flatMap((time, i) => (time < reach ? [] : [i]))
    counts.tooOld += pending.times.length - kept.length
    if (kept.length > 0) {
      const merge = mergeSeries(series, {
        times: kept.map((i) => pending.times[i] ?? NaN),
        values: kept.map((i) => pending.values[i] ?? NaN),
        provenance,
      })
      this.series = merge.series
      counts.stored += merge.added
      counts.repeats += merge.repeats
      counts.tooOld += merge.tooOld
    }
    pending.times = []
    pending.values = []
  }

  /** What lies ahead of the readings is set aside, and they begin a new stretch. All but the last are counted already. */
  #beginStretch(stretch: readonly StretchReading[], provenance: Provenance): void {
    const { series, counts } = this
    const last = stretch.at(-1)
    // The others were put in their place before, or were too old and stay so.
    const held = stretch.filter((reading) => this.#holds(reading))
    const kept = last && !held.includes(last) ? [...held, last] : held
    const ahead = series.truncateAfter(stretch[0]?.time ?? NaN) - held.length
    counts.setAside += ahead
    counts.stored -= ahead
    counts[kept === held ? 'repeats' : 'stored']++
    for (const { time, value } of kept) series.append(time, value, provenance)
    this.cadences.forget()
    this.#interrupted = false
  }

  #holds({ time, value }: StretchReading): boolean {
    const { series } = this
    for (let index = series.indexAtOrAfter(time); series.time(index) === time; index++) {
      if (series.value(index) === value) return true
    }
    return false
  }

  #isGap(intervalMs: number, later: Provenance, earlier: Provenance): boolean {
    if (this.sensor.reporting === 'on-change') return false
    const slower = Math.max(this.cadences.expected(later), this.cadences.expected(earlier))
    return intervalMs > staleAfter(slower)
  }
}
