// When the guard of the charts' speed complains.
import { describe, expect, test } from 'vitest'
import { complaint, expectationOf, highestRatio, ratioOfCosts } from '../../bench/guard.ts'

describe('the guard', () => {
  test('leaves room for twice what is expected', () => {
    expect(highestRatio({ case: 'a', expected: 0.8, must: 1 })).toBe(1.6)
  })

  test('never complains below the bar', () => {
    expect(highestRatio({ case: 'a', expected: 0.2, must: 1 })).toBe(1)
  })

  test('compares the least costs, so that a busy moment of the machine counts for nothing', () => {
    expect(ratioOfCosts([50, 1, 1.1], [2, 90, 70])).toBe(0.5)
  })

  test('says what became slow, by how much, and where to look', () => {
    const words = complaint({ case: 'wall of 48 charts', expected: 0.5, must: 1 }, 1.234)
    expect(words).toMatch(/^wall of 48 charts: .*1\.23.*0\.50.*1\.00.*npm run bench/)
  })

  test('knows no case that guard.json does not name', () => {
    expect(() => expectationOf('one pie')).toThrow('one pie')
  })
})
