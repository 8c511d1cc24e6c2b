import { expect, test } from 'vitest'
import { commonGaps } from '../../../src/charts/arithmetic/common-gaps'

const gap = (from: number, to: number) => ({ from, to })

test('the gaps of a single line are all its own, and no line has none', () => {
  expect(commonGaps([[gap(1, 2), gap(5, 9)]])).toEqual([gap(1, 2), gap(5, 9)])
  expect(commonGaps([])).toEqual([])
})

test('T3: of several lines, just what is missing of all is common', () => {
  expect(commonGaps([[gap(0, 10)], [gap(2, 4), gap(6, 20)]])).toEqual([gap(2, 4), gap(6, 10)])
  expect(commonGaps([[gap(0, 3), gap(5, 9)], [gap(2, 7)], [gap(0, 6)]])).toEqual([gap(2, 3), gap(5, 6)])
})

test('where one line goes on, nothing is common', () => {
  expect(commonGaps([[gap(0, 10)], []])).toEqual([])
  expect(commonGaps([[gap(0, 5)], [gap(5, 9)]])).toEqual([])
})
