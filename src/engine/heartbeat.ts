// Knows which ping of a connection is still unanswered, and how long the answer took. When to ping is
// the state machine's business.
import type { Clock } from '../connection/clock'

export class Heartbeat {
  #sentAt = 0
  #awaitsAnswer = false
  #awaitsPong = false

  constructor(private readonly clock: Clock) {}

  sent(): void {
    this.#sentAt = this.clock.monotonic()
    this.#awaitsAnswer = true
    this.#awaitsPong = true
  }

  /** Any valid frame proves that the other end lives. Answers whether one was waited for. */
  heard(): boolean {
    const awaited = this.#awaitsAnswer
    this.#awaitsAnswer = false
    return awaited
  }

  /** Only a pong tells the round trip, in milliseconds; `null` for one that nobody asked for. */
  heardPong(): number | null {
    if (!this.#awaitsPong) return null
    this.#awaitsPong = false
    return this.clock.monotonic() - this.#sentAt
  }
}
