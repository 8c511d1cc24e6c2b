import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import {
  alarmState,
  dueAt,
  NORMAL_LIFE,
  NO_DELAYS,
  type AlarmEvent,
  type AlarmState,
} from '../../../src/domain/alarm'
import {
  after,
  states,
  breach,
  normal,
  tick,
  acknowledge,
  shelve,
  unshelve,
  interrupted,
} from './alarm-events'

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
