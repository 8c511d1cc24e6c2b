import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  alarmState,
  dueAt,
  livesAfter,
  NORMAL_LIFE,
  NO_DELAYS,
  type AlarmDelays,
  type AlarmEvent,
  type AlarmLife,
  type AlarmState,
} from '../../../src/domain/alarm'
import { holdsFor } from '../../../src/domain/alarm-condition'
import type { LimitCondition } from '../../../src/domain/updates'

function after(
  events: readonly AlarmEvent[],
  delays: AlarmDelays = NO_DELAYS,
  from = NORMAL_LIFE,
): AlarmLife {
  return events.reduce((life, event) => livesAfter(life, event, delays).at(-1) ?? life, from)
}

/** The states that it passes through, each once. */
function states(events: readonly AlarmEvent[], delays: AlarmDelays = NO_DELAYS): AlarmState[] {
  let life = NORMAL_LIFE
  const passed = events.flatMap((event) => {
    const lives = livesAfter(life, event, delays)
    life = lives.at(-1) ?? life
    return lives.map(alarmState)
  })
  return passed.filter((state, index) => state !== (passed[index - 1] ?? 'normal'))
}

const breach = (at: number): AlarmEvent => ({ kind: 'condition', holds: true, at })
const normal = (at: number): AlarmEvent => ({ kind: 'condition', holds: false, at })
const tick = (at: number): AlarmEvent => ({ kind: 'tick', at })
const acknowledge = (at: number): AlarmEvent => ({ kind: 'acknowledge', by: 'Kim', at })
const shelve = (at: number, until = 1_000): AlarmEvent => ({
  ...{ kind: 'shelve', until, reason: 'Being repaired', by: 'Kim', at },
})
const unshelve = (at: number): AlarmEvent => ({ kind: 'unshelve', at })
const interrupted = (at: number): AlarmEvent => ({ kind: 'interrupted', at })

describe('A1: the whole table', () => {
  const WAYS: Record<string, AlarmEvent[]> = {
    normal: [],
    unacknowledged: [breach(1)],
    acknowledged: [breach(1), acknowledge(2)],
    'returned-unacknowledged': [breach(1), normal(2)],
    'shelved, was normal': [shelve(3)],
    'shelved, was unacknowledged': [breach(1), shelve(3)],
    'shelved, was acknowledged': [breach(1), acknowledge(2), shelve(3)],
    'shelved, was returned': [breach(1), normal(2), shelve(3)],
  }
  const EVENTS = {
    breach: breach(10),
    normal: normal(10),
    acknowledge: acknowledge(10),
    shelve: shelve(10),
    unshelve: unshelve(10),
    'the shelf ends': tick(1_000),
    interrupted: interrupted(10),
  } satisfies Record<string, AlarmEvent>

  it.each<[from: string, Record<keyof typeof EVENTS, AlarmState>]>([
    [
      'normal',
      {
        breach: 'unacknowledged',
        normal: 'normal',
        acknowledge: 'normal',
        shelve: 'shelved',
        unshelve: 'normal',
        'the shelf ends': 'normal',
        interrupted: 'normal',
      },
    ],
    [
      'unacknowledged',
      {
        breach: 'unacknowledged',
        normal: 'returned-unacknowledged',
        acknowledge: 'acknowledged',
        shelve: 'shelved',
        unshelve: 'unacknowledged',
        'the shelf ends': 'unacknowledged',
        interrupted: 'unacknowledged',
      },
    ],
    [
      'acknowledged',
      {
        breach: 'acknowledged',
        normal: 'normal',
        acknowledge: 'acknowledged',
        shelve: 'shelved',
        unshelve: 'acknowledged',
        'the shelf ends': 'acknowledged',
        interrupted: 'acknowledged',
      },
    ],
    [
      'returned-unacknowledged',
      {
        breach: 'unacknowledged',
        normal: 'returned-unacknowledged',
        acknowledge: 'normal',
        shelve: 'shelved',
        unshelve: 'returned-unacknowledged',
        'the shelf ends': 'returned-unacknowledged',
        interrupted: 'returned-unacknowledged',
      },
    ],
    [
      'shelved, was normal',
      {
        breach: 'shelved',
        normal: 'shelved',
        acknowledge: 'shelved',
        shelve: 'shelved',
        unshelve: 'normal',
        'the shelf ends': 'normal',
        interrupted: 'shelved',
      },
    ],
    [
      'shelved, was unacknowledged',
      {
        breach: 'shelved',
        normal: 'shelved',
        acknowledge: 'shelved',
        shelve: 'shelved',
        unshelve: 'unacknowledged',
        'the shelf ends': 'unacknowledged',
        interrupted: 'shelved',
      },
    ],
    [
      'shelved, was acknowledged',
      {
        breach: 'shelved',
        normal: 'shelved',
        acknowledge: 'shelved',
        shelve: 'shelved',
        unshelve: 'acknowledged',
        'the shelf ends': 'acknowledged',
        interrupted: 'shelved',
      },
    ],
    [
      'shelved, was returned',
      {
        breach: 'shelved',
        normal: 'shelved',
        acknowledge: 'shelved',
        shelve: 'shelved',
        unshelve: 'returned-unacknowledged',
        'the shelf ends': 'returned-unacknowledged',
        interrupted: 'shelved',
      },
    ],
  ])('%s', (from, expected) => {
    const life = after(WAYS[from]!)
    expect(alarmState(life)).toBe(from.split(',')[0])
    const found = Object.fromEntries(
      Object.entries(EVENTS).map(([name, event]) => [name, alarmState(after([event], NO_DELAYS, life))]),
    )
    expect(found).toEqual(expected)
  })

  test('acknowledging never clears, clearing never acknowledges', () => {
    const event = fc.oneof(
      fc.constantFrom(breach, normal, tick, interrupted, acknowledge, unshelve),
      fc.integer({ min: 1, max: 50 }).map((ms) => (at: number) => shelve(at, at + ms)),
    )
    fc.assert(
      fc.property(
        fc.array(fc.tuple(event, fc.nat(20))),
        fc.record({ onDelayMs: fc.nat(30), offDelayMs: fc.nat(30) }),
        (all, delays) => {
          let at = 0
          let life = NORMAL_LIFE
          for (const [make, ms] of all) {
            const one = make((at += ms))
            const before = after([tick(at)], delays, life)
            life = after([one], delays, life)
            if (one.kind === 'acknowledge') expect(life.active).toBe(before.active)
            if (one.kind !== 'acknowledge' && before.unacknowledged) expect(life.unacknowledged).toBe(true)
          }
        },
      ),
    )
  })

  test('who acknowledged is known until it is activated anew', () => {
    const life = after([breach(1), acknowledge(2)])
    expect(life).toMatchObject({ acknowledgedBy: 'Kim', changedAt: 2, activatedAt: 1 })
    expect(after([normal(3)], NO_DELAYS, life).acknowledgedBy).toBe('Kim')
    expect(after([normal(3), breach(4)], NO_DELAYS, life)).toMatchObject({
      ...{ acknowledgedBy: null, unacknowledged: true, activatedAt: 4 },
    })
  })
})

describe('the shelf', () => {
  test('goes on being evaluated, so that it is right when it ends', () => {
    expect(states([shelve(0, 50), breach(10), tick(49)])).toEqual(['shelved'])
    expect(states([shelve(0, 50), breach(10), tick(50)])).toEqual(['shelved', 'unacknowledged'])
    expect(states([breach(0), shelve(1, 50), normal(10), tick(60)]).at(-1)).toBe('returned-unacknowledged')
  })

  test('ends by itself at its time, however late time is told', () => {
    const life = after([shelve(0, 50), tick(9_000)])
    expect(life).toMatchObject({ shelf: null, changedAt: 50 })
  })

  test('one that has ended already is none, and a second one takes the place of the first', () => {
    expect(alarmState(after([shelve(50, 50)]))).toBe('normal')
    const life = after([shelve(0, 50), shelve(10, 100), tick(60)])
    expect(alarmState(life)).toBe('shelved')
    expect(dueAt(life, NO_DELAYS)).toBe(100)
  })
})

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
          all.forEach((part, at) => {
            const value = level + (part * deadband) / 2
            const event: AlarmEvent = {
              kind: 'condition',
              holds: holdsFor(value, limit, deadband, life.active),
              at,
            }
            for (const next of livesAfter(life, event, delays)) {
              if (next.active && !life.active) activations++
              life = next
            }
          })
          expect(activations).toBeLessThanOrEqual(1)
        },
      ),
    )
  })
})
