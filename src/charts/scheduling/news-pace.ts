// Whether a chart's readings come so quickly, as ten times a second, that they alone move its window: then it need not slide
// between them. Times in milliseconds of one clock.

const QUICK_MS = 150

export class NewsPace {
  /** Until then it does not slide, for more news will be there by then. */
  restsUntil = -Infinity
  private drawnAt = -Infinity

  /** It was drawn for something new. */
  drawn(at: number): void {
    if (at - this.drawnAt <= QUICK_MS) this.restsUntil = at + QUICK_MS
    this.drawnAt = at
  }
}
