// Counts the HTTP requests that the backend answers, and how long each answer took.

import type { ServerResponse } from 'node:http'
import type { Clock } from '../clock'

const WINDOW_SECONDS = 10

interface Second {
  answered: number
  tookMs: number
}

export class Traffic {
  /** By whole seconds of the clock; never more than the window holds. */
  private readonly seconds = new Map<number, Second>()

  constructor(private readonly clock: Clock) {}

  /** Counts this one when its answer has gone out; one that is cut before was never answered. */
  watch(response: ServerResponse): void {
    const begun = this.clock.now()
    response.once('finish', () => {
      const second = this.currentSecond()
      second.answered++
      second.tookMs += this.clock.now() - begun
    })
  }

  /** Over the last ten seconds. Without a request the average is 0, as the protocol shows it. */
  lately(): { perSecond: number; averageMs: number } {
    this.forget()
    let answered = 0
    let tookMs = 0
    for (const second of this.seconds.values()) {
      answered += second.answered
      tookMs += second.tookMs
    }
    return { perSecond: answered / WINDOW_SECONDS, averageMs: answered === 0 ? 0 : tookMs / answered }
  }

  private currentSecond(): Second {
    const now = Math.floor(this.clock.now() / 1000)
    const current = this.seconds.get(now)
    if (current) return current
    this.forget()
    const second = { answered: 0, tookMs: 0 }
    this.seconds.set(now, second)
    return second
  }

  private forget(): void {
    const oldest = Math.floor(this.clock.now() / 1000) - WINDOW_SECONDS
    for (const time of this.seconds.keys()) {
      if (time <= oldest) this.seconds.delete(time)
    }
  }
}
