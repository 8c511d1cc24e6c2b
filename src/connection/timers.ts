// The timers of one owner, by name: starting one anew replaces it, and all end with their owner (rule C6).
import type { Clock } from './clock'

export class Timers<Name extends string> {
  readonly #running = new Map<Name, () => void>()

  constructor(private readonly clock: Clock) {}

  start(name: Name, ms: number, run: () => void): void {
    this.stop(name)
    const cancel = this.clock.after(ms, () => {
      this.#running.delete(name)
      run()
    })
    this.#running.set(name, cancel)
  }

  stop(name: Name): void {
    this.#running.get(name)?.()
    this.#running.delete(name)
  }

  stopAll(): void {
    for (const name of [...this.#running.keys()]) this.stop(name)
  }

  isRunning(name: Name): boolean {
    return this.#running.has(name)
  }

  get size(): number {
    return this.#running.size
  }
}
