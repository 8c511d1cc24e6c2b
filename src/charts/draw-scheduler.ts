// One scheduler for all charts (rule P2): draws what is visible and has something new, the longest waiting
// first, each at most once a frame and within a budget of time. It knows no chart and no browser.

/** Frames and timers of the browser, or of a test. Times in milliseconds of a clock that never jumps. */
export interface FrameClock {
  now(): number
  requestFrame(callback: () => void): number
  cancelFrame(id: number): void
  setTimer(callback: () => void, delayMs: number): number
  clearTimer(id: number): void
  /** Whether nobody can see the page at all. */
  hidden(): boolean
  /** Calls back when the page is hidden or shown; returns how to stop that. */
  onVisibility(callback: () => void): () => void
}

export interface Drawable {
  /** Whether it is on the screen. */
  visible(): boolean
  draw(): void
  /** Milliseconds until it wants to be drawn even if nothing new comes, as its window slides; `Infinity`: never. */
  idleMs(): number
}

/** What the scheduler gives to whoever added something. */
export interface DrawHandle {
  /** There is something new to draw, or it has just come into view. */
  invalidate(): void
  /** What was drawn is gone, as after a change of size: draws at once, or the chart would flash. */
  restore(): void
  remove(): void
}

interface Entry {
  drawable: Drawable
  /** When it first had something new since it was drawn; `null` while it has not. */
  dirtySince: number | null
}

/** A slide that is due within a frame is waited for with a frame, not with a timer. */
const FRAME_MS = 17

export class DrawScheduler {
  private readonly entries = new Set<Entry>()
  private readonly observers = new Set<(drawable: Drawable) => void>()
  private frame: number | null = null
  private timer: number | null = null
  private stopWatching: (() => void) | null = null
  private drawn = 0

  /** @param budgetMs time a frame may take for drawing; at least one is drawn in each */
  constructor(
    private readonly clock: FrameClock,
    private readonly budgetMs = 8,
  ) {}

  /** How many are registered. */
  get size(): number {
    return this.entries.size
  }

  /** How many draws there were so far. */
  get draws(): number {
    return this.drawn
  }

  add(drawable: Drawable): DrawHandle {
    const entry: Entry = { drawable, dirtySince: this.clock.now() }
    this.entries.add(entry)
    this.stopWatching ??= this.clock.onVisibility(() => {
      this.plan()
    })
    this.plan()
    return {
      invalidate: () => {
        if (!this.entries.has(entry)) return
        entry.dirtySince ??= this.clock.now()
        if (drawable.visible()) this.requestFrame()
      },
      restore: () => {
        if (!this.entries.has(entry)) return
        if (drawable.visible() && !this.clock.hidden()) this.draw(entry)
        else entry.dirtySince ??= this.clock.now()
      },
      remove: () => {
        this.entries.delete(entry)
        if (this.entries.size === 0) this.rest()
      },
    }
  }

  /** Tells about each draw; returns how to stop that. */
  observe(observer: (drawable: Drawable) => void): () => void {
    this.observers.add(observer)
    return () => this.observers.delete(observer)
  }

  dispose(): void {
    this.entries.clear()
    this.observers.clear()
    this.rest()
  }

  private drawFrame(): void {
    this.frame = null
    if (this.clock.hidden()) return
    const start = this.clock.now()
    for (const entry of this.waiting(start)) {
      if (this.clock.now() - start >= this.budgetMs) break
      try {
        this.draw(entry)
      } catch (error) {
        this.plan()
        throw error
      }
    }
    this.plan()
  }

  private draw(entry: Entry): void {
    // Cleared first: a chart that fails to draw must not be tried again in each frame.
    entry.dirtySince = null
    this.drawn++
    entry.drawable.draw()
    for (const observer of this.observers) observer(entry.drawable)
  }

  /** What is visible and has something new or is due to slide, the longest waiting first. */
  private waiting(now: number): Entry[] {
    const waiting: { entry: Entry; since: number }[] = []
    for (const entry of this.entries) {
      if (!entry.drawable.visible()) continue
      if (entry.dirtySince === null && entry.drawable.idleMs() <= 0) entry.dirtySince = now
      if (entry.dirtySince !== null) waiting.push({ entry, since: entry.dirtySince })
    }
    return waiting.sort((a, b) => a.since - b.since).map(({ entry }) => entry)
  }

  /** A frame when something waits, otherwise a timer for what slides next. */
  private plan(): void {
    if (this.timer !== null) this.clock.clearTimer(this.timer)
    this.timer = null
    if (this.clock.hidden()) return
    let idle = Infinity
    for (const { drawable, dirtySince } of this.entries) {
      if (drawable.visible()) idle = Math.min(idle, dirtySince === null ? drawable.idleMs() : 0)
    }
    if (idle <= FRAME_MS) this.requestFrame()
    else if (idle < Infinity) {
      this.timer = this.clock.setTimer(() => {
        this.timer = null
        this.requestFrame()
      }, idle)
    }
  }

  private requestFrame(): void {
    if (this.frame !== null || this.clock.hidden()) return
    this.frame = this.clock.requestFrame(() => {
      this.drawFrame()
    })
  }

  private rest(): void {
    if (this.frame !== null) this.clock.cancelFrame(this.frame)
    if (this.timer !== null) this.clock.clearTimer(this.timer)
    this.frame = null
    this.timer = null
    this.stopWatching?.()
    this.stopWatching = null
  }
}
