// Turns samples into the points of a line: each sample where there is room, otherwise the first, the least, the greatest
// and the last value of each column. Columns are aligned to time itself, so that nothing shimmers while sliding.

import type { Extent, Series } from '../../domain/series'
import type { ColumnMemory } from './column-memory'

/** Where a sample is on the canvas, in CSS pixels. */
export interface Projection {
  x(time: number): number
  y(value: number): number
}

/** What takes the points in; a canvas path, or a list in tests. */
export interface LineSink {
  /** Whether a value holds until the next one; each sample then takes two points. */
  readonly inSteps?: boolean
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
  /** A sample that no line reaches, because gaps lie on both sides. */
  dot(x: number, y: number): void
}

/** Half the length of what stands for a sample that no line reaches, in CSS pixels. */
export const DOT = 1.5

/** Points of one column that reach the canvas at most (rule P3). */
const MOST_POINTS = 4

/** Draws subpaths, each begun with its first point and turned into a dot when it stays alone. */
class Pen {
  private started = false
  private drawn = false
  private x = 0
  private y = 0

  constructor(private readonly sink: LineSink) {}

  to(x: number, y: number): void {
    if (this.started) {
      if (x === this.x && y === this.y) return
      if (!this.drawn) this.sink.moveTo(this.x, this.y)
      this.sink.lineTo(x, y)
      this.drawn = true
    }
    this.started = true
    this.x = x
    this.y = y
  }

  /** Goes on at the same height; where a line would begin, it begins with `y`. */
  hold(x: number, y: number): void {
    this.to(x, this.started ? this.y : y)
  }

  lift(): void {
    if (this.started && !this.drawn) this.sink.dot(this.x, this.y)
    this.started = false
    this.drawn = false
  }
}

/** Samples of one column, by absolute index, and how the line reaches and leaves them. */
interface Column {
  from: number
  to: number
  /** The middle of the column on the canvas. */
  x: number
  /** The line comes from further than the column before: it must come to the first sample. */
  fromAfar: boolean
  /** The line goes on to further than the next column, or holds: it must leave from the last sample. */
  toAfar: boolean
  /** Of its samples; `null` where a gap lies before any of them. */
  extent: Extent | null
}

/**
 * Traces the samples of a range of absolute indexes, `to` not included, in columns of `columnMs`.
 * At most four points come out of each column, its least and greatest value among them, and no line
 * crosses a gap (rules P3, T3). Give `columnMs` the width of a device pixel, the same at each draw, and start the window
 * at a whole one. With a memory, columns that were whole at the last draw are not looked for again.
 */
export function traceLine(
  series: Series,
  from: number,
  to: number,
  columnMs: number,
  at: Projection,
  sink: LineSink,
  memory?: ColumnMemory,
): void {
  const pen = new Pen(sink)
  const inSteps = sink.inSteps ?? false
  const mostEach = inSteps ? MOST_POINTS / 2 : MOST_POINTS
  const end = Math.min(to, series.end)
  const start = Math.max(from, series.first)
  let index = start
  let gap = series.nextGap(index, end)
  let held = 1
  while (index < end) {
    const time = series.time(index)
    // So few samples within a column's width are few in each column.
    if (!(series.time(index + mostEach) - time < columnMs)) {
      if (index === gap) {
        pen.lift()
        gap = series.nextGap(index + 1, end)
      }
      pen.to(at.x(time), at.y(series.value(index)))
      index++
      continue
    }
    const column = columnOf(time, columnMs)
    // The first one may be cut, and the last.
    const known = index > start && memory?.recall(column) && memory.to < end ? memory : null
    const next = known?.to ?? endOfColumn(series, index, end, (column + 1) * columnMs, held)
    const hasGap = gap < next
    held = next - index
    if (held <= mostEach) traceEach(series, index, next, at, pen, hasGap)
    else {
      const x = at.x((column + 0.5) * columnMs)
      const fromAfar = index === start || columnOf(series.time(index - 1), columnMs) !== column - 1
      const toAfar = next < end && (inSteps || columnOf(series.time(next), columnMs) !== column + 1)
      const extent = hasGap ? null : (known ?? series.extent(index, next))
      traceColumn(series, { from: index, to: next, x, fromAfar, toAfar, extent }, at, pen, inSteps)
      if (!known && extent && index > start && next < end) memory?.keep(column, next, extent.min, extent.max)
    }
    if (hasGap) gap = series.nextGap(next, end)
    index = next
  }
  pen.lift()
}

/** The column that a time is in; the same for every time between two borders, however division rounds. */
function columnOf(time: number, columnMs: number): number {
  const column = Math.floor(time / columnMs)
  if (time >= (column + 1) * columnMs) return column + 1
  return time < column * columnMs ? column - 1 : column
}

function traceEach(
  series: Series,
  from: number,
  to: number,
  at: Projection,
  pen: Pen,
  hasGap: boolean,
): void {
  for (let index = from; index < to; index++) {
    if (hasGap && series.gapBefore(index)) pen.lift()
    pen.to(at.x(series.time(index)), at.y(series.value(index)))
  }
}

function traceColumn(series: Series, column: Column, at: Projection, pen: Pen, inSteps: boolean): void {
  const { from, to, x, fromAfar, toAfar, extent } = column
  if (extent === null) {
    traceBrokenColumn(series, column, at, pen, inSteps)
    return
  }
  if (fromAfar && !inSteps) pen.to(x, at.y(series.value(from)))
  pen.to(x, at.y(extent.min))
  pen.to(x, at.y(extent.max))
  if (toAfar) pen.to(x, at.y(series.value(to - 1)))
}

/** Breaks a column at its first gap; what comes after is one stroke, as it is no wider than a pixel. */
function traceBrokenColumn(series: Series, column: Column, at: Projection, pen: Pen, inSteps: boolean): void {
  const { from, to, x } = column
  if (series.gapBefore(from)) pen.lift()
  const gap = series.nextGap(from + 1, to)
  if (gap === to) {
    traceColumn(series, { ...column, extent: series.extent(from, to) }, at, pen, inSteps)
    return
  }
  const [first, last] = [at.y(series.value(from)), at.y(series.value(to - 1))]
  const before = series.extent(from, gap)
  const after = series.extent(gap, to)
  if (before === null || after === null) return
  // The least and the greatest of both sides; four points are not enough for those of each.
  const leastBefore = before.min <= after.min
  const greatestBefore = before.max >= after.max
  if (!inSteps) pen.to(x, first)
  else if (!leastBefore && !greatestBefore) pen.hold(x, first)
  if (leastBefore) pen.to(x, at.y(before.min))
  if (greatestBefore) pen.to(x, at.y(before.max))
  pen.lift()
  if (!leastBefore) pen.to(x, at.y(after.min))
  if (!greatestBefore) pen.to(x, at.y(after.max))
  pen.to(x, last)
}

/**
 * The first index after `from` whose time is at or after `time`. It is looked for where it would be if the column held as
 * many samples as the one before, in growing steps from there, then by halving.
 */
function endOfColumn(series: Series, from: number, end: number, time: number, expected: number): number {
  // All below `low` are in the column, `high` and all after it are not.
  let low = from + 1
  let high = end
  let index = Math.min(from + expected, end - 1)
  let step = 1
  while (low < high && index >= low && index < high) {
    if (series.time(index) < time) {
      low = index + 1
      index += step
    } else {
      high = index
      index -= step
    }
    step *= 2
  }
  while (low < high) {
    const middle = (low + high) >>> 1
    if (series.time(middle) < time) low = middle + 1
    else high = middle
  }
  return low
}

/** The same line in steps: a value holds until the next one, for sensors that report when it changes. */
export function inSteps(sink: LineSink): LineSink {
  let [across, height] = [0, 0]
  return {
    inSteps: true,
    moveTo: (x, y) => {
      across = x
      height = y
      sink.moveTo(x, y)
    },
    lineTo: (x, y) => {
      if (x !== across) sink.lineTo(x, height)
      if (y !== height) sink.lineTo(x, y)
      across = x
      height = y
    },
    dot: (x, y) => {
      sink.dot(x, y)
    },
  }
}
