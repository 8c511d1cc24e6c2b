// Which frames draw nothing that is new, so that others are short: those between two that draw much, and those in which the
// page answers somebody. Times in milliseconds of one clock.

/**
 * A frame with draws takes the browser more than the draws themselves, however few they are. So where there are many, those
 * that come one by one are gathered into each third frame; what readings come ten times a second look the same in it.
 */
const GATHER_MS = 40
const FEW = 4

export class FrameRest {
  private drewAt = -Infinity
  private gathersUntil = -Infinity

  /** @param givesWayUntil until when draws wait for an answer to somebody, if there were some last at that moment */
  constructor(private readonly givesWayUntil: (drewAt: number) => number) {}

  get until(): number {
    return Math.max(this.gathersUntil, this.givesWayUntil(this.drewAt))
  }

  /**
   * A frame drew so many.
   * @param isAll whether nothing is left that is due
   */
  drew(count: number, at: number, isAll: boolean): void {
    if (count > 0) this.drewAt = at
    if (count > FEW && isAll) this.gathersUntil = at + GATHER_MS
  }
}
