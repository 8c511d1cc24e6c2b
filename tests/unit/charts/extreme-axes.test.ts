// Axes for values and times that no machine should send. A chart that cannot be drawn hides what is right as well.

import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slidingWindow } from '../../../src/charts/arithmetic/sliding-window'
import { timeFormat, timeStep, timeTicks } from '../../../src/charts/arithmetic/time-ticks'
import { nextValueRange } from '../../../src/charts/arithmetic/value-range'
import { shownTicks, valueFormat, valueTicks } from '../../../src/charts/arithmetic/value-ticks'
import { ZoneClock } from '../../../src/charts/arithmetic/zone-clock'
import { UNCHANGED } from '../../../src/domain/units'

const NAMED = [0, -0, 5e-324, -5e-324, 1e-310, 1e-9, 1, 1e15, 1e300, 1e308, -1e308, Number.MAX_VALUE]
const value = fc.oneof(fc.constantFrom(...NAMED), fc.double({ noNaN: true, noDefaultInfinity: true }))
const anything = fc.oneof(value, fc.constantFrom(NaN, Infinity, -Infinity))
const conversions = fc.constantFrom(
  UNCHANGED,
  { factor: 1.8, offset: 32 },
  { factor: 1, offset: -273.15 },
  { factor: 1e9, offset: 0 },
)

describe('the value axis', () => {
  it('is finite and labelled in few plain words, whatever values, expected ranges and limits there are', () => {
    fc.assert(
      fc.property(
        fc.tuple(value, value),
        fc.option(fc.record({ min: anything, max: anything })),
        fc.array(anything, { maxLength: 4 }),
        conversions,
        fc.integer({ min: 1, max: 70 }),
        ([a, b], expected, limits, conversion, most) => {
          const extent = { min: Math.min(a, b), max: Math.max(a, b) }
          const range = nextValueRange(null, extent, expected, limits)
          expect(Number.isFinite(range.max - range.min)).toBe(true)
          expect(range.max).toBeGreaterThan(range.min)
          expect(nextValueRange(range, extent, expected, limits)).toBe(range)
          const labels = shownTicks(range, most, conversion, 'en')
          expect(labels.length).toBeLessThanOrEqual(2.5 * most + 1)
          for (const label of labels) {
            expect(Number.isFinite(label.value)).toBe(true)
            expect(label.text).not.toMatch(/NaN|∞|undefined/)
            expect(label.text.length).toBeLessThanOrEqual(24)
          }
        },
      ),
      { numRuns: 400 },
    )
  })

  it('shows what the data needs where the expected range is none', () => {
    const fitted = { min: 9, max: 21 }
    for (const [min, max] of [
      [NaN, 5],
      [5, NaN],
      [30, 5],
      [7, 7],
      [0, Infinity],
      [-1e308, 1e308],
    ] as const) {
      expect(nextValueRange(null, { min: 10, max: 20 }, { min, max }, [])).toEqual(fitted)
    }
    expect(nextValueRange(null, { min: 10, max: 20 }, null, [NaN, Infinity, -Infinity, 1e308])).toEqual(
      fitted,
    )
    expect(nextValueRange(null, { min: 10, max: 20 }, null, [NaN, 24])).toEqual({ min: 8.6, max: 25.4 })
    expect(nextValueRange(null, null, { min: NaN, max: 1 }, [])).toEqual({ min: 0, max: 1 })
  })

  it('has ticks in order, each once, and no more than asked for, in any range', () => {
    fc.assert(
      fc.property(value, value, fc.oneof(fc.integer({ min: -1, max: 100_000 }), anything), (a, b, most) => {
        const { values } = valueTicks({ min: Math.min(a, b), max: Math.max(a, b) }, most)
        expect(values.length).toBeLessThanOrEqual(most >= 1 ? Math.min(2.5 * most + 1, 501) : 0)
        expect(values.every(Number.isFinite)).toBe(true)
        expect(values.slice(1).every((each, i) => each > values[i]!)).toBe(true)
      }),
      { numRuns: 2_000 },
    )
    expect(valueTicks({ min: -5e-324, max: 5e-324 }, 1).values).toEqual([])
    expect(valueTicks({ min: 0, max: Number.MAX_VALUE }, 1).values).toEqual([0, 1e308])
  })

  it('is written in the browser’s own language where the locale is none', () => {
    for (const locale of ['not a locale', '', 'x', '🙂']) {
      expect(valueFormat(locale, { min: 0, max: 10 }, 5)(5)).toBe(
        valueFormat(undefined, { min: 0, max: 10 }, 5)(5),
      )
    }
  })
})

describe('the window of time', () => {
  it('is a stretch of time whatever its end and width are, and ends with the next whole pixel', () => {
    fc.assert(
      fc.property(
        anything,
        fc.oneof(anything, fc.integer({ min: -10, max: 1e9 })),
        fc.nat(5_000),
        (end, windowMs, pixels) => {
          const { from, to } = slidingWindow(end, windowMs, pixels)
          expect(to).toBeGreaterThan(from)
          expect(Math.max(-from, to)).toBeLessThanOrEqual(8.64e15)
        },
      ),
    )
    expect(slidingWindow(100_030, 60_000, 600)).toEqual({ from: 40_100, to: 100_100 })
    expect(slidingWindow(100_100, 60_000, 600)).toEqual({ from: 40_200, to: 100_200 })
    expect(slidingWindow(5_000, NaN, 10)).toEqual(slidingWindow(5_000, 1_000, 10))
  })
})

describe('the time axis', () => {
  const wild = fc.oneof(
    anything,
    fc.integer({ min: -8.7e15, max: 8.7e15 }),
    fc.constantFrom(8.64e15, -8.64e15, 8.64e15 + 1, -6.2e13, Date.UTC(0, 0, 1)),
  )
  const clocks = ['UTC', 'Europe/Berlin', 'Asia/Kathmandu', 'Pacific/Apia'].map((zone) => new ZoneClock(zone))

  it('has few ticks inside its window, at any time and for windows of any width, and never works for long', () => {
    fc.assert(
      fc.property(
        wild,
        fc.oneof(wild, fc.constantFrom(0, 1, 1e-9, 60_000, 86_400_000, 1e15)),
        fc.integer({ min: 1, max: 50 }),
        fc.constantFrom(...clocks),
        (from, windowMs, most, clock) => {
          const to = from + windowMs
          const step = timeStep(windowMs, most)
          const ticks = timeTicks(from, to, step, clock)
          expect(ticks.length).toBeLessThanOrEqual(most * 2 + 2)
          expect(ticks.every((tick) => tick >= from && tick <= to)).toBe(true)
          const format = timeFormat('en', 'Europe/Berlin', step, clock)
          for (const tick of ticks) expect(format.tick(tick)).not.toMatch(/NaN|Invalid/)
          expect(format.zone(to)).not.toBe('')
        },
      ),
      { numRuns: 300 },
    )
  })

  it('has no ticks rather than a million', () => {
    const clock = new ZoneClock('UTC')
    expect(timeTicks(0, 1e15, 1_000, clock)).toEqual([])
    expect(timeTicks(1e300, 1e300, 1_000, clock)).toEqual([])
    expect(timeTicks(NaN, NaN, 1_000, clock)).toEqual([])
    expect(timeTicks(-Infinity, Infinity, 1_000, clock)).toEqual([])
  })

  it('knows of no clock that is a day off, also in years that are written as others', () => {
    for (const clock of clocks) {
      for (const time of [-8.64e15, -6.3e13, Date.UTC(50), Date.UTC(0, 0, 1) - 1.9e12, 1e300, NaN]) {
        expect(Math.abs(clock.offsetAt(time))).toBeLessThan(86_400_000)
      }
    }
  })

  it('K1: keeps its zone where the locale is none, and its locale where the zone is none', () => {
    const moment = Date.UTC(2026, 0, 1)
    const clock = new ZoneClock('Europe/Berlin')
    const format = timeFormat('not a locale', 'Europe/Berlin', 3_600_000, clock)
    expect(format.tick(moment + 3_600_000)).toContain('02')
    const unknown = timeFormat('de', 'Mars/Olympus', 86_400_000, new ZoneClock('Mars/Olympus'))
    expect(unknown.tick(moment)).toBe('1. Jan.')
    expect(unknown.zone(moment)).toBe('UTC')
  })
})
