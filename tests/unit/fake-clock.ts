// A clock that tests move by hand: `advance` runs what falls due, in order; `jump` moves only what people
// read off a clock, as setting it or waking from sleep does.
import type { Clock } from '../../src/connection/clock'

interface Due {
  at: number
  order: number
  run: () => void
}

export class FakeClock implements Clock {
  readonly #due = new Set<Due>()
  #elapsed = 0
  #order = 0
  #epoch: number
  readonly origin: number

  constructor(epoch = Date.UTC(2025, 0, 15, 14, 30)) {
    this.#epoch = epoch
    this.origin = epoch
  }

  readonly now = (): number => this.#epoch + this.#elapsed
  readonly monotonic = (): number => this.#elapsed

  readonly after = (ms: number, run: () => void): (() => void) => {
    const due = { at: this.#elapsed + ms, order: this.#order++, run }
    this.#due.add(due)
    return () => {
      this.#due.delete(due)
    }
  }

  /** Timers that still run. */
  get running(): number {
    return this.#due.size
  }

  /** Lets time pass; what falls due runs at its own time, also what is started on the way. */
  advance(ms: number): void {
    const end = this.#elapsed + ms
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#due.delete(next)
      this.#elapsed = next.at
      next.run()
    }
    this.#elapsed = end
  }

  /** Moves `now` alone. */
  jump(ms: number): void {
    this.#epoch += ms
  }

  #next(until: number): Due | undefined {
    return [...this.#due].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at || a.order - b.order)[0]
  }
}

/** Lets everything run that promises have ready; no time passes on any clock of a test. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 6; turn++) await new Promise((resolve) => setImmediate(resolve))
}
