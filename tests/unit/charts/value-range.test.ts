import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextValueRange } from '../../../src/charts/arithmetic/value-range'

describe('the range of the value axis', () => {
  it('leaves 10 % of headroom on both sides', () => {
    expect(nextValueRange(null, { min: 10, max: 20 }, null, [])).toEqual({ min: 9, max: 21 })
  })

  it('stays the very same while the data fits and fills at least half of it', () => {
    const range = nextValueRange(null, { min: 10, max: 20 }, null, [])
    expect(nextValueRange(range, { min: 9, max: 21 }, null, [])).toBe(range)
    expect(nextValueRange(range, { min: 12, max: 18 }, null, [])).toBe(range)
  })

  it('is fitted anew when the data leaves it or fills less than half', () => {
    const range = nextValueRange(null, { min: 10, max: 20 }, null, [])
    expect(nextValueRange(range, { min: 10, max: 22 }, null, [])).toEqual({ min: 8.8, max: 23.2 })
    expect(nextValueRange(range, { min: 14, max: 15 }, null, [])).toEqual({ min: 13.9, max: 15.1 })
  })

  it('shows all of a suggested range, and more only where the data leaves it', () => {
    const suggested = { min: 0, max: 100 }
    const range = nextValueRange(null, { min: 40, max: 41 }, suggested, [])
    expect(range).toEqual(suggested)
    expect(nextValueRange(range, { min: 40, max: 40 }, suggested, [])).toBe(range)
    expect(nextValueRange(range, { min: 40, max: 120 }, suggested, [])).toEqual({ min: 0, max: 132 })
  })

  it('reaches to a limit that is near, not to one that would flatten the line', () => {
    const near = nextValueRange(null, { min: 10, max: 20 }, null, [30, 1000])
    expect(near).toEqual({ min: 8, max: 32 })
  })

  it('keeps what it showed when the window holds no sample', () => {
    const range = { min: 3, max: 4 }
    expect(nextValueRange(range, null, null, [])).toBe(range)
    expect(nextValueRange(null, null, { min: 5, max: 6 }, [])).toEqual({ min: 5, max: 6 })
    expect(nextValueRange(null, null, null, [])).toEqual({ min: 0, max: 1 })
  })

  it('is a real range whatever the values are, and settles at once', () => {
    const extreme = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.constantFrom(0, -0, 5e-324, -5e-324, 1e308, -1e308, Number.MAX_VALUE, 1e-310),
    )
    fc.assert(
      fc.property(extreme, extreme, (a, b) => {
        const extent = { min: Math.min(a, b), max: Math.max(a, b) }
        const range = nextValueRange(null, extent, null, [])
        expect(range.max).toBeGreaterThan(range.min)
        expect(Number.isFinite(range.max - range.min)).toBe(true)
        expect(nextValueRange(range, extent, null, [])).toBe(range)
      }),
    )
  })

  it('fits the data that would lie flat at the bottom of a wide expected range', () => {
    const capacity = { min: 0, max: 125_000 }
    const idle = nextValueRange(null, { min: 0, max: 12 }, capacity, [])
    expect(idle.min).toBe(0)
    expect(idle.max).toBeCloseTo(13.2)
    expect(nextValueRange(idle, { min: 0, max: 60_000 }, capacity, [])).toEqual(capacity)
    expect(nextValueRange(null, { min: 0, max: 0 }, capacity, [])).toEqual(capacity)
    expect(nextValueRange(null, { min: 124_900, max: 125_000 }, capacity, [])).toEqual(capacity)
  })
})
