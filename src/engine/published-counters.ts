// The counters of one link, told to the page once a second while they change: enough for a person to read.
import type { Clock } from '../connection/clock'
import { noCounts, type LinkCounters } from '../connection/counters'
import { Timers } from '../connection/timers'

const EVERY_MS = 1_000

export class PublishedCounters {
  readonly counts = noCounts()
  readonly #timers: Timers<'publish'>

  constructor(
    clock: Clock,
    private readonly publish: (counters: LinkCounters) => void,
  ) {
    this.#timers = new Timers(clock)
  }

  changed(): void {
    if (this.#timers.isRunning('publish')) return
    this.#timers.start('publish', EVERY_MS, () => {
      this.publish({ ...this.counts })
    })
  }

  /** Tells at once what was not told yet, so that nothing counted is lost with its timer. */
  flush(): void {
    if (!this.#timers.isRunning('publish')) return
    this.#timers.stopAll()
    this.publish({ ...this.counts })
  }

  stop(): void {
    this.#timers.stopAll()
  }
}
