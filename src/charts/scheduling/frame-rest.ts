// Which frames draw nothing that can wait, so that others are short: those between two that draw much, and those in which
// the page answers somebody. Times in milliseconds of one clock.

/**
 * A frame with draws takes the browser more than the draws themselves, however few they are. So where there are many, those
 * that come one by one are gathered, to be drawn at most 25 times a second; what readings come ten times a second look the
 * same in it.
 */
const GATHER_MS = 40
const FEW = 4

export class FrameRest {
  private gathersUntil = -Infinity
  /** Since all that was due was drawn last. */
  private count = 0

  /** @param givesWayUntil until when draws wait for an answer to somebody's input */
  constructor(private readonly givesWayUntil: () => number) {}

  get until(): number {
    return Math.max(this.gathersUntil, this.givesWayUntil())
  }

  /**
   * A frame drew so many.
   * @param isAll whether nothing is left that is due
   */
  drew(count: number, at: number, isAll: boolean): void {
    this.count += count
    if (!isAll) return
    if (this.count > FEW) this.gathersUntil = at + GATHER_MS
    this.count = 0
  }
}
