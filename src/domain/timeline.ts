// Everything known, as a plain object fed by batches: sensors with their histories, limits, health,
// experiments, log and rejections of every source. Stores wrap the live one; a replay is a second one.
import type { Batch, BatchPart, ReadingColumns } from './batch'
import { tellExperiment, type Experiment } from './experiments'
import { RecordedSensor, sensorKey, type SensorKey } from './recorded-sensor'
import type { EpochMs, Health, Limit, LimitsAccess, LogLevel, Rejection, Sensor } from './updates'

export interface TimelineOptions {
  /** Samples kept of each sensor at most; default 36,000: ten hours at one a second. */
  samplesPerSensor: number
  /** Bytes of history kept in all; beyond it each sensor keeps fewer samples. Default 256 MB. */
  totalBytes: number
  /** Sensors kept of each source at most; a source that invents ids must not fill the memory. Default 5,000. */
  sensorsPerSource: number
  /** What to assume of a source's sensors until it is learned. */
  hints: (source: string) => { cadenceMs: number; pollMs: number }
}

export interface LogEntry {
  source: string
  level: LogLevel
  message: string
  sensor: string | null
  time: EpochMs
}

/** A rejection with its time and link; `link` is `null` for REST. */
export interface RecordedRejection extends Rejection {
  link: string | null
  at: EpochMs
}

/** What is known of one source apart from its sensors. */
export interface RecordedSource {
  limits: ReadonlyMap<string, readonly Limit[]>
  limitsAccess: LimitsAccess
  /** When the limits were last read; limits have an age too (T9). */
  limitsReadAt: EpochMs | null
  /** Whether the backend's list of sensors was ever read. */
  sensorsRead: boolean
  health: { health: Health; at: EpochMs } | null
  experiments: readonly Experiment[]
  /** The newest last. */
  rejections: readonly RecordedRejection[]
  /** Readings of ids beyond `sensorsPerSource`. */
  unplaced: number
}

/** What a batch changed, so that the page need look at nothing else. */
export interface Changes {
  /** Sensors with new samples. */
  sensors: Set<SensorKey>
  /** Sources whose list of sensors changed, with the ids that are new. */
  listed: Map<string, string[]>
  /** Sources of which anything else changed. */
  sources: Set<string>
  log: boolean
}

const LOG_KEPT = 1_000
const REJECTIONS_KEPT = 50
/** Times, values and kinds of one sample, with its share of the pyramid. */
const BYTES_PER_SAMPLE = 19

export class Timeline {
  readonly sensors = new Map<SensorKey, RecordedSensor>()
  readonly sources = new Map<string, RecordedSource>()
  log: readonly LogEntry[] = []

  constructor(private readonly options: TimelineOptions) {}

  take(batch: Batch): Changes {
    const changes: Changes = { sensors: new Set(), listed: new Map(), sources: new Set(), log: false }
    for (const part of batch.parts) {
      // Descriptions first: readings of the same window then know their sensor.
      for (const record of part.records) this.#takeRecord(part, record, changes)
      if (part.readings) this.#takeReadings(part, part.readings, changes)
      for (const record of part.records)
        if (record.kind === 'filled') this.#close(part.source, record.sensors)
    }
    return changes
  }

  source(id: string): RecordedSource {
    const known = this.sources.get(id)
    if (known) return known
    const source: RecordedSource = {
      limits: new Map(),
      limitsAccess: 'unknown',
      limitsReadAt: null,
      sensorsRead: false,
      health: null,
      experiments: [],
      rejections: [],
      unplaced: 0,
    }
    this.sources.set(id, source)
    return source
  }

  sensorsOf(source: string): RecordedSensor[] {
    return [...this.sensors.values()].filter((sensor) => sensor.source === source)
  }

  /** A link of the source was lost or found. */
  interrupt(source: string): void {
    for (const sensor of this.sensorsOf(source)) sensor.interrupt()
  }

  forgetSource(source: string): void {
    for (const { key } of this.sensorsOf(source)) this.sensors.delete(key)
    this.sources.delete(source)
  }

  get byteLength(): number {
    let bytes = 0
    for (const { series } of this.sensors.values()) bytes += series.byteLength
    return bytes
  }

  #takeReadings(part: BatchPart, columns: ReadingColumns, changes: Changes): void {
    const positions = columns.sensors.map((): number[] => [])
    for (let i = 0; i < columns.sensorOf.length; i++) positions[columns.sensorOf[i] ?? 0]?.push(i)
    columns.sensors.forEach((id, index) => {
      const own = positions[index] ?? []
      const sensor = this.#sensor(part.source, id, changes)
      if (!sensor) {
        this.source(part.source).unplaced += own.length
        changes.sources.add(part.source)
        return
      }
      sensor.take(
        own.map((i) => columns.times[i] ?? NaN),
        own.map((i) => columns.values[i] ?? NaN),
        part.provenance,
      )
      changes.sensors.add(sensor.key)
    })
  }

  #takeRecord(part: BatchPart, record: BatchPart['records'][number], changes: Changes): void {
    const source = this.source(part.source)
    const { arrivedAt } = part
    switch (record.kind) {
      case 'sensors':
        this.#list(part.source, record.sensors, changes)
        source.sensorsRead = true
        break
      case 'limits':
        source.limits = bySensor(record.limits)
        source.limitsAccess = record.access
        source.limitsReadAt = arrivedAt
        break
      case 'health':
        source.health = { health: record.health, at: arrivedAt }
        break
      case 'experiment':
        source.experiments = tellExperiment(source.experiments, record.id, record.time ?? arrivedAt)
        break
      case 'rejection':
        source.rejections = [
          ...source.rejections,
          { ...record.rejection, link: part.link, at: arrivedAt },
        ].slice(-REJECTIONS_KEPT)
        break
      case 'log':
        this.log = [...this.log, { ...record, source: part.source, time: record.time ?? arrivedAt }].slice(
          -LOG_KEPT,
        )
        changes.log = true
        break
      case 'greeting':
      case 'pong':
      case 'filled':
        return
    }
    changes.sources.add(part.source)
  }

  /** What history could not tell stays open no longer: it is a gap, and shown as one (T4). */
  #close(source: string, sensors: readonly string[]): void {
    for (const id of sensors) this.sensors.get(sensorKey(source, id))?.closeOpen()
  }

  /** A sensor that left the list keeps its history, and with it what was last known (T8). */
  #list(source: string, sensors: readonly Sensor[], changes: Changes): void {
    const fresh: string[] = []
    for (const known of this.sensorsOf(source)) known.listed = false
    for (const sensor of sensors) {
      const known = this.#sensor(source, sensor.id, changes)
      if (!known) continue
      known.sensor = sensor
      known.listed = true
      if (known.series.size === 0) fresh.push(sensor.id)
    }
    changes.listed.set(source, fresh)
  }

  #sensor(source: string, id: string, changes: Changes): RecordedSensor | null {
    const known = this.sensors.get(sensorKey(source, id))
    if (known) return known
    if (this.#countOf(source) >= this.options.sensorsPerSource) return null
    const described: Sensor = { id, name: id, unit: '', group: '', reporting: 'periodic', range: null }
    const sensor = new RecordedSensor(source, described, this.#capacity(), this.options.hints(source))
    this.sensors.set(sensor.key, sensor)
    if (!changes.listed.has(source)) changes.listed.set(source, [])
    return sensor
  }

  #countOf(source: string): number {
    let count = 0
    for (const sensor of this.sensors.values()) if (sensor.source === source) count++
    return count
  }

  /** A sixteenth of what is left: the more sensors there are, the shorter a new one's history (P4). */
  #capacity(): number {
    const { samplesPerSensor, totalBytes } = this.options
    let promised = 0
    for (const { series } of this.sensors.values()) promised += series.capacity * BYTES_PER_SAMPLE
    const affordable = Math.floor((totalBytes - promised) / BYTES_PER_SAMPLE / 16)
    return Math.max(Math.min(samplesPerSensor, affordable), 600)
  }
}

function bySensor(limits: readonly Limit[]): Map<string, Limit[]> {
  const grouped = new Map<string, Limit[]>()
  for (const limit of limits) grouped.set(limit.sensor, [...(grouped.get(limit.sensor) ?? []), limit])
  return grouped
}
