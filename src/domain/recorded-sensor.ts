// What is known of one sensor: its description, its history and how it reports. Keeps the order of time:
// late readings are put in their place, and a backend's clock that steps back starts a new stretch.
import { Cadences } from './cadence'
import { lackedOf, withinReach } from './fetched-samples'
import { staleAfter } from './freshness'
import { OpenIntervals } from './open-intervals'
import { noReadings } from './reading-counts'
import { LateReadings, newestOf, type Column, type Samples } from './samples'
import { Series } from './series'
import { mergeSeries } from './series-merge'
import { shortened } from './series-shortening'
import { Stretches } from './stretches'
import type { EpochMs, Provenance, Sensor } from './updates'

/** A sensor's key across all sources. */
export type SensorKey = string

export function sensorKey(source: string, sensor: string): SensorKey {
  return `${source}/${sensor}`
}

export class RecordedSensor {
  readonly key: SensorKey
  readonly cadences: Cadences
  readonly counts = noReadings()
  /** What interruptions may have hidden. */
  readonly open = new OpenIntervals()
  /** What becomes of the history when the backend's clock is set. */
  readonly stretches = new Stretches(this.counts)
  series: Series
  /** Whether the backend's list of sensors has it. */
  listed = false
  /** Whether that list ever had it: such a sensor stays on the wall with what was last known (T8). */
  wasListed = false
  /** The unit that its readings come in, where they say so. */
  toldUnit: string | null = null
  /** When the newest sample came, on this machine's clock. */
  heardAt: EpochMs = -Infinity
  #untimed: { value: number; heardAt: EpochMs } | null = null
  #interrupted = false
  /** The link came before anything was known: the first history may end before its first sample (T4). */
  #missedBeforeFirst = false
  /** Whether something told, since it was restored, that the newest sample still holds. */
  #confirmed = false

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
    const { series } = this
    const at = series.end - 1
    if (series.size === 0) return null
    return { time: series.time(at), value: series.value(at), provenance: series.provenance(at) }
  }

  /** The value to show, as sent: the newest, though its time be unknown; `null` before the first. */
  get value(): number | null {
    return this.#untimed?.value ?? (this.series.size === 0 ? null : this.series.value(this.series.end - 1))
  }

  /** The newest value, when it was polled and nobody knows its time: it is no sample (T5). `heardAt` is our clock's. */
  get untimed(): { value: number; heardAt: EpochMs } | null {
    return this.#untimed
  }

  /** The newest sample is from before this page was opened, and nothing told since whether it still holds. */
  get isOnlyRestored(): boolean {
    return !this.#confirmed && this.series.provenance(this.series.end - 1) === 'restored'
  }

  get byteLength(): number {
    return this.series.byteLength + this.stretches.byteLength
  }

  /** The cadence by which the newest value is judged, in milliseconds. */
  get expectedMs(): number {
    const isPolled = this.series.provenance(this.series.end - 1) === 'polled'
    return this.cadences.expected(isPolled ? 'polled' : 'live')
  }

  /**
   * Milliseconds since the newest sample on the backend's clock, and never less than since it came: a sensor whose own
   * clock runs ahead must not look fresh for as long (T1, T5). `null` before the first.
   * @param backendNow this moment on the backend's clock
   * @param here the same moment on this machine's clock
   */
  ageAt(backendNow: EpochMs, here: EpochMs): number | null {
    const { series } = this
    return series.size === 0 ? null : Math.max(backendNow - series.time(series.end - 1), here - this.heardAt)
  }

  /**
   * Takes readings in the order of their arrival.
   * @param at when they came, on this machine's clock
   * @param onArrival whether they were timed on arrival, for they came without a time
   */
  take(times: Column, values: Column, provenance: Provenance, at: EpochMs, onArrival = false): void {
    const before = this.series.time(this.series.end - 1)
    if (provenance === 'filled' || provenance === 'restored') this.#merge({ times, values, provenance })
    else this.#append(times, values, provenance, at, onArrival)
    if (this.series.time(this.series.end - 1) !== before) this.heardAt = at
  }

  /**
   * Puts back samples from before the page was opened, where nothing is known by now. What followed them is open (T4).
   * @param heardAt when the newest of them came, on this machine's clock
   */
  restore(kept: Omit<Samples, 'provenance'>, heardAt: EpochMs): void {
    const before = this.series.time(this.series.end - 1)
    const newest = this.#merge({ ...kept, provenance: 'restored' })
    this.#openAfter(newest)
    if (this.series.time(this.series.end - 1) === before) return
    this.heardAt = heardAt
    this.#confirmed = false
    this.#interrupted = true
  }

  /** A request for its history is done: what was missed and is not there by now never was. */
  settle(failed: boolean): void {
    this.open.settle(failed)
    if (!failed && this.open.isEmpty) this.#confirmed = true
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
    if (capacity >= this.series.capacity) return
    this.series = shortened(this.series, capacity)
    this.stretches.keepAtMost(capacity)
  }

  #append(times: Column, values: Column, provenance: Provenance, at: EpochMs, onArrival: boolean): void {
    let late = new LateReadings(provenance)
    for (let i = 0; i < times.length; i++) {
      const time = times[i] ?? NaN
      const value = values[i] ?? NaN
      if (provenance === 'polled' && Number.isNaN(time) && Number.isFinite(value)) {
        this.#untimed = { value, heardAt: at }
        this.counts.untimed++
        continue
      }
      if (!Number.isFinite(time) || !Number.isFinite(value)) {
        this.counts.invalid++
        continue
      }
      const reading = { time, value, provenance, at, clock: onArrival ? ('arrival' as const) : provenance }
      const stretch = this.stretches.judge(this.series, reading)
      if (stretch) {
        this.#insert(late)
        late = new LateReadings(provenance)
        this.stretches.begin(this.series, stretch, reading, this.heardAt)
        this.cadences.forget()
        this.#interrupted = false
      } else {
        this.#place(time, value, provenance, late)
        const back = this.stretches.goOn(this.series, reading)
        if (back) this.series = back.series
        for (const samples of back?.fetched ?? []) this.#merge(samples)
      }
    }
    if (late.times.length > 0) this.#insert(late)
  }

  #place(time: EpochMs, value: number, provenance: Provenance, late: LateReadings): void {
    const newest = this.series.time(this.series.end - 1)
    const isNewest = this.series.size === 0 || time > newest
    // A poll tells only the newest: what came between it and the end of the history was missed.
    if (provenance === 'polled' && isNewest && this.last?.provenance === 'filled') this.open.begin(newest)
    // Of a sensor that reports on change only an interruption is a gap: it may have changed unseen.
    const gap = this.sensor.reporting === 'on-change' && isNewest ? this.#interrupted : undefined
    const outcome = this.series.append(time, value, provenance, gap)
    if (time === newest) this.#confirmed = true
    if (outcome === 'repeat') this.counts.repeats++
    else if (outcome === 'too-old') {
      late.times.push(time)
      late.values.push(value)
    } else {
      this.counts.stored++
      this.cadences.learn(provenance, time)
      this.open.end(time)
      if (isNewest) {
        this.#interrupted = false
        this.#untimed = null
      }
    }
  }

  /** Answers the time of the newest sample that was lacked. */
  #merge(samples: Samples): EpochMs {
    this.cadences.learnHistory(Float64Array.from(samples.times).sort())
    const { lacked, repeats, invalid } = lackedOf(this.series, this.open, samples)
    this.counts.repeats += repeats
    this.counts.invalid += invalid
    const newest = newestOf(lacked.times)
    this.#insert(lacked)
    if (this.#missedBeforeFirst && samples.provenance === 'filled') this.#openAfter(newestOf(samples.times))
    return newest
  }

  /** The first history was told before, or while, the link came up: what followed it may have been missed. */
  #openAfter(time: EpochMs): void {
    if (time === -Infinity) return
    this.#missedBeforeFirst = false
    this.open.begin(time)
    const next = this.series.indexAfter(time)
    if (next < this.series.end) this.open.end(this.series.time(next))
  }

  #insert(samples: Samples): void {
    const kept = withinReach(this.series, samples)
    this.counts.tooOld += samples.times.length - kept.times.length
    if (kept.times.length === 0) return
    const { series, added, repeats, tooOld } = mergeSeries(this.series, kept)
    this.series = series
    this.counts.stored += added
    this.counts.repeats += repeats
    this.counts.tooOld += tooOld
  }

  #isGap(intervalMs: number, later: Provenance, earlier: Provenance): boolean {
    // What was restored is from before an interruption.
    const isInterrupted = earlier === 'restored' && (later === 'live' || later === 'polled')
    if (this.sensor.reporting === 'on-change') return isInterrupted
    const slower = Math.max(this.cadences.expected(later), this.cadences.expected(earlier))
    return intervalMs > staleAfter(slower)
  }
}
