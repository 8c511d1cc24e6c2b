// Awaits frames: one at a time, or a timer until one is due, and tells how long each took. What is drawn in them is
// the scheduler's business.
import type { FrameLoad } from './frame-load'
import { FrameRest } from './frame-rest'

/** Frames and timers of the browser, or of a test. Times in milliseconds of a clock that never jumps. */
export interface FrameClock {
  now(): number
  requestFrame(callback: () => void): number
  cancelFrame(id: number): void
  setTimer(callback: () => void, delayMs: number): number
  clearTimer(id: number): void
  /** Whether nobody can see the page at all. */
  hidden(): boolean
  /** Until when draws wait for an answer to somebody's input. */
  givesWayUntil(): number
  /** Calls back when the page is hidden or shown; returns how to stop that. */
  onVisibility(callback: () => void): () => void
}

export interface FrameWork {
  /**
   * Answers how many were drawn.
   * @param rests whether only what cannot wait is to be drawn
   */
  run: (start: number, rests: boolean) => number
  /** When there will be something to draw; `Infinity`: not before something happens, `-Infinity`: in the very next frame. */
  nextAt: () => number
}

/** What is due within a frame is waited for with a frame, not with a timer. */
const FRAME_MS = 17
/** So often a frame is asked for only to see how long the one before it took; more often while they are long. */
const LOOK_MS = 100
/** While charts are slowed, frames are looked at at least so often, or nobody would see that they are good again. */
const LOOK_AGAIN_MS = 500

export class FrameRequests {
  private frame: number | null = null
  private timer: number | null = null
  private timerAt = Infinity
  /** The start of the frame that runs. */
  private running: number | null = null
  /** When the awaited frame began: with the one before it, or, after a pause, when it was asked for. */
  private awaitedSince = 0
  private followsAnother = false
  /** When a whole frame was last seen, and how long it was. */
  private seenAt = -Infinity
  private seenMs = 0
  /** How long the last frame's draws took. */
  private tookMs = 0
  private readonly rest = new FrameRest(() => this.clock.givesWayUntil())

  constructor(
    private readonly clock: FrameClock,
    private readonly load: FrameLoad,
    private readonly work: FrameWork,
  ) {}

  get isAwaiting(): boolean {
    return this.frame !== null
  }

  /** Runs in the frame that is due then, or before, or after the rest. */
  wakeAt(dueAt: number): void {
    if (this.frame !== null || dueAt === Infinity || this.clock.hidden()) return
    const now = this.clock.now()
    const restsUntil = dueAt === -Infinity ? now : this.rest.until
    const at = Math.max(dueAt, restsUntil)
    const inMs = at - now
    if (inMs <= FRAME_MS && restsUntil <= now) this.request()
    else if (this.timer === null || at < this.timerAt) {
      this.stopTimer()
      this.timerAt = at
      this.timer = this.clock.setTimer(() => {
        this.timer = null
        if (this.load.level === 'full') this.plan()
        else this.request()
      }, inMs)
    }
  }

  /**
   * Waits for what is to be drawn next. A timer that has become too early stays, and plans anew: setting another in
   * each frame takes a tenth of a draw.
   */
  plan(): void {
    if (this.frame !== null) return
    const look = this.load.level === 'full' ? Infinity : this.clock.now() + LOOK_AGAIN_MS
    const at = this.clock.hidden() ? Infinity : Math.min(look, this.work.nextAt())
    if (at === Infinity) this.stopTimer()
    else this.wakeAt(at)
  }

  stop(): void {
    if (this.frame !== null) this.clock.cancelFrame(this.frame)
    this.frame = null
    this.running = null
    this.stopTimer()
  }

  private run(): void {
    const start = this.clock.now()
    const followed = this.followsAnother
    this.frame = null
    if (this.clock.hidden()) return
    this.tell(Math.max(start - this.awaitedSince, this.tookMs), start)
    this.running = start
    let drew = true
    try {
      drew = this.draw(start)
    } finally {
      this.tookMs = this.clock.now() - start
      // The last chart may have gone while it was drawn.
      if (this.running !== null) {
        if (this.isCurious(start, drew, followed)) this.request()
        this.plan()
        this.running = null
      }
    }
  }

  /** Answers whether anything was drawn. */
  private draw(start: number): boolean {
    const rests = start < this.rest.until
    const drawn = this.work.run(start, rests)
    if (!rests) this.rest.drew(drawn, start, this.work.nextAt() > start)
    return drawn > 0
  }

  /** A frame that was asked for in a pause is seen in part only; that tells something if even the part is long. */
  private tell(lengthMs: number, at: number): void {
    if (this.followsAnother) {
      this.seenAt = at
      this.seenMs = lengthMs
    }
    if (this.followsAnother || lengthMs > FRAME_MS) this.load.frame(lengthMs, at)
  }

  /** What a draw cost, its paint and all, shows when the next frame begins. */
  private isCurious(start: number, drew: boolean, followed: boolean): boolean {
    if (!this.load.isJudging(start)) return false
    const wasLong = this.load.isLong(this.seenMs)
    if (this.load.level !== 'full') return drew || !followed || wasLong
    return drew && (wasLong || start - this.seenAt >= LOOK_MS)
  }

  private request(): void {
    if (this.frame !== null || this.clock.hidden()) return
    this.followsAnother = this.running !== null
    this.awaitedSince = this.running ?? this.clock.now()
    this.frame = this.clock.requestFrame(() => {
      this.run()
    })
  }

  private stopTimer(): void {
    if (this.timer !== null) this.clock.clearTimer(this.timer)
    this.timer = null
    this.timerAt = Infinity
  }
}
