// Keeps what the timeline knows, as it comes, and puts it back after a reload. Writes to a source only after that
// source was restored: what two tabs write then both holds what was there before.
import type { RecordedSensor } from '../../domain/recorded-sensor'
import type { EpochMs } from '../../domain/updates'
import type { SourceConfig } from '../../protocols/protocol'
import type { ArchiveChanges, ArchiveDatabase } from './database'
import { describe, identityOf } from './descriptions'
import { BlockDirectory } from './directory'
import { changesOf } from './flushing'
import { restoreSource, type KeptTimeline } from './restoring'

export interface KeeperOptions {
  /** How much of each series is kept, back from its newest sample, in milliseconds. */
  spanMs: number
  /** Bytes of samples kept in all; beyond it the oldest go. Default 64 MB. */
  totalBytes: number
}

/** Samples that are looked through for one writing, about: some hundred kilobytes, so that no flush holds the page up (P1). */
const SAMPLES_AT_ONCE = 50_000

export class ArchiveKeeper {
  readonly directory = new BlockDirectory()
  /** Records that could not be believed, and were deleted. */
  unreadable = 0
  readonly #restored = new Map<string, SourceConfig>()
  readonly #dirty = new Set<RecordedSensor>()
  readonly #undescribed = new Set<string>()
  /** From when on samples of a source are kept, on its clock; what came before was deleted by the user. */
  readonly #from = new Map<string, EpochMs>()

  constructor(
    public database: ArchiveDatabase,
    private readonly timeline: KeptTimeline,
    readonly options: KeeperOptions,
  ) {}

  /** Puts back what was kept of sources that were not restored yet. */
  async restore(
    sources: readonly SourceConfig[],
    now: EpochMs,
    isWatched: (source: string) => boolean,
  ): Promise<void> {
    for (const config of sources) {
      const { id } = config
      if (this.#restored.has(id) || !isWatched(id)) continue
      const isWanted = (): boolean => !this.#from.has(id) && isWatched(id)
      const { spanMs } = this.options
      this.unreadable += await restoreSource(config, this.database, this.timeline, this.directory, {
        spanMs,
        now,
        isWanted,
      })
      if (!isWatched(id)) continue
      this.#restored.set(id, config)
      this.#undescribed.add(id)
      for (const sensor of this.timeline.all(id)) {
        const { last } = sensor
        if (last && last.provenance !== 'restored') this.noteSamples(sensor)
      }
    }
  }

  /** Deletes what is kept of sources that are configured no more. */
  async deleteStrangers(known: readonly string[]): Promise<void> {
    const { sources: described, blocks } = await this.database.keys()
    const found = [...described, ...blocks.map((key) => (Array.isArray(key) ? key[0] : key))]
    for (const id of new Set(found.filter((one) => typeof one === 'string'))) {
      if (!known.includes(id)) await this.database.forget(id)
    }
  }

  noteSamples(sensor: RecordedSensor): void {
    this.#dirty.add(sensor)
  }

  noteDescription(source: string): void {
    this.#undescribed.add(source)
  }

  /**
   * Writes what is new. What could not be written waits for the next time.
   * @param atOnce the page may end at any moment
   */
  async flush(atOnce: boolean): Promise<void> {
    const writing: Promise<void>[] = []
    const waiting = [...this.#dirty].filter((sensor) => this.#restored.has(sensor.source))
    const portions = portionsOf(waiting)
    if (portions.length === 0 && this.#undescribed.size > 0) portions.push([])
    for (const portion of portions) {
      const written = this.#write(portion)
      if (atOnce) writing.push(written)
      else await written
    }
    await Promise.all(writing)
    await this.makeRoom(this.options.totalBytes)
  }

  /** Lets the oldest go until no more than so many bytes are kept. */
  async makeRoom(bytes: number): Promise<void> {
    const removed = this.directory.beyond(bytes)
    if (removed.length === 0) return
    await this.database.write({ blocks: [], removed, sources: [] })
    for (const key of removed) this.directory.remove(key)
  }

  /** Keeps so much of each series from now on; what is older goes. */
  async keep(spanMs: number): Promise<void> {
    this.options.spanMs = spanMs
    for (const source of this.#restored.keys()) {
      for (const sensor of this.timeline.all(source)) this.#dirty.add(sensor)
    }
    await this.flush(false)
  }

  /** Deletes what is kept of a source; samples from `from` on are kept again, on its clock. */
  async forget(source: string, from: EpochMs): Promise<void> {
    this.keepFrom(source, from)
    this.directory.forget(source)
    await this.database.forget(source)
  }

  /** The timeline knows it no longer: how it described itself stays as it was written. */
  undescribe(source: string): void {
    this.#undescribed.delete(source)
  }

  /** It is watched no longer: what is kept of it stays, and is put back when it is watched again. */
  release(source: string): void {
    this.#restored.delete(source)
    this.#from.delete(source)
    for (const sensor of this.#dirty) if (sensor.source === source) this.#dirty.delete(sensor)
  }

  /** Deletes what is kept of a source that is configured no longer. */
  async discard(source: string): Promise<void> {
    this.directory.forget(source)
    await this.database.forget(source)
  }

  /** Deletes everything. */
  async clear(from: (source: string) => EpochMs): Promise<void> {
    for (const id of this.#restored.keys()) this.keepFrom(id, from(id))
    this.directory.clear()
    await this.database.clear()
  }

  keepFrom(source: string, from: EpochMs): void {
    this.#from.set(source, from)
    this.#undescribed.add(source)
  }

  async #write(sensors: readonly RecordedSensor[]): Promise<void> {
    const described = [...this.#undescribed].filter((id) => this.#restored.has(id))
    const changes: ArchiveChanges = { blocks: [], removed: [], sources: [] }
    const removed = []
    const written = []
    for (const sensor of sensors) {
      this.#dirty.delete(sensor)
      const { source } = sensor
      if (!this.#isOnWall(sensor)) continue
      const from = this.#from.get(source) ?? -Infinity
      const own = changesOf(sensor, this.directory, { spanMs: this.options.spanMs, from })
      changes.blocks.push(...own.blocks)
      written.push(...own.written)
      removed.push(...own.removed)
    }
    for (const id of described) {
      this.#undescribed.delete(id)
      const config = this.#restored.get(id)
      if (config && this.#from.get(id) !== Infinity) changes.sources.push([id, this.#describe(config)])
    }
    try {
      await this.database.write({ ...changes, removed })
    } catch (error) {
      for (const sensor of sensors) this.#dirty.add(sensor)
      for (const id of described) this.#undescribed.add(id)
      throw error
    }
    for (const key of removed) this.directory.remove(key)
    for (const [key, summary] of written) this.directory.add(key, summary)
  }

  #describe(config: SourceConfig): ReturnType<typeof describe> {
    const { id } = config
    const sensors = this.timeline
      .all(id)
      .filter((one) => one.listed || (one.wasListed && one.series.size > 0))
    return describe(identityOf(config), sensors, this.timeline.source(id))
  }

  /** What the backend does not list is not on the wall, and not kept. */
  #isOnWall({ source, wasListed }: RecordedSensor): boolean {
    return wasListed || !this.timeline.source(source).sensorsRead
  }
}

function portionsOf(sensors: readonly RecordedSensor[]): RecordedSensor[][] {
  const portions: RecordedSensor[][] = []
  let samples = Infinity
  for (const sensor of sensors) {
    samples += sensor.series.size
    if (samples > SAMPLES_AT_ONCE) {
      portions.push([])
      samples = sensor.series.size
    }
    portions.at(-1)?.push(sensor)
  }
  return portions
}
