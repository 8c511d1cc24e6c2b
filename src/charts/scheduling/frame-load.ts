// Judges from the lengths of frames how often charts may be drawn. Pure: it is told each frame and its moment.
// One long frame means nothing, however long it is: only a second full of them does.
import type { DrawLevel } from '../../domain/drawing'

const LEVELS: readonly DrawLevel[] = ['full', 'slower', 'slowest']

/** Judged at once: so much time, and so many frames. */
const STRETCH_MS = 1_000
const LEAST_FRAMES = 6
/** Frames with a longer mean are long: at 60 a second, every second one is missed. */
const LONG_MS = 25
/** What lies between frames that were observed counts as so many good ones. */
const GOOD_MS = 1_000 / 60
/** A display of 30 a second is not busy; its frames, all alike, are known when little is drawn in them. */
const SLOW_DISPLAY_MS = 36
const ALIKE = 0.25
const LONGER_THAN_ALIKE = 1.5
/** Good frames for so long lead one level back; each time that was too early, twice as long. */
const BACK_AFTER_MS = 5_000
const BACK_AFTER_AT_MOST_MS = 60_000
/** Frames that are long only later are so for something else, as a search. */
const TOO_EARLY_MS = 10_000
/** Frames are long while a page is built. */
const WARM_UP_MS = 3_000

export class FrameLoad {
  private index = 0
  private longMs = LONG_MS
  private backAfterMs = BACK_AFTER_MS
  /** When it last went one level back. */
  private backAt = -Infinity
  private goodSince: number | null = null
  /** Frames before are not judged; `null`: nothing was drawn yet. */
  private warmAt: number | null = null

  private startedAt = 0
  private count = 0
  private sum = 0
  private longest = 0
  private shortest = Infinity

  get level(): DrawLevel {
    return LEVELS[this.index] ?? 'slowest'
  }

  /** Whether a frame would be judged; the first question begins the time in which none is. */
  isJudging(at: number): boolean {
    this.warmAt ??= at + WARM_UP_MS
    return at >= this.warmAt
  }

  isLong(lengthMs: number): boolean {
    return lengthMs > this.longMs
  }

  /**
   * A frame is over.
   * @param lengthMs how long it took
   * @param at its end, in milliseconds of a clock that never jumps
   */
  frame(lengthMs: number, at: number): void {
    if (!this.isJudging(at)) return
    if (this.count === 0) this.startedAt = at - lengthMs
    this.count++
    this.sum += lengthMs
    this.longest = Math.max(this.longest, lengthMs)
    this.shortest = Math.min(this.shortest, lengthMs)
    // As if the longest had never been: a reload, a sleep, one long task.
    const span = at - this.startedAt - this.longest
    if (this.count < LEAST_FRAMES || span < STRETCH_MS) return
    const observed = this.sum - this.longest
    const between = Math.max(0, span - observed) / GOOD_MS
    this.learnDisplay(observed / (this.count - 1))
    this.judge(span / (this.count - 1 + between), at)
    this.begin()
  }

  /**
   * The page was hidden or shown, the last chart went, or another came, as after a search: what is under way says nothing, and
   * the next frames have much to make up for. What was judged stays.
   */
  interrupt(): void {
    this.begin()
    this.warmAt = null
    this.goodSince = null
  }

  private begin(): void {
    this.count = 0
    this.sum = 0
    this.longest = 0
    this.shortest = Infinity
  }

  private learnDisplay(mean: number): void {
    const isAlike = this.longest - this.shortest <= mean * ALIKE
    if (mean < LONG_MS) this.longMs = LONG_MS
    else if (this.index === LEVELS.length - 1 && mean <= SLOW_DISPLAY_MS && isAlike)
      this.longMs = mean * LONGER_THAN_ALIKE
  }

  private judge(mean: number, at: number): void {
    if (this.isLong(mean)) this.slowDown(at)
    else this.rest(at)
  }

  private slowDown(at: number): void {
    this.goodSince = null
    if (this.index === LEVELS.length - 1) return
    this.index++
    const wasTooEarly = at - this.backAt < TOO_EARLY_MS
    this.backAfterMs = wasTooEarly ? Math.min(this.backAfterMs * 2, BACK_AFTER_AT_MOST_MS) : BACK_AFTER_MS
  }

  private rest(at: number): void {
    if (this.index === 0) return
    this.goodSince ??= this.startedAt
    if (at - this.goodSince < this.backAfterMs) return
    this.index--
    this.backAt = at
    this.goodSince = null
  }
}
