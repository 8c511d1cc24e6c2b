// Sends at an exact rate, however coarse the machine's timers are: at each tick all that is due by then.
const TICK_MS = 4

/** Milliseconds since 1970 with a fraction, on the clock that the page's `performance` follows as well. */
export function preciseNow(): number {
  return performance.timeOrigin + performance.now()
}

export interface Pace {
  stop: () => void
}

/** @param send is told the number of the frame, from 0, and the time when it was due */
export function keepPace(framesPerSecond: number, send: (frame: number, dueAt: number) => void): Pace {
  const begin = preciseNow()
  let frame = 0
  const timer = setInterval(() => {
    const now = preciseNow()
    for (;;) {
      const dueAt = begin + (frame * 1_000) / framesPerSecond
      if (dueAt > now) return
      send(frame++, dueAt)
    }
  }, TICK_MS)
  return { stop: () => clearInterval(timer) }
}
