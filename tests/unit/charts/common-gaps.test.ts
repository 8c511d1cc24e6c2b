import { expect, test } from 'vitest'
import { commonGaps, type LineGaps } from '../../../src/charts/arithmetic/common-gaps'
import type { TimeRange } from '../../../src/domain/samples'

const gap = (from: number, to: number): TimeRange => ({ from, to })
/** A line that has begun long ago, unless told otherwise. */
const line = (gaps: TimeRange[], begins = -1_000): LineGaps => ({ begins, gaps })

test('the gaps of a single line are all its own, and no line has none', () => {
  expect(commonGaps([line([gap(1, 2), gap(5, 9)])])).toEqual([gap(1, 2), gap(5, 9)])
  expect(commonGaps([])).toEqual([])
})

test('T3: of several lines, just what is missing of all is common', () => {
  expect(commonGaps([line([gap(0, 10)]), line([gap(2, 4), gap(6, 20)])])).toEqual([gap(2, 4), gap(6, 10)])
  const three = [line([gap(0, 3), gap(5, 9)]), line([gap(2, 7)]), line([gap(0, 6)])]
  expect(commonGaps(three)).toEqual([gap(2, 3), gap(5, 6)])
})

test('where one line goes on, nothing is common', () => {
  expect(commonGaps([line([gap(0, 10)]), line([])])).toEqual([])
  expect(commonGaps([line([gap(0, 5)]), line([gap(5, 9)])])).toEqual([])
})

test('T3: a line that begins later tells of nothing before, and hides no gap of the others', () => {
  const later = line([gap(60, 70)], 30)
  expect(commonGaps([line([gap(10, 20), gap(55, 65)], 0), later])).toEqual([gap(10, 20), gap(60, 65)])
  // In whatever order they come; a gap that is open as it begins ends there.
  expect(commonGaps([later, line([gap(10, 40)], 0)])).toEqual([gap(10, 30)])
  expect(commonGaps([later, line([gap(10, 40)], 0), line([gap(15, 25)], 5)])).toEqual([gap(15, 25)])
})

test('before any line has begun, nothing is missing', () => {
  expect(commonGaps([line([], 30), line([], 50)])).toEqual([])
  expect(commonGaps([line([gap(32, 34)], 30), line([gap(55, 60)], 50)])).toEqual([gap(32, 34)])
})
