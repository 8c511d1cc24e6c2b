// What there is to know about how charts are drawn, told by whoever draws them to whoever shows it (rules P5, T6).

/** How much may be drawn. Only drawing is slowed, and then what nobody sees: values, limits and alarms never are. */
export type DrawLevel = 'full' | 'slower' | 'slowest'

/** The least time between two draws of a chart, in milliseconds; 0: it may be drawn in each frame. */
export const LEAST_INTERVAL_MS: Readonly<Record<DrawLevel, number>> = { full: 0, slower: 200, slowest: 500 }

/** Whether cards off the screen may be brought up to date, to be there when they are scrolled to. */
export const KEEPS_OFF_SCREEN: Readonly<Record<DrawLevel, boolean>> = {
  full: true,
  slower: true,
  slowest: false,
}

/** In milliseconds, of the `n` measured in the last minute. */
export interface DrawLatency {
  p50: number
  p95: number
  n: number
}

export interface DrawingFigures {
  /** As it was judged last; without a chart nothing is judged. */
  readonly level: DrawLevel
  /** How many charts there are. */
  readonly charts: number
  /** Draws of all charts so far. */
  readonly draws: number
  /** Samples drawn so far, on all charts; one that two charts show was drawn twice. */
  readonly samples: number
  /** From received to painted; `null` while nothing was measured in the last minute. */
  latency: () => DrawLatency | null
  /**
   * The readings that reach the charts from now on were received at this moment, as `Batch.receivedAt` has it; `null`:
   * whatever reaches them is no reading.
   */
  receiving: (receivedAt: number | null) => void
}
