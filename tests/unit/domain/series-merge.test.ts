import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Series } from '../../../src/domain/series'
import { mergeSeries } from '../../../src/domain/series-merge'

const isGap = (interval: number): boolean => interval > 5

function listed(series: Series): string[] {
  return Array.from({ length: series.size }, (_, i) => {
    const index = series.first + i
    return `${String(series.time(index))} ${String(series.value(index))} ${series.provenance(index)}`
  })
}

describe('merging fetched samples into a series', () => {
  it('T4: keeps the time order, drops exact repeats, counts everything, whatever comes', () => {
    const sample = fc.tuple(
      fc.oneof(
        { weight: 9, arbitrary: fc.integer({ min: 0, max: 120 }) },
        { weight: 1, arbitrary: fc.constant(NaN) },
      ),
      fc.integer({ min: 0, max: 2 }),
    )
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 80 }),
        fc.array(sample, { maxLength: 80 }),
        (capacity, steps, fetched) => {
          const series = new Series(capacity, isGap)
          let at = 0
          for (const step of steps) series.append((at += step), step % 3, 'live')
          const before = listed(series)
          const result = mergeSeries(series, {
            times: fetched.map(([time]) => time),
            values: fetched.map(([, value]) => value),
            provenance: 'filled',
          })

          const known = new Map(before.map((line) => [line.split(' ').slice(0, 2).join(' '), line]))
          const all = before.map((line, order) => ({ time: Number(line.split(' ')[0]), order, line }))
          let repeats = 0
          for (const [time, value] of fetched) {
            const key = `${String(time)} ${String(value)}`
            if (Number.isNaN(time)) continue
            if (known.has(key)) repeats++
            else {
              const line = `${key} filled`
              known.set(key, line)
              all.push({ time, order: all.length, line })
            }
          }
          all.sort((a, b) => a.time - b.time || a.order - b.order)
          expect(listed(result.series)).toEqual(all.slice(-capacity).map((each) => each.line))
          expect(result.repeats).toBe(repeats)
          expect(result.invalid).toBe(fetched.filter(([time]) => Number.isNaN(time)).length)
          expect(result.added + result.tooOld + result.repeats + result.invalid).toBe(fetched.length)
          expect(result.added).toBe(listed(result.series).filter((line) => line.endsWith('filled')).length)
          expect(listed(series)).toEqual(before)
          expect(result.series.end).toBe(series.end + result.added + result.tooOld)
        },
      ),
    )
  })

  it('T3: fills a gap, and leaves the gaps between old neighbours as they were decided', () => {
    const series = new Series(100, isGap)
    series.append(0, 0, 'live')
    series.append(3, 1, 'live', true)
    series.append(20, 2, 'live')
    expect(series.gaps(0, 99)).toEqual([
      { from: 0, to: 3 },
      { from: 3, to: 20 },
    ])
    const merged = mergeSeries(series, { times: [16, 8, 12], values: [1, 1, 1], provenance: 'filled' }).series
    expect(merged.gaps(0, 99)).toEqual([{ from: 0, to: 3 }])
    expect(merged.stretches(0, 99)).toEqual([
      { from: 0, to: 0, provenance: 'live' },
      { from: 3, to: 3, provenance: 'live' },
      { from: 3, to: 16, provenance: 'filled' },
      { from: 16, to: 20, provenance: 'live' },
    ])
  })
})
