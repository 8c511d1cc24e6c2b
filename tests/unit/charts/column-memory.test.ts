import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ColumnMemory } from '../../../src/charts/arithmetic/column-memory'
import { traceLine, type LineSink } from '../../../src/charts/arithmetic/line-tracing'
import { Series } from '../../../src/domain/series'

const COLUMN_MS = 10
const AT = { x: (time: number) => time / COLUMN_MS, y: (value: number) => value }

function traced(series: Series, from: number, memory?: ColumnMemory): string[] {
  const points: string[] = []
  const sink: LineSink = {
    moveTo: (x, y) => points.push(`M${x},${y}`),
    lineTo: (x, y) => points.push(`L${x},${y}`),
    dot: (x, y) => points.push(`D${x},${y}`),
  }
  memory?.open(series, COLUMN_MS, 100)
  traceLine(series, series.indexAtOrAfter(from) - 1, series.end, COLUMN_MS, AT, sink, memory)
  return points
}

const reading = fc.record({
  // Mostly on, sometimes late, sometimes after a gap.
  step: fc.oneof(
    { weight: 20, arbitrary: fc.integer({ min: 0, max: 3 }) },
    { weight: 1, arbitrary: fc.integer({ min: -15, max: -1 }) },
    { weight: 1, arbitrary: fc.integer({ min: 60, max: 90 }) },
  ),
  value: fc.integer({ min: -1_000, max: 1_000 }),
})

test('a line that is traced from memory is the same, however samples come and whatever is dropped', () => {
  const turns = fc.array(
    fc.record({ readings: fc.array(reading, { maxLength: 60 }), cutMs: fc.constantFrom(0, 0, 0, 0, 25) }),
    { minLength: 1, maxLength: 12 },
  )
  fc.assert(
    fc.property(turns, fc.constantFrom(40, 300, 2_000), (all, capacity) => {
      const series = new Series(capacity, (interval) => interval > 50)
      const memory = new ColumnMemory()
      let time = 1_000_000
      for (const { readings, cutMs } of all) {
        for (const { step, value } of readings) {
          series.append(time + step, value, 'live')
          time = Math.max(time, time + step)
        }
        if (cutMs > 0) {
          series.truncateAfter(time - cutMs)
          time -= cutMs
        }
        const from = time - 700
        expect(traced(series, from, memory)).toEqual(traced(series, from))
      }
    }),
  )
})

test('whole columns are not looked for again', () => {
  const series = new Series(10_000)
  for (let time = 0; time < 1_000; time++) series.append(time, (time * 7919) % 100, 'live')
  const memory = new ColumnMemory()
  traced(series, 0, memory)
  let extents = 0
  const { extent } = series
  series.extent = (from, to) => {
    extents++
    return extent.call(series, from, to)
  }
  traced(series, 0, memory)
  // The first one and the last may be cut.
  expect(extents).toBe(2)
})
