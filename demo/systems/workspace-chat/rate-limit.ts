// Counts what each user sends: at most 100 messages in any minute, over all connections of that user.

import type { Clock } from '../../clock'

const MOST_MESSAGES = 100
const WINDOW_MS = 60_000

export class RateLimit {
  /** When each user sent what counts still; who sent last stands last. */
  private readonly sent = new Map<string, number[]>()

  constructor(private readonly clock: Clock) {}

  /** Takes a message, or answers in how many milliseconds this user may send the next one. */
  take(username: string): number | undefined {
    const now = this.clock.now()
    this.forget(now)
    const times = (this.sent.get(username) ?? []).filter((time) => now - time < WINDOW_MS)
    const [oldest] = times
    if (times.length >= MOST_MESSAGES && oldest !== undefined) return oldest + WINDOW_MS - now
    this.sent.delete(username)
    this.sent.set(username, [...times, now])
    return undefined
  }

  private forget(now: number): void {
    for (const [username, times] of this.sent) {
      if (now - (times.at(-1) ?? -Infinity) < WINDOW_MS) return
      this.sent.delete(username)
    }
  }
}
