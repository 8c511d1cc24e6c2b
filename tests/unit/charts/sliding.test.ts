import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Series } from '../../../src/domain/series'
import { byColumn, columnOf, histories, shapes, traced, type LineShape, type Point } from './tracing'

/** What a chart draws whose window ends with a whole column, as the live chart's does. */
interface Window {
  endColumn: number
  columns: number
  columnMs: number
}

function drawn(
  series: Series,
  { endColumn, columns, columnMs }: Window,
  shape: LineShape,
): Map<number, Point[]> {
  const to = endColumn * columnMs
  const points = traced(
    series,
    columnMs,
    shape,
    series.indexAtOrAfter(to - columns * columnMs) - 1,
    series.indexAfter(to) + 1,
  )
  return byColumn(points, ({ x }) => x, columnMs)
}

const windows = fc.record({
  windowMs: fc.constantFrom(10_000, 60_000, 300_000, 3_600_000),
  width: fc.constantFrom(40, 337, 600),
  ratio: fc.constantFrom(1, 1.5, 2, 3),
  /** How far into the history the window ends, and by how many columns it slides. */
  part: fc.double({ min: 0, max: 1, noNaN: true }),
  slide: fc.integer({ min: 1, max: 50 }),
})

describe('a window that slides', () => {
  it('by whole columns draws the same points in each column that stays, so that nothing shimmers', () => {
    fc.assert(
      fc.property(histories, windows, shapes, (series, { windowMs, width, ratio, part, slide }, shape) => {
        const columns = Math.round(width * ratio)
        const columnMs = windowMs / columns
        const [oldest, newest] = [series.time(series.first), series.time(series.end - 1)]
        const endColumn = columnOf(oldest + part * (newest - oldest), columnMs) + 1
        const before = drawn(series, { endColumn, columns, columnMs }, shape)
        const after = drawn(series, { endColumn: endColumn + slide, columns, columnMs }, shape)
        for (const column of new Set([...before.keys(), ...after.keys()])) {
          if (column < endColumn + slide - columns || column >= endColumn) continue
          expect(after.get(column)).toEqual(before.get(column))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('takes in new samples without moving what was drawn', () => {
    fc.assert(
      fc.property(histories, windows, shapes, (series, { windowMs, width, ratio }, shape) => {
        const columns = Math.round(width * ratio)
        const columnMs = windowMs / columns
        const newest = series.time(series.end - 1)
        const endColumn = columnOf(newest, columnMs) + 1
        const before = drawn(series, { endColumn, columns, columnMs }, shape)
        for (let i = 1; i <= 20; i++) series.append(newest + i * 15, i, 'live')
        const after = drawn(series, { endColumn: endColumn + 5, columns, columnMs }, shape)
        const oldest = columnOf(series.time(series.first), columnMs)
        const settled = [...before].filter(
          ([column]) => column > Math.max(oldest, endColumn + 5 - columns) && column < endColumn - 1,
        )
        for (const [column, points] of settled) expect(after.get(column)).toEqual(points)
      }),
      { numRuns: 300 },
    )
  })
})
