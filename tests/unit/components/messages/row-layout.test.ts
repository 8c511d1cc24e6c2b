import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RowLayout } from '../../../../src/components/messages/row-layout'

test('edges are where the rows before end', () => {
  const layout = new RowLayout([10, 20, 30])
  expect([0, 1, 2, 3].map((index) => layout.edge(index))).toEqual([0, 10, 30, 60])
  expect(layout.total).toBe(60)
})

test.each([
  [-5, 0],
  [0, 0],
  [9, 0],
  [10, 1],
  [59, 2],
  [500, 2],
])('at %j is row %j', (place, row) => {
  expect(new RowLayout([10, 20, 30]).rowAt(place)).toBe(row)
})

test('nothing is between two places of an empty list', () => {
  expect(new RowLayout([]).between(-100, 100)).toEqual({ from: 0, to: 0 })
})

test('what is between two places covers all that lies between them, and no row more', () => {
  const heights = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 60 })
  fc.assert(
    fc.property(heights, fc.integer({ min: 0, max: 8_000 }), fc.nat(900), (rows, top, length) => {
      const layout = new RowLayout(rows)
      const { from, to } = layout.between(top, top + length)
      expect(to).toBeGreaterThan(from)
      if (top < layout.total) expect(layout.edge(from)).toBeLessThanOrEqual(top)
      if (top + length < layout.total) expect(layout.edge(to)).toBeGreaterThan(top + length)
      expect(layout.edge(to - 1)).toBeLessThanOrEqual(top + length)
    }),
  )
})
