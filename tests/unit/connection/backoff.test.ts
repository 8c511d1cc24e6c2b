import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { waitBefore, waitBeforePoll } from '../../../src/connection/backoff'
import type { LinkPolicy } from '../../../src/protocols/protocol'
import { doubling } from '../../../src/protocols/waits'
import { webmacsPolicy } from './policies'

const policy: LinkPolicy = { ...webmacsPolicy, waitMs: doubling(1_000, 30_000) }
const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })

describe('the wait before the next attempt', () => {
  it('C1: is the documented one, give or take a fifth', () => {
    fc.assert(
      fc.property(fc.nat(200), random, (attempt, chance) => {
        const documented = policy.waitMs(attempt)
        const wait = waitBefore(attempt, policy, {}, chance)
        expect(wait).toBeGreaterThanOrEqual(Math.round(documented * 0.8))
        expect(wait).toBeLessThanOrEqual(Math.round(documented * 1.2))
      }),
    )
  })

  it('C1: uses the whole of that range', () => {
    expect(waitBefore(0, policy, {}, 0)).toBe(800)
    expect(waitBefore(0, policy, {}, 0.5)).toBe(1_000)
    expect(waitBefore(0, policy, {}, 0.999999)).toBe(1_200)
  })

  it('C1: spreads wide after 1012 and 1013', () => {
    expect(waitBefore(0, policy, { spread: true }, 0)).toBe(800)
    expect(waitBefore(0, policy, { spread: true }, 0.999999)).toBe(11_200)
  })

  it('C1: is the one of the cause, where its verdict names one, on every attempt', () => {
    for (const attempt of [0, 1, 5, 200]) {
      expect(waitBefore(attempt, policy, { afterMs: 30_000 }, 0)).toBe(24_000)
      expect(waitBefore(attempt, policy, { afterMs: 30_000 }, 0.5)).toBe(30_000)
    }
  })

  it('C1: doubles, up to the longest', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 1_000].map(doubling(1_000, 30_000))).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
    ])
  })
})

describe('the wait before the next poll', () => {
  it('doubles with each failure, 30 s at most, and is never shorter than the interval', () => {
    expect([0, 1, 2, 3, 4, 5, 100].map((failures) => waitBeforePoll(failures, 1_500))).toEqual([
      1_500, 3_000, 6_000, 12_000, 24_000, 30_000, 30_000,
    ])
    expect(waitBeforePoll(0, 60_000)).toBe(60_000)
    expect(waitBeforePoll(3, 60_000)).toBe(60_000)
  })
})
