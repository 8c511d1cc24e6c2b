import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inSteps, traceLine, type LineSink } from '../../../src/charts/arithmetic/line-tracing'
import { Series } from '../../../src/domain/series'

interface Point {
  x: number
  y: number
  kind: 'move' | 'line' | 'dot'
}

function traced(series: Series, columnMs: number, from = series.first, to = series.end): Point[] {
  const points: Point[] = []
  const sink: LineSink = {
    moveTo: (x, y) => points.push({ x, y, kind: 'move' }),
    lineTo: (x, y) => points.push({ x, y, kind: 'line' }),
    dot: (x, y) => points.push({ x, y, kind: 'dot' }),
  }
  // One pixel a column, so that a point's pixel column is the floor of its x.
  traceLine(series, from, to, columnMs, { x: (time) => time / columnMs, y: (value) => value }, sink)
  return points
}

function byColumn<T>(items: readonly T[], column: (item: T) => number): Map<number, T[]> {
  const columns = new Map<number, T[]>()
  for (const item of items) columns.set(column(item), [...(columns.get(column(item)) ?? []), item])
  return columns
}

const steps = fc.array(
  fc.record({
    // Bursts, even sampling, and gaps beside each other.
    step: fc.oneof(
      { weight: 8, arbitrary: fc.integer({ min: 0, max: 3 }) },
      { weight: 3, arbitrary: fc.integer({ min: 5, max: 30 }) },
      { weight: 1, arbitrary: fc.integer({ min: 60, max: 300 }) },
    ),
    value: fc.integer({ min: -1000, max: 1000 }),
  }),
  { minLength: 1, maxLength: 1200 },
)

function seriesOf(samples: { step: number; value: number }[]): Series {
  const series = new Series(1000, (interval) => interval > 50)
  let time = 1_000_000
  for (const sample of samples) series.append((time += sample.step), sample.value, 'live')
  return series
}

describe('tracing the line of a series', () => {
  it('P3: puts at most four points in a pixel column, and the least and the greatest value of each', () => {
    fc.assert(
      fc.property(steps, fc.constantFrom(1, 4, 10, 37.5, 250), (samples, columnMs) => {
        const series = seriesOf(samples)
        const indexes = Array.from({ length: series.size }, (_, i) => series.first + i)
        const held = byColumn(indexes, (index) => Math.floor(series.time(index) / columnMs))
        const drawn = byColumn(traced(series, columnMs), (point) => Math.floor(point.x))
        expect([...drawn.keys()]).toEqual([...held.keys()])
        for (const [column, points] of drawn) {
          const values = held.get(column)!.map((index) => series.value(index))
          expect(points.length).toBeLessThanOrEqual(4)
          expect(Math.min(...points.map((point) => point.y))).toBe(Math.min(...values))
          expect(Math.max(...points.map((point) => point.y))).toBe(Math.max(...values))
        }
      }),
    )
  })

  it('T3: no line crosses a gap, in any decimation', () => {
    fc.assert(
      fc.property(steps, fc.constantFrom(1, 4, 10, 37.5, 250), (samples, columnMs) => {
        const series = seriesOf(samples)
        const gaps = series.gaps(-Infinity, Infinity)
        const points = traced(series, columnMs)
        points.forEach((point, i) => {
          const before = points[i - 1]
          if (point.kind !== 'line' || before === undefined) return
          const [left, right] = [Math.floor(before.x), Math.floor(point.x)]
          // A gap that ends in the column where it began is narrower than a pixel, and hatched all the same.
          const crossed = gaps.filter(
            ({ from, to }) =>
              Math.floor(from / columnMs) >= left && Math.floor(to / columnMs) <= right && left < right,
          )
          const wide = crossed.filter(
            ({ from, to }) => Math.floor(from / columnMs) < Math.floor(to / columnMs),
          )
          expect(wide).toEqual([])
        })
      }),
    )
  })

  it('draws the same points of a column wherever the window begins, so that nothing shimmers', () => {
    const series = seriesOf(Array.from({ length: 900 }, (_, i) => ({ step: 1, value: (i * 7919) % 100 })))
    const all = byColumn(traced(series, 10), (point) => Math.floor(point.x))
    const later = byColumn(traced(series, 10, series.first + 333), (point) => Math.floor(point.x))
    const [, second, ...rest] = [...later.keys()]
    for (const column of [second!, ...rest]) expect(later.get(column)).toEqual(all.get(column))
  })

  it('draws each sample where there is room, and a dot where gaps lie on both sides', () => {
    const series = new Series(10, (interval) => interval > 50)
    for (const time of [0, 10, 100, 200, 210]) series.append(time, time, 'live')
    expect(traced(series, 1)).toEqual([
      { x: 0, y: 0, kind: 'move' },
      { x: 10, y: 10, kind: 'line' },
      { x: 100, y: 100, kind: 'dot' },
      { x: 200, y: 200, kind: 'move' },
      { x: 210, y: 210, kind: 'line' },
    ])
  })

  it('draws nothing of an empty series, nor outside of what is kept', () => {
    expect(traced(new Series(5), 10)).toEqual([])
    const series = seriesOf([{ step: 1, value: 1 }])
    expect(traced(series, 10, 5, 9)).toEqual([])
    expect(traced(series, 10, -3, 99)).toHaveLength(1)
  })

  it('T1: what reports on change is drawn in steps, and a gap stays a gap', () => {
    const series = new Series(10, (interval) => interval > 50)
    for (const [time, value] of [
      [0, 1],
      [10, 1],
      [20, 3],
      [100, 2],
      [110, 5],
    ] as const) {
      series.append(time, value, 'live')
    }
    const drawn: string[] = []
    const sink: LineSink = {
      moveTo: (x, y) => drawn.push(`M${String(x)},${String(y)}`),
      lineTo: (x, y) => drawn.push(`L${String(x)},${String(y)}`),
      dot: (x, y) => drawn.push(`D${String(x)},${String(y)}`),
    }
    traceLine(series, 0, 5, 1, { x: (time) => time, y: (value) => value }, inSteps(sink))
    expect(drawn.join(' ')).toBe('M0,1 L10,1 L20,1 L20,3 M100,2 L110,2 L110,5')
  })
})
