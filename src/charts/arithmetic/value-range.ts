// Which range the value axis shows: steady while the data fits and fills it, fitted anew when not.

import type { Extent } from '../../domain/series'

/** Free room above and below the data, as a part of its span. */
export const HEADROOM = 0.1
/** The axis is fitted anew when the data would fill less than this part of it. */
const LEAST_FILL = 0.5
/** Limits are shown when the data still fills this part of an axis that reaches to them. */
const LEAST_FILL_WITH_LIMITS = 0.25
/** Data that reaches less of the expected range would be a flat line at its bottom; then the axis fits the data. */
const LEAST_REACH = 0.02
/** An axis must not be longer than a number can say; where data is, it is shown in part. */
const LONGEST: Extent = { min: -Number.MAX_VALUE / 2, max: Number.MAX_VALUE / 2 }
const LEAST_SPAN = 1e-290
const LEAST_RELATIVE_SPAN = 1e-9

/** What an empty chart shows. */
const EMPTY_RANGE: Extent = { min: 0, max: 1 }

/**
 * The range to show next; the very same object as `current` when nothing has to change.
 * @param extent least and greatest value in the window, `null` without samples
 * @param expectedRange the range a backend expects; the axis shows all of it, more when the data leaves it, and less only
 *   when the data would lie flat at its bottom; one that is no range is as good as none
 * @param limits values of limit lines, shown when they are near enough
 */
export function nextValueRange(
  current: Extent | null,
  extent: Extent | null,
  expectedRange: Extent | null,
  limits: readonly number[],
): Extent {
  const suggested = expectedRange && isRange(expectedRange) ? expectedRange : null
  if (extent === null) return current ?? suggested ?? EMPTY_RANGE
  const expected = suggested && !liesAtBottom(extent, suggested) ? suggested : null
  const fitted = bounded(
    expected ? aroundSuggested(extent, expected) : within(around(extent, limits), suggested),
  )
  if (current === null) return fitted
  const inside = extent.min >= current.min && extent.max <= current.max
  const filled = span(fitted) >= LEAST_FILL * span(current)
  const asSuggested = expected === null || (current.min <= expected.min && current.max >= expected.max)
  return (inside && filled && asSuggested) || isSame(fitted, current) ? current : fitted
}

function around(data: Extent, limits: readonly number[]): Extent {
  const alone = padded(data)
  let reaching = data
  // The nearest limits first, so that a far one does not keep a near one off the axis.
  for (const limit of limits.filter(Number.isFinite).sort((a, b) => distance(data, a) - distance(data, b))) {
    const wider = union(reaching, { min: limit, max: limit })
    if (span(alone) >= LEAST_FILL_WITH_LIMITS * span(padded(wider))) reaching = wider
  }
  return padded(reaching)
}

function aroundSuggested(data: Extent, suggested: Extent): Extent {
  const all = union(data, suggested)
  const room = HEADROOM * span(all)
  return {
    min: data.min < suggested.min ? data.min - room : suggested.min,
    max: data.max > suggested.max ? data.max + room : suggested.max,
  }
}

/** The idle rates of a fast line and the like. Nothing at all, and what is full, are shown against the whole range. */
function liesAtBottom(data: Extent, suggested: Extent): boolean {
  const reach = data.max - suggested.min
  return data.min >= suggested.min && reach > 0 && reach < LEAST_REACH * span(suggested)
}

/** What the backend does not expect needs no room on the axis. */
function within(range: Extent, bounds: Extent | null): Extent {
  if (bounds === null) return range
  const cut = { min: Math.max(range.min, bounds.min), max: Math.min(range.max, bounds.max) }
  return span(cut) > 0 ? cut : range
}

function padded(extent: Extent): Extent {
  const size = Math.max(Math.abs(extent.min), Math.abs(extent.max))
  if (span(extent) <= Math.max(size * LEAST_RELATIVE_SPAN, LEAST_SPAN)) {
    const room = size > LEAST_SPAN ? size * HEADROOM : 1
    return { min: extent.min - room, max: extent.max + room }
  }
  const room = HEADROOM * span(extent)
  return { min: extent.min - room, max: extent.max + room }
}

function isRange({ min, max }: Extent): boolean {
  return max - min > LEAST_SPAN && Number.isFinite(max - min)
}

function union(a: Extent, b: Extent): Extent {
  return { min: Math.min(a.min, b.min), max: Math.max(a.max, b.max) }
}

function distance(data: Extent, value: number): number {
  return Math.max(data.min - value, value - data.max, 0)
}

function span(extent: Extent): number {
  return extent.max - extent.min
}

/** What headroom, or the data itself, makes too long. */
function bounded({ min, max }: Extent): Extent {
  const cut = { min: Math.max(min, -Number.MAX_VALUE), max: Math.min(max, Number.MAX_VALUE) }
  return Number.isFinite(span(cut)) ? cut : LONGEST
}

function isSame(a: Extent, b: Extent): boolean {
  return a.min === b.min && a.max === b.max
}
