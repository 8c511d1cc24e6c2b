// Everything known, as a plain object fed by batches: sensors with their histories, and what their sources
// told besides. Stores wrap the live one; a replay is a second one.
import type { Batch, BatchPart, ReadingColumns } from './batch'
import { assertCapacity } from './ring'
import { RecordedSensor, sensorKey, type SensorKey } from './recorded-sensor'
import type { KeptSource } from './kept-source'
import { noteRecord, recallSource, unknownSource, type RecordedSource } from './recorded-source'
import type { Samples } from './samples'
import { noChanges, type Changes, type FilledHistory, type LogEntry } from './changes'
import type { EpochMs, Sensor } from './updates'

export type { Changes, FilledHistory, LogEntry } from './changes'
export type { RecordedRejection, RecordedSource } from './recorded-source'

export interface TimelineOptions {
  /** Samples kept of each sensor at most, 1 to 10,000,000; default 36,000: ten hours at one a second. */
  samplesPerSensor: number
  /** Bytes of history kept in all; beyond it each sensor keeps fewer samples. Default 256 MB. */
  totalBytes: number
  /** Sensors kept of each source at most; a source that invents ids must not fill the memory. Default 5,000. */
  sensorsPerSource: number
  /** What to assume of a source's sensors until it is learned. */
  hints: (source: string) => { cadenceMs: number; pollMs: number }
}

/** The sensors of one source. */
interface SensorList {
  /** In the order in which the backend first listed them, which never changes by itself (V6); unlisted ones follow. */
  all: RecordedSensor[]
  byId: Map<string, RecordedSensor>
  /** How many of them were ever listed. */
  placed: number
}

const NO_SENSORS: readonly RecordedSensor[] = []
const LOG_KEPT = 1_000
/** Times, values and kinds of one sample, with its share of the pyramid. */
const BYTES_PER_SAMPLE = 19
/** However many sensors there are, each keeps so much: ten minutes at one a second. */
const LEAST_SAMPLES = 600

export class Timeline {
  readonly sensors = new Map<SensorKey, RecordedSensor>()
  readonly sources = new Map<string, RecordedSource>()
  log: readonly LogEntry[] = []
  readonly #lists = new Map<string, SensorList>()
  #capacity: number

  constructor(private readonly options: TimelineOptions) {
    assertCapacity(options.samplesPerSensor, 'samplesPerSensor')
    this.#capacity = options.samplesPerSensor
  }

  /** @param at when it came, on this machine's clock */
  take(batch: Batch, at: EpochMs): Changes {
    const changes = noChanges()
    for (const part of batch.parts) {
      // Descriptions first: readings of the same window then know their sensor. That history is done comes last.
      for (const record of part.records) this.#takeRecord(part, record, changes, at)
      if (part.readings) this.#takeReadings(part, part.readings, changes, at)
    }
    for (const done of changes.filled) this.#settle(done)
    return changes
  }

  /** Puts back how a source described itself before the page was opened, except what it told anew since. */
  recall(source: string, kept: KeptSource): void {
    const named = new Set<RecordedSensor>()
    for (const sensor of kept.sensors) {
      const known = this.#sensor(source, sensor.id, noChanges())
      if (!known || known.wasListed) continue
      known.sensor = sensor
      known.wasListed = true
      named.add(known)
    }
    this.#place(this.#list(source), named)
    recallSource(this.source(source), kept)
  }

  /**
   * Puts back samples of a sensor from before the page was opened.
   * @param heardAt when the newest of them came, on this machine's clock
   */
  restore(source: string, id: string, kept: Omit<Samples, 'provenance'>, heardAt: EpochMs): void {
    this.#sensor(source, id, noChanges())?.restore(kept, heardAt)
  }

  source(id: string): RecordedSource {
    const source = this.look(id)
    this.sources.set(id, source)
    return source
  }

  /** What is known of a source; asking makes none known. */
  look(id: string): RecordedSource {
    return this.sources.get(id) ?? unknownSource(this.options.hints(id))
  }

  sensorsOf(source: string): readonly RecordedSensor[] {
    return this.#lists.get(source)?.all ?? NO_SENSORS
  }

  /** The mode of a link of the source changed. */
  interrupt(source: string): void {
    this.source(source).components.interrupt()
    for (const sensor of this.sensorsOf(source)) sensor.interrupt()
  }

  /** Something of the source may have been missed until now: a silence, a frozen page. */
  miss(source: string): void {
    for (const sensor of this.sensorsOf(source)) sensor.miss()
  }

  forgetSource(source: string): void {
    for (const { key } of this.sensorsOf(source)) this.sensors.delete(key)
    this.#lists.delete(source)
    this.sources.delete(source)
    this.log = this.log.filter((entry) => entry.source !== source)
  }

  get byteLength(): number {
    return [...this.sensors.values()].reduce((bytes, { byteLength }) => bytes + byteLength, 0)
  }

  #takeReadings(part: BatchPart, columns: ReadingColumns, changes: Changes, at: EpochMs): void {
    const source = this.source(part.source)
    // That there are any at all is told of the source.
    if (source.untimed === 0 && part.untimed) changes.sources.add(part.source)
    source.untimed += part.untimed ?? 0
    const positions = columns.sensors.map((): number[] => [])
    for (let i = 0; i < columns.sensorOf.length; i++) positions[columns.sensorOf[i] ?? 0]?.push(i)
    columns.sensors.forEach((id, index) => {
      const own = positions[index] ?? []
      const sensor = this.#sensor(part.source, id, changes)
      if (!sensor) {
        source.unplaced += own.length
        changes.sources.add(part.source)
        return
      }
      const times = own.map((i) => columns.times[i] ?? NaN)
      const values = own.map((i) => columns.values[i] ?? NaN)
      sensor.take(times, values, part.provenance, at, (part.untimed ?? 0) > 0)
      changes.sensors.add(sensor.key)
      changes.readings.push({ sensor, times, values, provenance: part.provenance })
    })
  }

  #takeRecord(part: BatchPart, record: BatchPart['records'][number], changes: Changes, at: EpochMs): void {
    const { source, arrivedAt } = part
    const { limits } = this.source(source)
    if (noteRecord(this.source(source), record, part, changes, at)) changes.sources.add(source)
    if (record.kind === 'sensors') this.#relist(source, record.sensors, changes)
    else if (record.kind === 'limits') {
      if (record.access === 'known') this.#keepLimits(source, limits)
      changes.limits = true
    } else if (record.kind === 'components') changes.components.add(source)
    else if (record.kind === 'unit') this.#noteUnit(source, record, changes)
    else if (record.kind === 'filled') changes.filled.push({ ...record, source })
    else if (record.kind === 'log') {
      const { level, message, sensor, job = null, time } = record
      const entry = { source, level, message, sensor, job, time: time ?? arrivedAt, timed: time !== null }
      this.log = [...this.log, entry].slice(-LOG_KEPT)
      changes.log.push(entry)
      changes.sources.add(source)
    }
  }

  /** What history could not tell is open no longer: it is a gap, and shown as one (T4). What failed is asked for again. */
  #settle({ source, sensors, failure }: FilledHistory): void {
    for (const id of sensors) this.sensors.get(sensorKey(source, id))?.settle(failure !== null)
  }

  /** The backend's list has the last word on a unit; another one that readings come in is worth a notice. */
  #noteUnit(source: string, { sensor: id, unit }: { sensor: string; unit: string }, changes: Changes): void {
    const sensor = this.#sensor(source, id, changes)
    if (!sensor || sensor.toldUnit === unit) return
    sensor.toldUnit = unit
    changes.listed.add(source)
  }

  /** A sensor that left the list keeps its history, and with it what was last known (T8). */
  #relist(source: string, sensors: readonly Sensor[], changes: Changes): void {
    const list = this.#list(source)
    for (const known of list.all) known.listed = false
    const named = new Set<RecordedSensor>()
    for (const sensor of sensors) {
      const known = this.#sensor(source, sensor.id, changes)
      if (!known) continue
      known.sensor = sensor
      known.listed = true
      known.wasListed = true
      named.add(known)
    }
    this.#place(list, named)
    changes.listed.add(source)
  }

  /** A sensor that left the list is judged by the limits that it had: what was abnormal stays so (T8). */
  #keepLimits(id: string, before: RecordedSource['limits']): void {
    const source = this.source(id)
    const limits = new Map(source.limits)
    for (const { sensor, listed, wasListed } of this.sensorsOf(id)) {
      const kept = wasListed && !listed && !limits.has(sensor.id) ? before.get(sensor.id) : undefined
      if (kept) limits.set(sensor.id, kept)
    }
    source.limits = limits
  }

  #place(list: SensorList, named: Set<RecordedSensor>): void {
    const placed = list.all.slice(0, list.placed)
    for (const known of placed) named.delete(known)
    const others = list.all.slice(list.placed).filter((one) => !named.has(one))
    list.all = [...placed, ...named, ...others]
    list.placed = placed.length + named.size
  }

  #sensor(source: string, id: string, changes: Changes): RecordedSensor | null {
    const { all, byId } = this.#list(source)
    if (byId.has(id)) return byId.get(id) ?? null
    if (all.length >= this.options.sensorsPerSource) return null
    const described: Sensor = { id, name: id, unit: '', group: '', reporting: 'periodic', range: null }
    this.#makeRoom(this.sensors.size + 1)
    const sensor = new RecordedSensor(source, described, this.#capacity, this.options.hints(source))
    this.sensors.set(sensor.key, sensor)
    byId.set(id, sensor)
    all.push(sensor)
    changes.listed.add(source)
    return sensor
  }

  #list(source: string): SensorList {
    const known = this.#lists.get(source)
    if (known) return known
    const list: SensorList = { all: [], byId: new Map(), placed: 0 }
    this.#lists.set(source, list)
    this.source(source)
    return list
  }

  /** Halves what each sensor keeps until so many sensors fit (P4); by halves, so that it is seldom done. */
  #makeRoom(sensors: number): void {
    const affordable = this.options.totalBytes / BYTES_PER_SAMPLE / sensors
    let capacity = this.#capacity
    while (capacity > affordable && capacity > LEAST_SAMPLES)
      capacity = Math.max(Math.floor(capacity / 2), LEAST_SAMPLES)
    if (capacity === this.#capacity) return
    this.#capacity = capacity
    for (const sensor of this.sensors.values()) sensor.keepAtMost(capacity)
  }
}
