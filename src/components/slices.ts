// Does many small pieces of work in slices, what is most urgent first, so that no frame waits for all of them (P1).
// It knows neither components nor the browser.

/** Frames of the browser, or of a test. Times in milliseconds of a clock that never jumps. */
export interface SliceClock {
  now(): number
  requestFrame(callback: () => void): number
  cancelFrame(id: number): void
  /** Until when the pieces wait for an answer to somebody's input. */
  givesWayUntil(): number
  /** Settles when what a piece has caused is done as well, within the same frame. */
  settled(): Promise<void>
}

type Piece = () => void

export class Slices {
  /** By urgency, each in the order in which they came. */
  readonly #waiting: Set<Piece>[] = []
  #frame: number | null = null
  #stopped = false

  /** @param budgetMs what a frame may take; at least one piece is done in each */
  constructor(
    private readonly clock: SliceClock,
    private readonly budgetMs = 6,
  ) {}

  /**
   * Does a piece of work in one of the next frames; the returned function takes it back.
   * @param urgency a small whole number; 0 is done first
   */
  add(piece: Piece, urgency: number): () => void {
    const waiting = (this.#waiting[urgency] ??= new Set())
    waiting.add(piece)
    this.#request()
    return () => waiting.delete(piece)
  }

  stop(): void {
    this.#stopped = true
    this.#waiting.length = 0
    if (this.#frame !== null) this.clock.cancelFrame(this.#frame)
    this.#frame = null
  }

  #request(): void {
    if (this.#frame !== null || this.#stopped) return
    this.#frame = this.clock.requestFrame(() => void this.#slice())
  }

  async #slice(): Promise<void> {
    const start = this.clock.now()
    if (start >= this.clock.givesWayUntil()) await this.#work(start)
    this.#frame = null
    if (this.#waiting.some((pieces) => pieces.size > 0)) this.#request()
  }

  async #work(start: number): Promise<void> {
    do {
      const piece = this.#next()
      if (!piece) return
      piece()
      await this.clock.settled()
    } while (this.clock.now() - start < this.budgetMs)
  }

  #next(): Piece | null {
    for (const pieces of this.#waiting) {
      for (const piece of pieces ?? []) {
        pieces.delete(piece)
        return piece
      }
    }
    return null
  }
}
