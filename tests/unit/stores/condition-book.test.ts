import { describe, expect, test } from 'vitest'
import { watchSyncEffect } from 'vue'
import { UNKNOWN_CONDITION, type Condition } from '../../../src/domain/condition'
import { rankOf } from '../../../src/domain/limits'
import { ConditionBook } from '../../../src/stores/condition-book'

function condition(state: Condition['state'], lastKnown: Condition['lastKnown'] = null): Condition {
  const freshness = state === 'unknown' ? 'stale' : 'live'
  return { ...UNKNOWN_CONDITION, state, lastKnown, freshness, rank: rankOf({ state, lastKnown }) }
}

const NORMAL = condition('normal')

describe('the conditions of a wall', () => {
  test('the worst comes first, among equals who came to the wall first', () => {
    const book = new ConditionBook()
    for (const key of ['a', 'b', 'c', 'd']) book.set(key, NORMAL)
    book.set('c', condition('warn'))
    book.set('b', condition('warn'))
    book.set('d', condition('crit'))
    expect(book.abnormal.value).toEqual(['d', 'b', 'c'])
    book.set('d', NORMAL)
    book.set('c', condition('crit'))
    expect(book.abnormal.value).toEqual(['c', 'b'])
  })

  test('counts what is stale and knows whether anything was heard, also when sensors go', () => {
    const book = new ConditionBook()
    book.set('a', UNKNOWN_CONDITION)
    expect([book.stale.value, book.isKnown.value]).toEqual([0, false])
    book.set('a', NORMAL)
    book.set('b', condition('unknown', 'crit'))
    expect([book.stale.value, book.isKnown.value]).toEqual([1, true])
    expect(book.abnormal.value).toEqual(['b'])
    book.delete('b')
    expect([book.stale.value, book.isKnown.value, book.size]).toEqual([0, true, 1])
    expect(book.abnormal.value).toEqual([])
    book.delete('a')
    expect(book.isKnown.value).toBe(false)
  })

  test('a change of one sensor is told to nobody who looks at another, nor as a change of what is abnormal', () => {
    const book = new ConditionBook()
    book.set('a', NORMAL)
    book.set('b', NORMAL)
    const told: string[] = []
    watchSyncEffect(() => void told.push(`a ${book.of('a').state}`))
    watchSyncEffect(() => void told.push(`abnormal ${book.abnormal.value.join(' ')}`))
    told.length = 0
    book.set('b', condition('no-limit'))
    expect(told).toEqual([])
    book.set('b', condition('warn'))
    expect(told).toEqual(['abnormal b'])
  })

  test('who asks before a sensor comes, or after it went, is told', () => {
    const book = new ConditionBook()
    const told: string[] = []
    watchSyncEffect(() => void told.push(book.of('a').state))
    book.set('a', NORMAL)
    book.delete('a')
    book.set('a', condition('crit'))
    expect(told.at(-1)).toBe('crit')
    expect(told).toContain('normal')
    expect(told).toContain('unknown')
  })
})
