import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Series } from '../../../src/domain/series'
import {
  byColumn,
  columnOf,
  columnWidths,
  histories,
  samplesOf,
  shapes,
  traced,
  type Point,
  type Sample,
} from './tracing'

const MOST_POINTS = 4

/** Each column that holds samples: these, and the points that were drawn for it, beside the column before. */
function columns(series: Series, columnMs: number, shape: 'straight' | 'in steps') {
  const held = byColumn(samplesOf(series), ({ time }) => time, columnMs)
  const drawn = byColumn(traced(series, columnMs, shape), ({ x }) => x, columnMs)
  expect([...drawn.keys()]).toEqual([...held.keys()])
  let before: { column: number; samples: Sample[]; points: Point[] } | null = null
  return [...held].map(([column, samples]) => {
    const each = { column, samples, points: drawn.get(column)!, before }
    before = each
    return each
  })
}

function ends(values: readonly number[]): [number, number] {
  return [Math.min(...values), Math.max(...values)]
}

describe('the least and the greatest value of each column against brute force', () => {
  it('P3: are drawn, with at most four points, for any rhythm, window and screen', () => {
    fc.assert(
      fc.property(histories, columnWidths, shapes, (series, columnMs, shape) => {
        for (const { samples, points, before } of columns(series, columnMs, shape)) {
          expect(points.length).toBeLessThanOrEqual(MOST_POINTS)
          const values = samples.map(({ value }) => value)
          // In steps, a column begins at the height that the one before left.
          if (shape === 'in steps' && before && !samples[0]!.gap) values.push(before.samples.at(-1)!.value)
          expect(ends(points.map(({ y }) => y))).toEqual(ends(values))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('a line goes from the last sample of a column to the first of the next, where there is room between them', () => {
    fc.assert(
      fc.property(histories, columnWidths, (series, columnMs) => {
        for (const { column, samples, points, before } of columns(series, columnMs, 'straight')) {
          if (!before || samples[0]!.gap || before.column === column - 1) continue
          expect(points[0]).toMatchObject({ kind: 'line', y: samples[0]!.value })
          expect(before.points.at(-1)!.y).toBe(before.samples.at(-1)!.value)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('T1: in steps, the last value of a column holds until the next', () => {
    fc.assert(
      fc.property(histories, columnWidths, (series, columnMs) => {
        for (const { samples, points, before } of columns(series, columnMs, 'in steps')) {
          if (!before || samples[0]!.gap) continue
          expect(points[0]).toMatchObject({ kind: 'line', y: before.samples.at(-1)!.value })
        }
      }),
      { numRuns: 300 },
    )
  })

  it('T3: no segment crosses a gap, in any decimation', () => {
    fc.assert(
      fc.property(histories, columnWidths, shapes, (series, columnMs, shape) => {
        for (const { samples, points, before } of columns(series, columnMs, shape)) {
          if (samples[0]!.gap || !before) expect(points[0]!.kind).not.toBe('line')
          // What entered a column with a gap in it does not leave it.
          const entered = points[0]!.kind === 'line' ? 0 : 1
          const isBroken = points.slice(entered).some(({ kind }) => kind !== 'line')
          if (samples.slice(1).some(({ gap }) => gap)) expect(isBroken).toBe(true)
        }
      }),
      { numRuns: 300 },
    )
  })

  it('P3: four points are enough for a column in steps whose gap lies before all that it reaches', () => {
    const series = new Series(20, (interval) => interval > 5)
    const samples = [
      [90, 7],
      [101, 5],
      [110, 4],
      [111, 0],
      [112, 9],
      [113, 4],
    ] as const
    for (const [time, value] of samples) series.append(time, value, 'live', time === 110)
    expect(
      traced(series, 100, 'in steps').map(({ x, y, kind }) => `${kind} ${String(x)} ${String(y)}`),
    ).toEqual(['move 90 7', 'line 150 7', 'move 150 0', 'line 150 9', 'line 150 4'])
  })

  it('one lone spike among 150,000 samples is in its column, wherever it is', () => {
    const count = 150_000
    for (const spike of [0, 255, 74_999, 131_072, count - 1]) {
      const series = new Series(count)
      // Three more than there is room for, so that the ring has wrapped.
      for (let i = -3; i < count; i++) series.append(i * 10, i === spike ? 99 : Math.sin(i / 500), 'live')
      for (const columnMs of [count / 60, 1_000, 2_500 / 3]) {
        for (const shape of ['straight', 'in steps'] as const) {
          const high = traced(series, columnMs, shape).filter(({ y }) => y === 99)
          expect(high.map(({ x }) => columnOf(x, columnMs))).toContain(columnOf(spike * 10, columnMs))
          expect(high.length).toBeLessThanOrEqual(2)
        }
      }
    }
  })

  it('10,000 samples of one time are one column with all that they reach, and a point where they are equal', () => {
    const series = new Series(36_000)
    for (let i = 0; i < 10_000; i++) series.append(5_000, (i * 7_919) % 10_000, 'live')
    const points = traced(series, 100)
    expect(points.length).toBeLessThanOrEqual(MOST_POINTS)
    expect(ends(points.map(({ y }) => y))).toEqual([0, 9_999])
    const alone = new Series(10)
    alone.append(5_000, 1, 'live')
    expect(traced(alone, 100)).toEqual([{ x: 5_000, y: 1, kind: 'dot' }])
  })
})
