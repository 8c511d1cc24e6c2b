// Which stretch of time a chart shows. Its end moves by whole columns, each a pixel of the device wide, so that columns
// keep their samples and their place among the pixels while sliding.

import type { TimeRange } from '../../domain/samples'
import type { EpochMs } from '../../domain/updates'

/** Narrower, or none at all, is no window; wider, or further away, there are no dates. */
const LEAST_WINDOW_MS = 1_000
const MOST_MS = 4e15

/**
 * The window that reaches to the next whole step after `end`, so that there is one to wait for.
 * @param windowMs its width; what is no width becomes the least, a second
 * @param columns how many it has; a part of one where the plot is no whole number of the device's pixels wide
 * @param columnsEach by how many it slides
 */
export function slidingWindow(end: EpochMs, windowMs: number, columns: number, columnsEach = 1): TimeRange {
  const stepMs = columnWidth(windowMs, columns) * columnsEach
  const last = Number.isNaN(end) ? 0 : Math.min(MOST_MS, Math.max(-MOST_MS, end))
  const to = (Math.floor(last / stepMs) + 1) * stepMs
  return { from: to - windowWidth(windowMs), to }
}

/** In milliseconds: the same at each draw, which the ends of the window are too far from zero to tell. */
export function columnWidth(windowMs: number, columns: number): number {
  return windowWidth(windowMs) / Math.max(1, columns)
}

/** So many columns of the device are the pixel by which a window slides: of CSS, or the nearest to it. */
export function columnsInPixel(devicePixelRatio: number): number {
  return Math.max(1, Math.round(devicePixelRatio))
}

function windowWidth(windowMs: number): number {
  return windowMs > LEAST_WINDOW_MS ? Math.min(windowMs, MOST_MS) : LEAST_WINDOW_MS
}
