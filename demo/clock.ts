// Time as everything in the demo sees it. Nothing else in the demo's backend asks the machine for the time.

export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z, with a fraction. */
  now(): number
  /** Runs `task` once after `milliseconds`; the answer cancels it. */
  after(milliseconds: number, task: () => void): () => void
}

export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  after(milliseconds, task) {
    const timer = setTimeout(task, milliseconds)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
