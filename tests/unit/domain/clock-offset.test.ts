import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ClockOffsetEstimator, judgeClock, type ClockOffset } from '../../../src/domain/clock-offset'

const START = 1_700_000_000_000

/** One answer of a server that is `offset` ahead: its Date is cut to whole seconds. */
interface Exchange {
  pause: number
  there: number
  back: number
}

const exchange = fc.record({
  pause: fc.integer({ min: 0, max: 120_000 }),
  there: fc.integer({ min: 0, max: 3_000 }),
  back: fc.integer({ min: 0, max: 3_000 }),
})

/** On a good network, where the estimate gets narrow. */
const quick = fc.record({
  pause: fc.integer({ min: 1_000, max: 60_000 }),
  there: fc.integer({ min: 1, max: 20 }),
  back: fc.integer({ min: 1, max: 20 }),
})

function measure(
  estimator: ClockOffsetEstimator,
  at: number,
  { there, back }: Exchange,
  offsetAt: (time: number) => number,
): ClockOffset {
  const read = at + there
  const serverTime = Math.floor((read + offsetAt(read)) / 1_000) * 1_000
  return estimator.measure({ sentAt: at, receivedAt: read + back, serverTime, resolutionMs: 1_000 })
}

/** Rounding of numbers this large. */
const ROUNDING = 0.01

describe("the estimate of a server's clock", () => {
  it('K2: always contains the truth, whatever the round trips, and only gets narrower', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -86_400_000, max: 86_400_000 }),
        fc.array(exchange, { minLength: 1, maxLength: 40 }),
        (offset, exchanges) => {
          const estimator = new ClockOffsetEstimator()
          let at = START
          for (const each of exchanges) {
            at += each.pause
            const estimate = measure(estimator, at, each, () => offset)
            expect(Math.abs(estimate.offsetMs - offset)).toBeLessThanOrEqual(
              estimate.uncertaintyMs + ROUNDING,
            )
            const alone = (each.there + each.back + 1_000) / 2
            expect(estimate.uncertaintyMs).toBeLessThanOrEqual(alone + ROUNDING)
            at += each.there + each.back
          }
        },
      ),
    )
  })

  it('K2: contains the truth though the clocks drift apart as those of ordinary machines do', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -40e-6, max: 40e-6, noNaN: true }),
        fc.array(quick, { minLength: 50, maxLength: 200 }),
        (drift, exchanges) => {
          const estimator = new ClockOffsetEstimator()
          const offsetAt = (time: number): number => 5_000 + drift * (time - START)
          let at = START
          for (const each of exchanges) {
            at += each.pause
            const estimate = measure(estimator, at, each, offsetAt)
            const now = at + each.there + each.back
            // Within one exchange the drift is below a millisecond.
            expect(Math.abs(estimate.offsetMs - offsetAt(now))).toBeLessThanOrEqual(
              estimate.uncertaintyMs + 1,
            )
            at = now
          }
        },
      ),
    )
  })

  it('K2: whole seconds become tens of milliseconds', () => {
    const estimator = new ClockOffsetEstimator()
    let estimate: ClockOffset | null = null
    for (let i = 0; i < 60; i++) {
      estimate = measure(estimator, START + i * 1_037, { pause: 0, there: 10, back: 10 }, () => 3_600_000)
    }
    expect(estimate!.uncertaintyMs).toBeLessThan(50)
    expect(Math.abs(estimate!.offsetMs - 3_600_000)).toBeLessThan(50)
  })

  it('K2: a clock that jumped starts the estimate anew', () => {
    const estimator = new ClockOffsetEstimator()
    for (let i = 0; i < 20; i++) {
      measure(estimator, START + i * 1_037, { pause: 0, there: 10, back: 10 }, () => 0)
    }
    const after = measure(estimator, START + 60_000, { pause: 0, there: 10, back: 10 }, () => -7_200_000)
    expect(Math.abs(after.offsetMs + 7_200_000)).toBeLessThanOrEqual(after.uncertaintyMs)
    expect(after.uncertaintyMs).toBe(510)
  })

  it('C8: forgets when it is told to', () => {
    const estimator = new ClockOffsetEstimator()
    for (let i = 0; i < 20; i++) {
      measure(estimator, START + i * 1_037, { pause: 0, there: 10, back: 10 }, () => 0)
    }
    estimator.forget()
    expect(measure(estimator, START + 60_000, { pause: 0, there: 10, back: 10 }, () => 0).uncertaintyMs).toBe(
      510,
    )
  })
})

describe('the verdict on a clock', () => {
  it.each([
    [null, 'unknown'],
    [{ offsetMs: 0, uncertaintyMs: 510 }, 'agrees'],
    [{ offsetMs: 2_000, uncertaintyMs: 0 }, 'agrees'],
    [{ offsetMs: 2_001, uncertaintyMs: 0 }, 'notice'],
    [{ offsetMs: -2_001, uncertaintyMs: 0 }, 'notice'],
    [{ offsetMs: 2_400, uncertaintyMs: 510 }, 'agrees'],
    [{ offsetMs: 30_000, uncertaintyMs: 0 }, 'notice'],
    [{ offsetMs: 30_001, uncertaintyMs: 0 }, 'warning'],
    [{ offsetMs: -3_600_000, uncertaintyMs: 510 }, 'warning'],
  ])('K2: on %j is: %s', (offset, verdict) => {
    expect(judgeClock(offset)).toBe(verdict)
  })
})
