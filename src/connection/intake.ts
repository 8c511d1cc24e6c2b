// Collects updates and hands over one batch a debounce window, bounded: while the page takes nothing,
// it gathers up to its capacity and counts what no longer fits (rule T6). It decodes and judges nothing.
import type { Batch, BatchPart } from '../domain/batch'
import type { EpochMs, Provenance, Update } from '../domain/updates'
import { preciseNow, type Clock } from './clock'
import { ReadingBuffer } from './reading-buffer'
import { Timers } from './timers'

export interface IntakeOptions {
  clock: Clock
  /** The debounce window in milliseconds; default one frame. */
  debounceMs: number
  /** Readings kept while the page takes nothing; default 200,000. Of records a tenth is kept. */
  capacity?: number
  deliver: (batch: Batch) => void
}

export interface Origin {
  source: string
  link: string | null
  provenance: Provenance
}

interface PendingPart {
  origin: Origin
  arrivedAt: EpochMs
  receivedAt: EpochMs
  readings: ReadingBuffer
  untimed: number
  records: BatchPart['records']
  rejections: number
}

/** Batches on their way that the page has not taken; more only pile up in front of a frozen page. */
const IN_FLIGHT = 2
/** Rejections shown of one window; all are counted by the link. */
const SHOWN_REJECTIONS = 20

export class Intake {
  readonly #timers: Timers<'window'>
  readonly #parts = new Map<string, PendingPart>()
  readonly #capacity: number
  #debounceMs: number
  #readings = 0
  #records = 0
  #sent = 0
  #taken = 0
  #waiting: (() => void)[] = []

  constructor(private readonly options: IntakeOptions) {
    this.#timers = new Timers(options.clock)
    this.#debounceMs = options.debounceMs
    this.#capacity = options.capacity ?? 200_000
  }

  /**
   * Returns how many readings and records no longer fitted.
   * @param receivedAt when the frame was received, as `preciseNow` tells; by default now
   */
  take(origin: Origin, updates: readonly Update[], arrivedAt: EpochMs, receivedAt?: EpochMs): number {
    if (updates.length === 0) return 0
    const part = this.#part(origin, arrivedAt, receivedAt ?? preciseNow(this.options.clock))
    // A value that was asked for may be of any age: its arrival tells nothing about its time (T5).
    const isPolled = origin.provenance === 'polled'
    const standIn = isPolled ? NaN : arrivedAt
    let overflowed = 0
    for (const update of updates) {
      if (update.kind === 'readings') {
        for (const { sensor, time, value } of update.readings) {
          if (this.#readings >= this.#capacity) overflowed++
          else {
            part.readings.push(sensor, time ?? standIn, value)
            if (time === null && !isPolled) part.untimed++
            this.#readings++
          }
        }
      } else if (update.kind !== 'rejection' || part.rejections++ < SHOWN_REJECTIONS) {
        if (this.#records >= this.#capacity / 10) overflowed++
        else {
          part.records.push(update)
          this.#records++
        }
      }
    }
    this.#schedule()
    return overflowed
  }

  /** The page has taken a batch; the next may go. */
  acknowledge(number: number): void {
    this.#taken = Math.max(this.#taken, number)
    this.#schedule()
  }

  /** A new window length holds from now on, for the running window too. */
  setDebounce(ms: number): void {
    this.#debounceMs = ms
    this.#timers.stop('window')
    this.#schedule()
  }

  /** What still waits of a source goes to nobody: it is watched no longer. */
  forget(source: string): void {
    for (const [key, { origin, readings, records }] of this.#parts) {
      if (origin.source !== source) continue
      this.#parts.delete(key)
      this.#readings -= readings.size
      this.#records -= records.length
    }
    if (this.#parts.size > 0) return
    this.#timers.stop('window')
    for (const settle of this.#empty()) settle()
  }

  /** Settles when everything taken so far was handed over, or never will be. */
  handedOver(): Promise<void> {
    if (this.#parts.size === 0) return Promise.resolve()
    return new Promise((resolve) => this.#waiting.push(resolve))
  }

  stop(): void {
    this.#timers.stopAll()
    for (const settle of this.#empty()) settle()
  }

  #schedule(): void {
    const free = this.#sent - this.#taken < IN_FLIGHT
    if (this.#parts.size === 0 || !free || this.#timers.isRunning('window')) return
    this.#timers.start('window', this.#debounceMs, () => {
      this.#flush()
    })
  }

  #flush(): void {
    const receivedAt = Math.min(...[...this.#parts.values()].map((part) => part.receivedAt))
    const parts = [...this.#parts.values()].map(({ origin, arrivedAt, readings, untimed, records }) => ({
      ...origin,
      arrivedAt,
      readings: readings.columns(),
      untimed,
      records,
    }))
    const waiting = this.#empty()
    this.options.deliver({ number: ++this.#sent, receivedAt, parts })
    for (const settle of waiting) settle()
  }

  /** Answers who waited for what was in there. */
  #empty(): (() => void)[] {
    this.#parts.clear()
    this.#readings = 0
    this.#records = 0
    return this.#waiting.splice(0)
  }

  #part(origin: Origin, arrivedAt: EpochMs, receivedAt: EpochMs): PendingPart {
    const key = JSON.stringify([origin.source, origin.link, origin.provenance])
    const known = this.#parts.get(key)
    if (known) return known
    const part: PendingPart = {
      origin,
      arrivedAt,
      receivedAt,
      readings: new ReadingBuffer(),
      untimed: 0,
      records: [],
      rejections: 0,
    }
    this.#parts.set(key, part)
    return part
  }
}
