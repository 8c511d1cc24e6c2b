import { describe, expect, it } from 'vitest'
import { highlightOf, meets, rankOf, standingOf, stateOf, type CardState } from '../../../src/domain/limits'
import type { Limit, LimitCondition } from '../../../src/domain/updates'

function limit(severity: Limit['severity'], condition: LimitCondition): Limit {
  return { id: severity, sensor: 's', name: severity, severity, condition, origin: 'backend' }
}

const up = 10 + Number.EPSILON * 8
const down = 10 - Number.EPSILON * 8

describe('a condition', () => {
  it.each([
    ['gt', false, false, true],
    ['gte', false, true, true],
    ['lt', true, false, false],
    ['lte', true, true, false],
    ['eq', false, true, false],
  ] as const)('A0: %s: below its border %s, at it %s, above it %s', (operator, below, at, above) => {
    const holds = [down, 10, up].map((value) => meets(value, { operator, value: 10 }))
    expect(holds).toEqual([below, at, above])
  })

  it.each([
    [9, false],
    [10, true],
    [15, true],
    [20, true],
    [21, false],
  ])('A0: between 10 and 20 includes both: %d is %s', (value, inside) => {
    expect(meets(value, { operator: 'between', low: 10, high: 20 })).toBe(inside)
    expect(meets(value, { operator: 'outside', low: 10, high: 20 })).toBe(!inside)
  })

  it('A0: minus zero is zero', () => {
    expect(meets(-0, { operator: 'eq', value: 0 })).toBe(true)
    expect(meets(-0, { operator: 'lt', value: 0 })).toBe(false)
  })
})

describe('the highlight', () => {
  const warn = limit('warn', { operator: 'gt', value: 5 })
  const crit = limit('crit', { operator: 'gt', value: 8 })
  const range = { min: 0, max: 10 }

  it('is the worst limit that is met, then a range that is left', () => {
    expect(highlightOf(4, [warn, crit], range)).toBeNull()
    expect(highlightOf(6, [warn, crit], range)).toMatchObject({ severity: 'warn', limit: warn })
    expect(highlightOf(9, [warn, crit], range)).toMatchObject({ severity: 'crit', limit: crit })
    expect(highlightOf(11, [], range)).toMatchObject({ severity: 'warn', cause: 'out-of-range' })
    expect(highlightOf(11, [crit], range)).toMatchObject({ cause: 'limit' })
    expect(highlightOf(-1, [crit], range)).toMatchObject({ cause: 'out-of-range' })
    expect([highlightOf(0, [], range), highlightOf(10, [], range), highlightOf(99, [], null)]).toEqual([
      null,
      null,
      null,
    ])
  })

  it('T9: no limit, and limits that are not visible, are never normal', () => {
    expect(stateOf(null, [warn], 'known')).toBe('normal')
    expect(stateOf(null, [], 'known')).toBe('no-limit')
    expect(stateOf(null, [], 'forbidden')).toBe('no-limit')
    expect(stateOf(null, [warn], 'forbidden')).toBe('no-limit')
    expect(stateOf(null, [warn], 'unknown')).toBe('no-limit')
    expect(stateOf(highlightOf(9, [crit], null), [crit], 'forbidden')).toBe('crit')
  })
})

describe('where a card stands', () => {
  it('T8: a crit that goes stale is the last known crit', () => {
    expect(standingOf('crit', 'live')).toEqual({ state: 'crit', lastKnown: null })
    expect(standingOf('crit', 'late')).toEqual({ state: 'crit', lastKnown: null })
    expect(standingOf('crit', 'stale')).toEqual({ state: 'unknown', lastKnown: 'crit' })
    expect(standingOf('crit', 'unknown')).toEqual({ state: 'unknown', lastKnown: null })
  })

  it('T8: the last known crit ranks behind a crit and before a warn', () => {
    const order = [
      standingOf('crit', 'live'),
      standingOf('crit', 'stale'),
      standingOf('warn', 'live'),
      standingOf('warn', 'stale'),
    ].map(rankOf)
    expect(order).toEqual([4, 3, 2, 1])
    const quiet: CardState[] = ['normal', 'no-limit', 'busy', 'stopped']
    for (const state of quiet) {
      expect([rankOf(standingOf(state, 'live')), rankOf(standingOf(state, 'stale'))]).toEqual([0, 0])
    }
  })
})
