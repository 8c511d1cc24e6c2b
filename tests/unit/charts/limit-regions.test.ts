import fc from 'fast-check'
import { expect, it } from 'vitest'
import { limitLines, limitRegions } from '../../../src/charts/arithmetic/limit-regions'
import { meets } from '../../../src/domain/limits'
import type { LimitCondition } from '../../../src/domain/updates'

it('A0: the region drawn beyond a limit is where its condition holds, ends included or not', () => {
  const value = fc.integer({ min: -5, max: 5 })
  const condition: fc.Arbitrary<LimitCondition> = fc.oneof(
    fc.record({ operator: fc.constantFrom('gt', 'lt', 'gte', 'lte', 'eq'), value }),
    fc
      .tuple(fc.constantFrom('between', 'outside'), value, fc.nat(5))
      .map(([operator, low, width]) => ({ operator, low, high: low + width })),
  )
  fc.assert(
    fc.property(condition, fc.integer({ min: -12, max: 24 }), (limit, half) => {
      const at = half / 2
      const inside = limitRegions(limit).some(({ low, high, inclusive }) =>
        inclusive ? at >= low && at <= high : at > low && at < high,
      )
      expect(inside).toBe(meets(at, limit))
    }),
  )
})

it('a limit with two bounds has two lines', () => {
  expect(limitLines({ operator: 'outside', low: 1, high: 2 })).toEqual([1, 2])
  expect(limitLines({ operator: 'gt', value: 3 })).toEqual([3])
})
