// The slope of what is kept in memory, and how sure of it one may be.
import { describe, expect, test } from 'vitest'
import { slopeOf } from '../../bench/statistics.ts'

const MINUTE_MS = 60_000
const everyMinute = (values: readonly number[]) => values.map((value, i) => ({ at: i * MINUTE_MS, value }))

describe('the slope of a line through many points', () => {
  test('is per hour', () => {
    const { perHour, error } = slopeOf(everyMinute([5, 5.5, 6, 6.5]))
    expect(perHour).toBeCloseTo(30)
    expect(error).toBeCloseTo(0)
  })

  test('of what only goes up and down is less than its error', () => {
    const { perHour, error } = slopeOf(everyMinute([1, 3, 1, 3, 1, 3, 1]))
    expect(Math.abs(perHour)).toBeLessThan(error)
  })
})
