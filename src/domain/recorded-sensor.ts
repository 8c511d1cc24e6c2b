// What is known of one sensor: its description, its history and how it reports. Keeps the order of time:
// late readings are put in their place, and a backend's clock that steps back starts a new stretch.
import { Cadences } from './cadence'
import { staleAfter } from './freshness'
import { Series } from './series'
import { mergeSeries } from './series-merge'
import type { EpochMs, Provenance, Sensor } from './updates'

/** A sensor's key across all sources. */
export type SensorKey = string

export function sensorKey(source: string, sensor: string): SensorKey {
  return `${source}/${sensor}`
}

/** What became of readings (rule T6); every reading is in exactly one of these. */
export interface ReadingCounts {
  stored: number
  /** Exact repeats: sensor, time and value (T4). */
  repeats: number
  /** Older than the history reaches. */
  tooOld: number
  /** Samples that a clock stepping back left in its future. */
  setAside: number
}

/** A reading this far behind the newest is not merely late … */
const STEP_BACK_MS = 10_000
/** … and so many of them in a row, each after the one before, are a clock that stepped back. */
const STEP_BACK_READINGS = 3

export class RecordedSensor {
  readonly key: SensorKey
  readonly cadences: Cadences
  readonly counts: ReadingCounts = { stored: 0, repeats: 0, tooOld: 0, setAside: 0 }
  series: Series
  /** Whether the backend's list of sensors has it. */
  listed = false
  #behind: { time: EpochMs; value: number }[] = []
  /** Times of the last sample before each interruption, until history was asked for what followed (T4). */
  #open: EpochMs[] = []
  #interrupted = false

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
    const provenance = this.last?.provenance ?? 'live'
    return this.cadences.expected(provenance === 'polled' ? 'polled' : 'live')
  }

  /** Takes readings in the order of their arrival. */
  take(times: ArrayLike<EpochMs>, values: ArrayLike<number>, provenance: Provenance): void {
    if (provenance === 'filled' || provenance === 'restored') {
      this.#merge(times, values, provenance)
      return
    }
    const late: { times: EpochMs[]; values: number[] } = { times: [], values: [] }
    for (let i = 0; i < times.length; i++) {
      const time = times[i] ?? NaN
      const value = values[i] ?? NaN
      if (this.#stepsBack(time, value, provenance)) continue
      // Of a sensor that reports on change only an interruption is a gap: it may have changed unseen.
      const gap =
        this.sensor.reporting === 'on-change' && this.series.size > 0 ? this.#interrupted : undefined
      const outcome = this.series.append(time, value, provenance, gap)
      if (outcome === 'repeat') this.counts.repeats++
      else if (outcome === 'too-old') {
        late.times.push(time)
        late.values.push(value)
      } else if (outcome !== 'invalid') {
        this.#interrupted = false
        this.counts.stored++
        this.cadences.learn(provenance, time)
      }
    }
    if (late.times.length > 0) this.#insert(late.times, late.values, provenance)
  }

  /** The link was lost or found: cadences are learned anew, and what lies between is worth asking for. */
  interrupt(): void {
    this.cadences.forget()
    this.#interrupted = true
    const last = this.last
    if (last && this.#open.at(-1) !== last.time) this.#open.push(last.time)
  }

  /** History was asked for and has been taken in, or could not be had: what is still open stays a gap. */
  closeOpen(): void {
    this.#open = []
  }

  /** When the oldest open interval began; `null` when nothing is open. */
  get openSince(): EpochMs | null {
    return this.#open[0] ?? null
  }

  /** Fetched samples are kept only where nothing is known: before the first, in a gap, in an open interval. */
  #merge(times: ArrayLike<EpochMs>, values: ArrayLike<number>, provenance: 'filled' | 'restored'): void {
    const wanted: { times: EpochMs[]; values: number[] } = { times: [], values: [] }
    const { series } = this
    const first = series.size > 0 ? series.time(series.first) : Infinity
    const last = series.size > 0 ? series.time(series.end - 1) : Infinity
    const lacking = [...series.gaps(first, last), ...this.#openRanges()]
    for (let i = 0; i < times.length; i++) {
      const time = times[i] ?? NaN
      const isLacking =
        time < first || time > last || lacking.some(({ from, to }) => time > from && time < to)
      if (!isLacking) continue
      wanted.times.push(time)
      wanted.values.push(values[i] ?? NaN)
      this.cadences.learn(provenance, time)
    }
    if (wanted.times.length > 0) this.#insert(wanted.times, wanted.values, provenance)
  }

  #insert(times: readonly EpochMs[], values: readonly number[], provenance: Provenance): void {
    const merge = mergeSeries(this.series, { times, values, provenance })
    this.series = merge.series
    this.counts.stored += merge.added
    this.counts.repeats += merge.repeats
    this.counts.tooOld += merge.tooOld
  }

  #openRanges(): { from: EpochMs; to: EpochMs }[] {
    return this.#open.map((from) => {
      const next = this.series.indexAfter(from)
      return { from, to: next < this.series.end ? this.series.time(next) : Infinity }
    })
  }

  /**
   * Readings far behind the newest may be late, or the backend's clock was set back. The third in a row that goes
   * forward from the first says which: then what lies ahead of them is set aside, and they begin a new stretch.
   */
  #stepsBack(time: EpochMs, value: number, provenance: Provenance): boolean {
    const last = this.last
    if (!last || time > last.time - STEP_BACK_MS) {
      this.#behind = []
      return false
    }
    if (this.#behind.some((one) => one.time >= time)) this.#behind = []
    this.#behind.push({ time, value })
    const [first] = this.#behind
    if (this.#behind.length < STEP_BACK_READINGS || !first) return false
    const before = this.series.size
    this.series.truncateAfter(first.time)
    this.counts.setAside += before - this.series.size - (this.#behind.length - 1)
    this.cadences.forget()
    for (const reading of this.#behind) this.series.append(reading.time, reading.value, provenance)
    this.counts.stored++
    this.#behind = []
    return true
  }

  #isGap(intervalMs: number, later: Provenance, earlier: Provenance): boolean {
    if (this.sensor.reporting === 'on-change') return false
    const slower = Math.max(this.cadences.expected(later), this.cadences.expected(earlier))
    return intervalMs > staleAfter(slower)
  }
}
