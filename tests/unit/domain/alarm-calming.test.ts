import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { livesAfter, NORMAL_LIFE, type AlarmEvent } from '../../../src/domain/alarm'
import { holdsFor } from '../../../src/domain/alarm-condition'
import type { LimitCondition } from '../../../src/domain/updates'
import { after, states, breach, normal, tick, interrupted } from './alarm-events'

describe('A2: delays', () => {
  const DELAYS = { onDelayMs: 10, offDelayMs: 20 }

  test('the condition must hold for the on-delay before it activates', () => {
    expect(states([breach(0), breach(5), normal(9), breach(9), breach(18)], DELAYS)).toEqual([])
    const life = after([breach(9), breach(19)], DELAYS)
    expect(life).toMatchObject({ active: true, activatedAt: 19 })
  })

  test('it must not hold for the off-delay before it returns', () => {
    const active = after([breach(0), tick(10)], DELAYS)
    expect(after([normal(15), breach(34), normal(35), tick(54)], DELAYS, active).active).toBe(true)
    expect(after([normal(15), tick(35)], DELAYS, active)).toMatchObject({ active: false, changedAt: 35 })
  })

  test('what was due is due at its time, not when somebody looks: it is activated and returns', () => {
    expect(states([breach(0), normal(100), tick(119)], DELAYS)).toEqual(['unacknowledged'])
    expect(states([breach(0), normal(100), tick(120)], DELAYS)).toEqual([
      ...['unacknowledged', 'returned-unacknowledged'],
    ])
  })

  test('after an interruption the delay counts anew', () => {
    expect(after([breach(0), interrupted(0), tick(100)], DELAYS).active).toBe(false)
    expect(after([breach(0), interrupted(0), breach(100), tick(109)], DELAYS).active).toBe(false)
    expect(after([breach(0), interrupted(0), breach(100), tick(110)], DELAYS).active).toBe(true)
  })

  test('how often time is told in between changes nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ after: fc.nat(30), holds: fc.boolean(), ticks: fc.array(fc.nat(30)) })),
        fc.record({ onDelayMs: fc.nat(30), offDelayMs: fc.nat(30) }),
        (all, delays) => {
          let at = 0
          const quiet: AlarmEvent[] = []
          const ticked: AlarmEvent[] = []
          for (const { after: ms, holds, ticks } of all) {
            const since = at
            at += ms
            const between = ticks.map((one) => Math.min(since + one, at)).sort((a, b) => a - b)
            const event: AlarmEvent = { kind: 'condition', holds, at }
            quiet.push(event)
            ticked.push(...between.map(tick), event)
          }
          expect(after(ticked, delays)).toEqual(after(quiet, delays))
        },
      ),
    )
  })
})

describe('A2: the deadband', () => {
  it.each<[LimitCondition, met: number, stays: number, returns: number]>([
    [{ operator: 'gt', value: 80 }, 80.1, 78.1, 78],
    [{ operator: 'gte', value: 80 }, 80, 78, 77.9],
    [{ operator: 'lt', value: 20 }, 19.9, 21.9, 22],
    [{ operator: 'lte', value: 20 }, 20, 22, 22.1],
    [{ operator: 'between', low: 10, high: 20 }, 10, 8, 7.9],
    [{ operator: 'between', low: 10, high: 20 }, 20, 22, 22.1],
    [{ operator: 'outside', low: 10, high: 20 }, 9.9, 11.9, 12],
    [{ operator: 'outside', low: 10, high: 20 }, 20.1, 18.1, 18],
  ])('%o: an active alarm returns only beyond it', (condition, met, stays, returns) => {
    expect(holdsFor(met, condition, 2, false)).toBe(true)
    expect(holdsFor(stays, condition, 2, false)).toBe(false)
    expect(holdsFor(stays, condition, 2, true)).toBe(true)
    expect(holdsFor(returns, condition, 2, true)).toBe(false)
  })

  test('equality has none', () => {
    expect(holdsFor(81, { operator: 'eq', value: 80 }, 2, true)).toBe(false)
  })

  test('noise smaller than the deadband activates an alarm at most once', () => {
    const condition = fc.constantFrom<LimitCondition[]>(
      { operator: 'gt', value: 80 },
      { operator: 'gte', value: 80 },
      { operator: 'lt', value: 80 },
      { operator: 'lte', value: 80 },
    )
    const noise = fc.array(fc.double({ min: -0.999, max: 0.999, noNaN: true }))
    const settings = fc.record({
      deadband: fc.constantFrom(0.5, 2, 10),
      onDelayMs: fc.nat(3),
      offDelayMs: fc.nat(3),
    })
    fc.assert(
      fc.property(
        condition,
        fc.double({ min: 70, max: 90, noNaN: true }),
        noise,
        settings,
        (limit, level, all, { deadband, ...delays }) => {
          let life = NORMAL_LIFE
          let activations = 0
          const live = (event: AlarmEvent) => {
            for (const next of livesAfter(life, event, delays)) {
              if (next.active && !life.active) activations++
              life = next
            }
          }
          all.forEach((part, at) => {
            const value = level + (part * deadband) / 2
            live({ kind: 'tick', at })
            live({ kind: 'condition', holds: holdsFor(value, limit, deadband, life.active), at })
          })
          expect(activations).toBeLessThanOrEqual(1)
        },
      ),
    )
  })
})
