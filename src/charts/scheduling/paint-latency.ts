// Measures how long it takes from the receipt of a frame to the paint of the charts that show it (rule P5), a few times
// a second. What the screen itself takes then, one or two of its frames, no page can know.
import type { DrawLatency } from '../../domain/drawing'

export interface PaintClock {
  /** Epoch milliseconds with fractions, comparable with `Batch.receivedAt`. */
  now(): number
  /** Calls back once when the frame that is being drawn was painted. */
  afterPaint(callback: () => void): void
}

/** At most one measurement in this time: four a second cost nothing. */
const EVERY_MS = 250
const SPAN_MS = 60_000
const KEPT = SPAN_MS / EVERY_MS

export class PaintLatency {
  private readonly moments = new Float64Array(KEPT).fill(-Infinity)
  private readonly lengths = new Float64Array(KEPT)
  private taken = 0
  private startedAt = -Infinity
  private isMeasuring = false

  constructor(private readonly clock: PaintClock) {}

  /**
   * Charts were drawn in the frame that will be painted next.
   * @param receivedAt when the oldest of what they show for the first time was received
   */
  drawn(receivedAt: number): void {
    if (this.isMeasuring) return
    const now = this.clock.now()
    if (now - this.startedAt < EVERY_MS) return
    this.startedAt = now
    this.isMeasuring = true
    this.clock.afterPaint(() => {
      this.isMeasuring = false
      this.keep(this.clock.now(), receivedAt)
    })
  }

  /** Of the last minute; `null` while nothing was measured in it. */
  summary(): DrawLatency | null {
    const since = this.clock.now() - SPAN_MS
    const recent = this.lengths.filter((_, i) => (this.moments[i] ?? -Infinity) >= since).sort()
    const n = recent.length
    if (n === 0) return null
    return { p50: atRank(recent, 0.5), p95: atRank(recent, 0.95), n }
  }

  private keep(now: number, receivedAt: number): void {
    const place = this.taken++ % KEPT
    this.moments[place] = now
    // The clocks of two threads may differ by their resolution.
    this.lengths[place] = Math.max(0, now - receivedAt)
  }
}

/** The nearest rank: a length that was measured, and at least that share was no longer. */
function atRank(sorted: Float64Array, share: number): number {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? NaN
}
