// One scheduler for all charts (rule P2): draws what is visible and has something new, the longest waiting
// first, each at most once a frame, within a budget of time, and less often while frames are long. It knows no chart
// and no browser.

import { LEAST_INTERVAL_MS, type DrawLevel } from '../../domain/drawing'
import type { Drawable, DrawHandle } from './drawable'
import { FrameLoad } from './frame-load'
import { FrameRequests, type FrameClock } from './frame-requests'
import { NewsPace } from './news-pace'

export type { FrameClock } from './frame-requests'

interface Entry {
  drawable: Drawable
  /** When it was last drawn. */
  drawnAt: number
  /** When it slides, as it said last; counts while nothing new waits. */
  slidesAt: number
  /** Whether it waits for more than a slide. */
  hasNews: boolean
  readonly pace: NewsPace
  /** When the oldest readings that it has not drawn were received (rule P5); `Infinity`: there are none. */
  receivedAt: number
}

/** Clocks are set, and machines sleep: so often the charts are asked anew when they slide. */
const ASK_AGAIN_MS = 1_000

export class DrawScheduler {
  private readonly entries = new Set<Entry>()
  /** What has something new, the longest waiting first. */
  private readonly waiting = new Set<Entry>()
  private readonly answering = new Set<Entry>()
  private readonly observers = new Set<(drawable: Drawable) => void>()
  private readonly requests: FrameRequests
  private stopWatching: (() => void) | null = null
  private drawn = 0
  private counted = 0
  /** When the readings were received that reach the charts now. */
  private receivedAt = Infinity
  private askedAt = -Infinity

  /**
   * @param budgetMs time a frame may take for drawing; at least one is drawn in each
   * @param shown told once a frame, when the oldest of the readings that were drawn for the first time was received
   */
  constructor(
    private readonly clock: FrameClock,
    private readonly budgetMs = 8,
    private readonly load = new FrameLoad(),
    private readonly shown: (receivedAt: number) => void = () => undefined,
  ) {
    this.requests = new FrameRequests(clock, load, {
      run: (start, rests) => this.drawDue(start, rests),
      nextAt: () => this.nextAt(),
    })
  }

  /** How many are registered. */
  get size(): number {
    return this.entries.size
  }

  /** How many draws there were so far. */
  get draws(): number {
    return this.drawn
  }

  /** How many samples were drawn so far. */
  get samples(): number {
    return this.counted
  }

  /** As it was judged last: without a chart no frame is. */
  get level(): DrawLevel {
    return this.load.level
  }

  add(drawable: Drawable): DrawHandle {
    const never = { drawnAt: -Infinity, slidesAt: Infinity, receivedAt: Infinity }
    const entry: Entry = { drawable, ...never, hasNews: true, pace: new NewsPace() }
    this.entries.add(entry)
    this.waiting.add(entry)
    this.load.interrupt()
    this.stopWatching ??= this.clock.onVisibility(() => {
      this.load.interrupt()
      // What waited out of sight says nothing of how fast a chart is drawn.
      for (const each of this.entries) each.receivedAt = Infinity
      this.requests.plan()
    })
    if (drawable.visible()) this.wake(entry)
    return {
      invalidate: () => {
        if (!this.entries.has(entry)) return
        this.waiting.add(entry)
        entry.hasNews = true
        if (!drawable.visible()) return
        // Not of what nobody can see: how fast it is drawn later says nothing.
        if (this.receivedAt < entry.receivedAt && !this.clock.hidden()) entry.receivedAt = this.receivedAt
        this.wake(entry)
      },
      appear: () => {
        if (this.entries.has(entry) && drawable.visible()) this.wake(entry)
      },
      answer: () => {
        if (!this.entries.has(entry)) return
        this.waiting.add(entry)
        this.answering.add(entry)
        if (drawable.visible()) this.wake(entry)
      },
      restore: () => {
        this.drawNow(entry, drawable.visible())
      },
      prepare: () => {
        this.drawNow(entry, true)
      },
      count: (samples) => {
        this.counted += samples
      },
      remove: () => {
        this.forget(entry)
        if (this.entries.size === 0) this.rest()
      },
    }
  }

  /** Readings that reach the charts from now on were received at this moment; `null`: what reaches them is none. */
  receiving(receivedAt: number | null): void {
    this.receivedAt = receivedAt ?? Infinity
  }

  /** Tells about each draw; returns how to stop that. */
  observe(observer: (drawable: Drawable) => void): () => void {
    this.observers.add(observer)
    return () => this.observers.delete(observer)
  }

  dispose(): void {
    for (const entry of this.entries) this.forget(entry)
    this.observers.clear()
    this.rest()
  }

  /** Answers how many were drawn. */
  private drawDue(start: number, rests: boolean): number {
    this.noticeSlides(start)
    const latest = start - LEAST_INTERVAL_MS[this.load.level]
    const before = this.drawn
    let receivedAt = Infinity
    try {
      for (const entries of [this.answering, this.waiting]) {
        for (const entry of entries) {
          const isDue = entries === this.answering || entry.drawnAt <= (rests ? -Infinity : latest)
          // One that asks for more while it is drawn waits for the next frame.
          if (!isDue || entry.drawnAt >= start || !entry.drawable.visible()) continue
          if (this.clock.now() - start >= this.budgetMs) return this.drawn - before
          receivedAt = Math.min(receivedAt, entry.receivedAt)
          this.draw(entry)
        }
      }
      return this.drawn - before
    } finally {
      if (receivedAt < Infinity) this.shown(receivedAt)
    }
  }

  private drawNow(entry: Entry, canBeSeen: boolean): void {
    if (!this.entries.has(entry)) return
    if (canBeSeen && !this.clock.hidden()) this.draw(entry)
    else this.waiting.add(entry)
  }

  private draw(entry: Entry): void {
    // Cleared first: a chart that fails to draw must not be tried again in each frame.
    this.waiting.delete(entry)
    this.answering.delete(entry)
    entry.receivedAt = Infinity
    entry.drawnAt = this.clock.now()
    entry.slidesAt = Infinity
    if (entry.hasNews) entry.pace.drawn(entry.drawnAt)
    entry.hasNews = false
    this.drawn++
    entry.drawable.draw()
    entry.slidesAt = this.clock.now() + entry.drawable.idleMs()
    for (const observer of this.observers) observer(entry.drawable)
  }

  private noticeSlides(now: number): void {
    const asks = now - this.askedAt >= ASK_AGAIN_MS
    if (asks) this.askedAt = now
    for (const entry of this.entries) {
      if (!entry.drawable.visible()) {
        entry.receivedAt = Infinity
        continue
      }
      // Its clock is its own: it is drawn when it says so, and not when it said it would.
      if (asks || entry.slidesAt <= now) entry.slidesAt = now + entry.drawable.idleMs()
      if (Math.max(entry.slidesAt, entry.pace.restsUntil) <= now) this.waiting.add(entry)
    }
  }

  /** When something is to be drawn next. */
  private nextAt(): number {
    let at = Infinity
    for (const entry of this.entries) {
      if (entry.drawable.visible()) at = Math.min(at, this.dueAt(entry))
      if (at === -Infinity) break
    }
    return at
  }

  private dueAt(entry: Entry): number {
    if (this.answering.has(entry)) return -Infinity
    const rested = entry.drawnAt + LEAST_INTERVAL_MS[this.load.level]
    if (this.waiting.has(entry)) return rested
    return Math.max(rested, entry.pace.restsUntil, entry.slidesAt)
  }

  private wake(entry: Entry): void {
    if (!this.requests.isAwaiting) this.requests.wakeAt(this.dueAt(entry))
  }

  private forget(entry: Entry): void {
    this.entries.delete(entry)
    this.waiting.delete(entry)
    this.answering.delete(entry)
  }

  private rest(): void {
    this.requests.stop()
    this.load.interrupt()
    this.stopWatching?.()
    this.stopWatching = null
  }
}
