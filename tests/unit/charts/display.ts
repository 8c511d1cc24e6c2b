// A display and charts for tests of the draw scheduler: frames come at the display's pace, or as the machine can.
import type { FrameClock } from '../../../src/charts/scheduling/draw-scheduler'
import type { Drawable } from '../../../src/charts/scheduling/drawable'

/** A display: frames come at its pace, or when the machine has done what it does in each. */
export class Display implements FrameClock {
  time = 0
  isHidden = false
  /** What the machine does in each frame besides drawing. */
  busyMs = 0
  frames = 0
  private callback: (() => void) | null = null
  private timers = new Map<number, { at: number; callback: () => void }>()
  private watcher: () => void = () => undefined
  private id = 0

  now(): number {
    return this.time
  }
  requestFrame(callback: () => void): number {
    this.callback = callback
    return ++this.id
  }
  cancelFrame(): void {
    this.callback = null
  }
  setTimer(callback: () => void, delayMs: number): number {
    this.timers.set(++this.id, { at: this.time + delayMs, callback })
    return this.id
  }
  clearTimer(id: number): void {
    this.timers.delete(id)
  }
  hidden(): boolean {
    return this.isHidden
  }
  /** Nobody presses a key, unless a test says so. */
  givesWayUntil: () => number = () => -Infinity
  onVisibility(callback: () => void): () => void {
    this.watcher = callback
    return () => undefined
  }
  hide(isHidden: boolean): void {
    this.isHidden = isHidden
    this.watcher()
  }
  get awaits(): number {
    return this.timers.size + (this.callback ? 1 : 0)
  }
  /** Runs frames; before each, `each` tells of what is new. */
  run(ms: number, each: () => void = () => undefined): void {
    const end = this.time + ms
    while (this.time < end) {
      this.time = Math.max(this.time + this.busyMs, (Math.floor(this.time / 16) + 1) * 16)
      each()
      for (const [id, { at, callback }] of [...this.timers]) {
        if (at <= this.time && this.timers.delete(id)) callback()
      }
      const { callback } = this
      if (this.isHidden || !callback) continue
      this.callback = null
      this.frames++
      callback()
    }
  }
}

export class Chart implements Drawable {
  readonly draws: number[] = []
  shown = true
  costMs = 0
  /** Milliseconds on its own clock until it slides. */
  idle = Infinity
  constructor(private readonly display: Display) {}
  visible(): boolean {
    return this.shown
  }
  draw(): void {
    this.draws.push(this.display.time)
    this.display.time += this.costMs
  }
  idleMs(): number {
    return this.idle
  }
  get leastInterval(): number {
    return Math.min(...this.draws.slice(1).map((at, i) => at - this.draws[i]!))
  }
}
