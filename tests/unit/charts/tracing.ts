// Traces lines into lists of points, and knows by brute force which samples each column holds.

import fc from 'fast-check'
import { inSteps, traceLine, type LineSink } from '../../../src/charts/arithmetic/line-tracing'
import { Series } from '../../../src/domain/series'

export interface Point {
  /** The time for which the point stands. */
  x: number
  y: number
  kind: 'move' | 'line' | 'dot'
}

export interface Sample {
  time: number
  value: number
  /** Whether a gap lies before it. */
  gap: boolean
}

export type LineShape = 'straight' | 'in steps'

/** The points of a range of indexes, by time and value. */
export function traced(
  series: Series,
  columnMs: number,
  shape: LineShape = 'straight',
  from = series.first,
  to = series.end,
): Point[] {
  const points: Point[] = []
  const sink: LineSink = {
    moveTo: (x, y) => points.push({ x, y, kind: 'move' }),
    lineTo: (x, y) => points.push({ x, y, kind: 'line' }),
    dot: (x, y) => points.push({ x, y, kind: 'dot' }),
  }
  const at = { x: (time: number) => time, y: (value: number) => value }
  traceLine(series, from, to, columnMs, at, shape === 'straight' ? sink : inSteps(sink))
  return points
}

/** The column that begins at or before a time, and the next after it. */
export function columnOf(time: number, columnMs: number): number {
  let column = Math.floor(time / columnMs) - 1
  while ((column + 1) * columnMs <= time) column++
  return column
}

export function byColumn<T>(
  items: readonly T[],
  timeOf: (item: T) => number,
  columnMs: number,
): Map<number, T[]> {
  const columns = new Map<number, T[]>()
  for (const item of items) {
    const column = columnOf(timeOf(item), columnMs)
    const held = columns.get(column)
    if (held) held.push(item)
    else columns.set(column, [item])
  }
  return columns
}

export function samplesOf(series: Series, from = series.first, to = series.end): Sample[] {
  const samples: Sample[] = []
  for (let index = from; index < to; index++) {
    samples.push({ time: series.time(index), value: series.value(index), gap: series.gapBefore(index) })
  }
  return samples
}

const NOON = Date.UTC(2026, 5, 1, 12)
const GAP_MS = 5_000

const step = fc.record({
  // Bursts, equal times, even sampling, what comes late, and gaps beside each other.
  ms: fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(0, 0, 0.1, 0.25, 1, 3, 7) },
    { weight: 8, arbitrary: fc.constant(20) },
    { weight: 3, arbitrary: fc.double({ min: 50, max: 1_500, noNaN: true }) },
    { weight: 2, arbitrary: fc.constantFrom(-1, -20, -333) },
    { weight: 1, arbitrary: fc.constantFrom(GAP_MS + 1, 20_000, 90_000) },
  ),
  value: fc.integer({ min: -1000, max: 1000 }),
  /** So many more like it: what is dense is long. */
  more: fc.oneof({ weight: 5, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.nat({ max: 60 }) }),
})

/** Histories of any rhythm, in rings that are wide enough or have wrapped. */
export const histories = fc
  .tuple(fc.array(step, { minLength: 1, maxLength: 160 }), fc.constantFrom(5, 100, 700, 10_000))
  .map(([steps, capacity]) => {
    const series = new Series(capacity, (interval) => interval > GAP_MS)
    let time = NOON
    for (const { ms, value, more } of steps) {
      for (let i = 0; i <= more; i++) series.append((time += ms), value + ((i * 37) % 101), 'live')
    }
    return series
  })

/** The width of a device pixel, in milliseconds, for charts and windows of many sizes. */
export const columnWidths = fc
  .tuple(
    fc.constantFrom(1_000, 10_000, 60_000, 300_000, 3_600_000, 86_400_000),
    fc.constantFrom(40, 337, 600, 1_913),
    fc.constantFrom(1, 1.5, 2, 3),
  )
  .map(([windowMs, width, ratio]) => windowMs / (width * ratio))

export const shapes = fc.constantFrom<LineShape>('straight', 'in steps')
