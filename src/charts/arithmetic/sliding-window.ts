// Which stretch of time a chart shows. Its end moves by whole pixels, so that columns keep their samples while sliding.

import type { TimeRange } from '../../domain/samples'
import type { EpochMs } from '../../domain/updates'

/** Narrower, or none at all, is no window; wider, or further away, there are no dates. */
const LEAST_WINDOW_MS = 1_000
const MOST_MS = 4e15

/**
 * The window that reaches to the next whole pixel after `end`, so that there is one to wait for.
 * @param windowMs its width; what is no width becomes the least, a second
 * @param pixels how many it has
 */
export function slidingWindow(end: EpochMs, windowMs: number, pixels: number): TimeRange {
  const width = windowMs > LEAST_WINDOW_MS ? Math.min(windowMs, MOST_MS) : LEAST_WINDOW_MS
  const pixelMs = width / Math.max(1, pixels)
  const last = Number.isNaN(end) ? 0 : Math.min(MOST_MS, Math.max(-MOST_MS, end))
  const to = (Math.floor(last / pixelMs) + 1) * pixelMs
  return { from: to - width, to }
}
