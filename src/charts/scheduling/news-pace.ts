// Whether a chart's readings come so quickly, as ten times a second, that they alone move its window: then it need not slide
// between them. Times in milliseconds of one clock.

const QUICK_MS = 150

export class NewsPace {
  private drawnAt = -Infinity
  private quickUntil = -Infinity

  /** Until then it does not slide, for more news will be there by then. */
  get restsUntil(): number {
    return this.quickUntil
  }

  /** It was drawn for something new. */
  drawn(at: number): void {
    if (at - this.drawnAt <= QUICK_MS) this.quickUntil = at + QUICK_MS
    this.drawnAt = at
  }
}
