import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { REORDER_DEPTH, Series, type AppendOutcome } from '../../../src/domain/series'
import { PROVENANCES, type Provenance } from '../../../src/domain/updates'

interface Sample {
  time: number
  value: number
  provenance: Provenance
  gap: boolean
}

const isGap = (interval: number, later: Provenance): boolean => interval > (later === 'live' ? 5 : 12)

/** The same as a sorted list, without any cleverness. */
class NaiveSeries {
  samples: Sample[] = []
  dropped = 0
  constructor(readonly capacity: number) {}

  append(time: number, value: number, provenance: Provenance): AppendOutcome {
    if (!Number.isFinite(time) || !Number.isFinite(value)) return 'invalid'
    if (this.samples.some((sample) => sample.time === time && sample.value === value)) return 'repeat'
    let at = this.samples.length
    while (at > 0 && this.samples[at - 1]!.time > time) at--
    const full = this.samples.length === this.capacity
    if (this.samples.length - at > REORDER_DEPTH || (full && at === 0)) return 'too-old'
    const appended = at === this.samples.length
    this.samples.splice(at, 0, { time, value, provenance, gap: false })
    for (const index of [at, at + 1]) {
      const [earlier, later] = [this.samples[index - 1], this.samples[index]]
      if (earlier && later) later.gap = isGap(later.time - earlier.time, later.provenance)
    }
    if (full) {
      this.samples.shift()
      this.dropped++
    }
    this.samples[0]!.gap = false
    return appended ? 'appended' : 'inserted'
  }

  truncateAfter(time: number): number {
    const before = this.samples.length
    this.samples = this.samples.filter((sample) => sample.time < time)
    return before - this.samples.length
  }
}

function contents(series: Series): Sample[] {
  return Array.from({ length: series.size }, (_, i) => {
    const index = series.first + i
    return {
      time: series.time(index),
      value: series.value(index),
      provenance: series.provenance(index),
      gap: series.gapBefore(index),
    }
  })
}

const time = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: 0, max: 900 }) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, Infinity, -1e308, 1e308, 5e-324, -0) },
)
const value = fc.oneof(
  { weight: 20, arbitrary: fc.integer({ min: -3, max: 3 }) },
  { weight: 1, arbitrary: fc.constantFrom(NaN, -Infinity, 1e308, -1e308, 5e-324, -0) },
)
const provenance = fc.constantFrom(...PROVENANCES)
const step = fc.oneof(
  { weight: 60, arbitrary: fc.record({ kind: fc.constant('append' as const), time, value, provenance }) },
  // Mostly in order, so that the ring wraps and whole blocks form.
  {
    weight: 60,
    arbitrary: fc.record({
      kind: fc.constant('run' as const),
      count: fc.integer({ min: 1, max: 90 }),
      every: fc.constantFrom(0, 1, 3, 7, 20),
      value: fc.integer({ min: -1000, max: 1000 }),
      provenance,
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('truncate' as const), time }) },
)

describe('a series against a naive sorted list', () => {
  it('holds the same samples, gaps and provenance after any appends, late ones, repeats, wraps and truncations', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 700 }), fc.array(step, { maxLength: 40 }), (capacity, steps) => {
        const series = new Series(capacity, isGap)
        const naive = new NaiveSeries(capacity)
        let latest = 0
        for (const action of steps) {
          if (action.kind === 'truncate') {
            if (Number.isNaN(action.time)) continue
            expect(series.truncateAfter(action.time)).toBe(naive.truncateAfter(action.time))
            continue
          }
          const count = action.kind === 'run' ? action.count : 1
          for (let i = 0; i < count; i++) {
            const at = action.kind === 'run' ? (latest += action.every) : action.time
            const number = action.kind === 'run' ? action.value + ((i * 37) % 101) : action.value
            const outcome = series.append(at, number, action.provenance)
            expect(outcome).toBe(naive.append(at, number, action.provenance))
          }
        }
        expect(contents(series)).toEqual(naive.samples)
        expect(series.first).toBe(naive.dropped)

        const { samples } = naive
        const probes = [0, 0.13, 0.5, 0.77, 1].map((part) => Math.floor(part * samples.length))
        for (const from of probes) {
          for (const to of probes) {
            const values = samples.slice(from, to).map((sample) => sample.value)
            const extent = series.extent(series.first + from, series.first + to)
            // Which zero, −0 or 0, is the least of both says nothing.
            expect(extent && { min: extent.min + 0, max: extent.max + 0 }).toEqual(
              values.length === 0 ? null : { min: Math.min(...values) + 0, max: Math.max(...values) + 0 },
            )
          }
        }
      }),
      { numRuns: 150 },
    )
  })

  it('gives statistics, gaps and stretches as counted by hand', () => {
    const sample = fc.record({ step: fc.constantFrom(0, 1, 1, 1, 4, 9), value: fc.integer(), provenance })
    fc.assert(
      fc.property(
        fc.array(sample, { minLength: 1, maxLength: 900 }),
        fc.integer({ min: -5, max: 900 }),
        fc.integer({ min: 0, max: 900 }),
        (steps, from, length) => {
          const series = new Series(600, isGap)
          const naive = new NaiveSeries(600)
          let at = 0
          for (const next of steps) {
            at += next.step
            series.append(at, next.value, next.provenance)
            naive.append(at, next.value, next.provenance)
          }
          const to = from + length
          const { samples } = naive
          const inside = samples.filter((each) => each.time >= from && each.time <= to)
          const statistics = series.statistics(from, to)
          if (inside.length === 0) expect(statistics).toBeNull()
          else {
            const values = inside.map((each) => each.value)
            const sum = values.reduce((total, each) => total + each, 0)
            expect(statistics?.count).toBe(inside.length)
            expect(statistics?.min).toBe(Math.min(...values))
            expect(statistics?.max).toBe(Math.max(...values))
            expect(statistics?.mean).toBeCloseTo(sum / values.length, 3)
            expect(statistics?.last).toEqual({ time: inside.at(-1)!.time, value: inside.at(-1)!.value })
          }
          const pairs = samples.slice(1).map((later, i) => ({ earlier: samples[i]!, later }))
          expect(series.gaps(from, to)).toEqual(
            pairs
              .filter(({ earlier, later }) => later.gap && later.time >= from && earlier.time <= to)
              .map(({ earlier, later }) => ({ from: earlier.time, to: later.time })),
          )
          // Moment by moment: inside the window, a moment belongs to the sample that ends its interval.
          const stretches = series.stretches(from, to)
          for (const { earlier, later } of pairs) {
            const moment = (earlier.time + later.time) / 2
            if (later.time === earlier.time || moment < from || moment > to) continue
            const covering = stretches.filter((each) => each.from <= moment && moment <= each.to)
            expect(covering.map((each) => each.provenance)).toEqual(later.gap ? [] : [later.provenance])
          }
        },
      ),
      { numRuns: 200 },
    )
  })

  it('finds the first sample at or after a time, and the next gap', () => {
    const series = new Series(100, isGap)
    for (const at of [10, 11, 11, 30, 31, 50]) series.append(at, at + series.end, 'live')
    expect([9, 11, 12, 31, 51].map((at) => series.indexAtOrAfter(at))).toEqual([0, 1, 3, 4, 6])
    expect(series.indexAfter(11)).toBe(3)
    expect(series.nextGap(0, series.end)).toBe(3)
    expect(series.nextGap(4, series.end)).toBe(5)
    expect(series.nextGap(4, 5)).toBe(5)
  })
})

describe('a series', () => {
  it.each([0, -1, NaN, 1.5, Infinity, 1e12])('says clearly that it cannot keep %s samples', (capacity) => {
    expect(() => new Series(capacity)).toThrow(/keeps 1 to 10000000 samples/)
  })

  it('takes memory as samples come, not at once', () => {
    const series = new Series(36_000)
    series.append(1, 1, 'live')
    expect(series.byteLength).toBeLessThan(4_000)
    for (let at = 2; at <= 100_000; at++) series.append(at, at, 'live')
    expect(series.size).toBe(36_000)
    expect(series.byteLength).toBeLessThan(36_000 * 19)
  })

  it('T6: refuses what is no finite number and says so', () => {
    const series = new Series(10)
    expect(series.append(NaN, 1, 'live')).toBe('invalid')
    expect(series.append(1, Infinity, 'live')).toBe('invalid')
    expect(series.size).toBe(0)
  })

  it('keeps its mean finite where the sum is not', () => {
    const series = new Series(10)
    series.append(1, 1.7e308, 'live')
    series.append(2, 1.7e308, 'live')
    expect(series.statistics(0, 9)?.mean).toBeCloseTo(1.7e308, -300)
  })

  it('T3: decides the gaps of both neighbours anew when a late sample comes in between', () => {
    const series = new Series(10, isGap)
    series.append(0, 0, 'live')
    series.append(8, 8, 'live')
    expect(series.gaps(0, 10)).toEqual([{ from: 0, to: 8 }])
    expect(series.append(4, 4, 'filled')).toBe('inserted')
    expect(series.gaps(0, 10)).toEqual([])
  })

  it('knows a repeat far back from a sample that is too old to be put in order', () => {
    const series = new Series(1_000)
    for (let at = 0; at < 200; at++) series.append(at, at, 'live')
    expect(series.append(3, 3, 'polled')).toBe('repeat')
    expect(series.append(3.5, 3, 'polled')).toBe('too-old')
    expect(series.append(136, -1, 'polled')).toBe('inserted')
    expect(series.append(135, -1, 'polled')).toBe('too-old')
  })
})
