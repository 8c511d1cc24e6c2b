// The archive at work: opens the database, restores, writes what comes, and says how that goes. One thing at a time;
// nothing here rejects or throws, for the page works without it.
import type { Changes } from '../../domain/changes'
import type { EpochMs } from '../../domain/updates'
import type { SourceConfig } from '../../protocols/protocol'
import { isRecord } from '../../protocols/wire'
import { openArchive } from './database'
import { failureOf, type ArchiveFailure } from './failure'
import { ArchiveKeeper } from './keeper'
import type { KeptTimeline } from './restoring'

/** What the session needs of the page. */
export interface ArchivePage {
  timeline: KeptTimeline
  /** The watched sources, the ids of all that are configured, and whether these are all that there are. */
  sources: () => { configs: readonly SourceConfig[]; known: readonly string[]; complete: boolean }
  /** This moment on the clock of a source. */
  serverTime: (source: string) => EpochMs
  /** Entries of the journal that wait to be written. */
  takeJournal: () => unknown[]
  /** They could not be written. */
  putBackJournal: (entries: unknown[]) => void
  /** Entries that an earlier page wrote. */
  onJournal: (entries: unknown[]) => void
  onStanding: (failure: ArchiveFailure | null, contents: ArchiveContents) => void
}

export interface ArchiveContents {
  sensors: number
  bytes: number
  /** Records that could not be believed, and were deleted. */
  unreadable: number
}

/** What failed is tried again after so long: room may be made, another tab closed. */
const RETRY_MS = 300_000
const TOTAL_BYTES = 64 * 1_048_576
/** What is let go of when the browser has no room. */
const KEPT_WHEN_FULL = 0.75

export class ArchiveSession {
  #keeper: ArchiveKeeper | null = null
  #failure: ArchiveFailure | null = null
  #failedAt: EpochMs = -Infinity
  #work: Promise<void> = Promise.resolve()
  #waiting = 0
  #closed = false
  #isOpen = false

  /** @param silent sources that the user signed out of: nothing of them is kept until somebody signs in */
  constructor(
    private readonly page: ArchivePage,
    private spanMs: number,
    private readonly silent: ReadonlySet<string>,
  ) {}

  /** Opens the database, deletes what nobody watches, and restores. */
  open(): Promise<void> {
    return this.#do(() => this.#open())
  }

  note({ sensors, readings, listed, limits, components }: Changes): void {
    const keeper = this.#keeper
    if (!keeper) return
    for (const { sensor } of readings) if (sensors.has(sensor.key)) keeper.noteSamples(sensor)
    for (const source of listed) keeper.noteDescription(source)
    for (const source of components) keeper.noteDescription(source)
    if (limits) for (const { id } of this.page.sources().configs) keeper.noteDescription(id)
  }

  /** Writes what is new, or tries again what failed a while ago. */
  flush(now: EpochMs): Promise<void> {
    if (this.#waiting > 0 || (this.#failure && now - this.#failedAt < RETRY_MS)) return this.#work
    return this.#do(async () => {
      const keeper = this.#keeper
      if (!keeper || !this.#isOpen) return this.#open()
      if (this.#failure === 'full') await keeper.makeRoom(keeper.directory.byteLength * KEPT_WHEN_FULL)
      await this.#write(keeper, false)
    })
  }

  /** Writes entries of the journal, apart from all else: a page that is about to end has no time for more. */
  async writeJournal(): Promise<void> {
    if (!this.#keeper || !this.#isOpen || this.#failure) return
    await this.#appendJournal(this.#keeper).catch((error: unknown) => {
      this.#fail(failureOf(error))
    })
  }

  /** The page may end at any moment: everything is handed to the browser at once. */
  async leave(): Promise<void> {
    if (!this.#keeper || !this.#isOpen || this.#failure) return
    await this.#write(this.#keeper, true).catch((error: unknown) => {
      this.#fail(failureOf(error))
    })
  }

  /** More sources came to be watched. */
  restore(): Promise<void> {
    return this.#do(async () => {
      if (this.#isOpen) await this.#restore()
    })
  }

  keep(spanMs: number): Promise<void> {
    this.spanMs = spanMs
    return this.#do(async () => {
      if (this.#isOpen) await this.#keeper?.keep(spanMs)
    })
  }

  /** The user signed out: on a shared machine, nothing of the source may stay. */
  forget(source: string): Promise<void> {
    this.#keeper?.keepFrom(source, Infinity)
    return this.#do(async () => {
      if (this.#isOpen) await this.#keeper?.forget(source, this.#from(source))
    })
  }

  /** A source is watched no longer, and may be configured no longer either. */
  leaveSource(source: string, isGone: boolean): Promise<void> {
    this.#keeper?.undescribe(source)
    // What it told last is handed to the browser before it is let go of.
    if (!isGone) void this.leave()
    this.#keeper?.release(source)
    if (!isGone) return this.#work
    return this.#do(async () => {
      if (this.#isOpen) await this.#keeper?.discard(source)
    })
  }

  /** Somebody signs in by hand: what comes from now on is kept. */
  resume(source: string): void {
    this.#keeper?.keepFrom(source, this.#from(source))
  }

  /** Deletes everything; what comes from now on is kept. */
  clear(): Promise<void> {
    return this.#do(async () => {
      if (!this.#isOpen) await this.#open()
      await this.#keeper?.clear((source) => this.#from(source))
    })
  }

  close(): Promise<void> {
    this.#closed = true
    return this.#do(() => {
      this.#keeper?.database.close()
      this.#isOpen = false
      return Promise.resolve()
    })
  }

  async #open(): Promise<void> {
    if (this.#closed) return
    // Gone in some private windows, though its type says otherwise.
    if (!globalThis.indexedDB) throw new DOMException('no IndexedDB', 'NotFoundError')
    const database = await openArchive((why) => {
      this.#isOpen = false
      this.#fail(why)
    })
    this.#keeper ??= new ArchiveKeeper(database, this.page.timeline, {
      spanMs: this.spanMs,
      totalBytes: TOTAL_BYTES,
    })
    this.#keeper.database = database
    this.#isOpen = true
    const { known, complete } = this.page.sources()
    for (const source of this.silent) await this.#keeper.forget(source, Infinity)
    if (complete) await this.#keeper.deleteStrangers(known)
    this.page.onJournal(await database.journal())
    await this.#restore()
  }

  async #restore(): Promise<void> {
    const isWatched = (id: string): boolean => this.page.sources().configs.some((config) => config.id === id)
    await this.#keeper?.restore(this.page.sources().configs, Date.now(), isWatched)
  }

  async #write(keeper: ArchiveKeeper, atOnce: boolean): Promise<void> {
    await Promise.all([this.#appendJournal(keeper), keeper.flush(atOnce)])
  }

  async #appendJournal({ database }: ArchiveKeeper): Promise<void> {
    const entries = this.page
      .takeJournal()
      .filter((entry) => !(isRecord(entry) && this.silent.has(String(entry.source))))
    if (entries.length === 0) return
    try {
      await database.appendToJournal(entries)
    } catch (error) {
      this.page.putBackJournal(entries)
      throw error
    }
  }

  #from(source: string): EpochMs {
    return this.silent.has(source) ? Infinity : this.page.serverTime(source)
  }

  #do(task: () => Promise<void>): Promise<void> {
    this.#waiting++
    this.#work = this.#work.then(task).then(
      () => {
        this.#waiting--
        if (this.#isOpen) this.#failure = null
        this.#tell()
      },
      (error: unknown) => {
        this.#waiting--
        this.#fail(failureOf(error))
      },
    )
    return this.#work
  }

  #fail(why: ArchiveFailure): void {
    this.#failure = why
    this.#failedAt = Date.now()
    // What an earlier page wrote will not come now; nobody has to wait for it.
    this.page.onJournal([])
    this.#tell()
  }

  #tell(): void {
    const { directory, unreadable = 0 } = this.#keeper ?? {}
    if (this.#closed) return
    this.page.onStanding(this.#failure, {
      sensors: directory?.sensors ?? 0,
      bytes: directory?.byteLength ?? 0,
      unreadable,
    })
  }
}
