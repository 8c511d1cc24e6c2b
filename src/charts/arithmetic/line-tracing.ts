// Turns samples into the points of a line: each sample where there is room, otherwise the least and the
// greatest value of each column. Columns are aligned to time itself, so that nothing shimmers while sliding.

import type { Series } from '../../domain/series'

/** Where a sample is on the canvas, in CSS pixels. */
export interface Projection {
  x(time: number): number
  y(value: number): number
}

/** What takes the points in; a canvas path, or a list in tests. */
export interface LineSink {
  moveTo(x: number, y: number): void
  lineTo(x: number, y: number): void
  /** A sample that no line reaches, because gaps lie on both sides. */
  dot(x: number, y: number): void
}

/** Samples of one column that are drawn one by one (rule P3). */
const MOST_POINTS = 4
/** The end of a column is looked for step by step so far, then by halving. */
const STEPS_BEFORE_SEARCH = 8

/** Draws subpaths, each begun with its first point and turned into a dot when it stays alone. */
class Pen {
  private started = false
  private drawn = false
  private x = 0
  private y = 0

  constructor(private readonly sink: LineSink) {}

  to(x: number, y: number): void {
    if (this.started) {
      if (!this.drawn) this.sink.moveTo(this.x, this.y)
      this.sink.lineTo(x, y)
      this.drawn = true
    }
    this.started = true
    this.x = x
    this.y = y
  }

  lift(): void {
    if (this.started && !this.drawn) this.sink.dot(this.x, this.y)
    this.started = false
    this.drawn = false
  }
}

/**
 * Traces the samples of a range of absolute indexes, `to` not included, in columns of `columnMs`.
 * At most four points come out of each column, its least and greatest value among them, and no line
 * crosses a gap (rules P3, T3). Give `columnMs` the width of a device pixel, and start the window at a whole one.
 */
export function traceLine(
  series: Series,
  from: number,
  to: number,
  columnMs: number,
  at: Projection,
  sink: LineSink,
): void {
  const pen = new Pen(sink)
  let index = Math.max(from, series.first)
  const end = Math.min(to, series.end)
  while (index < end) {
    const column = Math.floor(series.time(index) / columnMs)
    const next = endOfColumn(series, index, end, (column + 1) * columnMs)
    if (next - index <= MOST_POINTS) traceEach(series, index, next, at, pen)
    else traceColumn(series, index, next, at.x((column + 0.5) * columnMs), at, pen)
    index = next
  }
  pen.lift()
}

function traceEach(series: Series, from: number, to: number, at: Projection, pen: Pen): void {
  for (let index = from; index < to; index++) {
    if (series.gapBefore(index)) pen.lift()
    pen.to(at.x(series.time(index)), at.y(series.value(index)))
  }
}

/** Breaks a column at its first gap; what comes after is one stroke, as it is no wider than a pixel. */
function traceColumn(series: Series, from: number, to: number, x: number, at: Projection, pen: Pen): void {
  const gap = series.nextGap(from, to)
  traceExtent(series, from, gap, x, at, pen)
  if (gap === to) return
  pen.lift()
  traceExtent(series, gap, to, x, at, pen)
}

function traceExtent(series: Series, from: number, to: number, x: number, at: Projection, pen: Pen): void {
  const extent = series.extent(from, to)
  if (extent === null) return
  pen.to(x, at.y(extent.min))
  if (to - from > 1) pen.to(x, at.y(extent.max))
}

function endOfColumn(series: Series, from: number, end: number, time: number): number {
  let index = from + 1
  while (index < end && series.time(index) < time) {
    if (index - from === STEPS_BEFORE_SEARCH) return Math.min(end, series.indexAtOrAfter(time))
    index++
  }
  return index
}

/** The same line in steps: a value holds until the next one, for sensors that report when it changes. */
export function inSteps(sink: LineSink): LineSink {
  let height = 0
  return {
    moveTo: (x, y) => {
      height = y
      sink.moveTo(x, y)
    },
    lineTo: (x, y) => {
      sink.lineTo(x, height)
      if (y !== height) sink.lineTo(x, y)
      height = y
    },
    dot: (x, y) => {
      sink.dot(x, y)
    },
  }
}
