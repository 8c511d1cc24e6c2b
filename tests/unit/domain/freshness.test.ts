import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freshnessAt, freshnessOnChange, lateAfter, staleAfter } from '../../../src/domain/freshness'

const NOW = 1_700_000_000_000

describe('the freshness of a value', () => {
  it.each([
    // cadence, age, freshness
    [1_000, 0, 'live'],
    [1_000, 2_500, 'live'],
    [1_000, 2_501, 'late'],
    [1_000, 5_000, 'late'],
    [1_000, 5_001, 'stale'],
    [100, 1_150, 'live'],
    [100, 1_151, 'late'],
    [100, 5_000, 'late'],
    [100, 5_001, 'stale'],
    [10_000, 16_000, 'live'],
    [10_000, 16_001, 'late'],
    [10_000, 30_000, 'late'],
    [10_000, 30_001, 'stale'],
    [60_000, 91_000, 'live'],
    [60_000, 180_000, 'late'],
    [60_000, 180_001, 'stale'],
    [1_000, -50, 'live'],
  ])('T1: at a cadence of %i ms and an age of %i ms is %s', (cadence, age, freshness) => {
    expect(freshnessAt(NOW, NOW - age, cadence)).toBe(freshness)
  })

  it('T1: is unknown before the first sample', () => {
    expect(freshnessAt(NOW, null, 1_000)).toBe('unknown')
    expect(freshnessOnChange(null, true)).toBe('unknown')
  })

  it('T1: of a value reported on change follows its link', () => {
    expect(freshnessOnChange(NOW - 86_400_000, true)).toBe('live')
    expect(freshnessOnChange(NOW, false)).toBe('stale')
  })

  it('T1: only ever gets worse as time passes', () => {
    const order = ['live', 'late', 'stale']
    fc.assert(
      fc.property(fc.nat(600_000), fc.nat(600_000), fc.integer({ min: 1, max: 120_000 }), (a, b, cadence) => {
        const [younger, older] = [Math.min(a, b), Math.max(a, b)].map((age) =>
          order.indexOf(freshnessAt(NOW, NOW - age, cadence)),
        )
        expect(younger).toBeLessThanOrEqual(older!)
      }),
    )
  })

  it('T1: every value is late before it is stale', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 86_400_000 }), (cadence) => {
        expect(lateAfter(cadence)).toBeLessThan(staleAfter(cadence))
      }),
    )
  })
})
