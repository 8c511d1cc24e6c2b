import { describe, expect, test } from 'vitest'
import { LONGEST_NAME, PEOPLE_KEPT } from '../../../src/domain/chat-people'
import { TYPING_ENDS_AFTER_MS } from '../../../src/domain/chat-typing'
import { chatting, message } from './chatting'
import { NOON } from './recording'

function people() {
  const told = chatting()
  const all = () =>
    Object.fromEntries([...told.chat.people.all].map(({ name, presence }) => [name, presence]))
  return { ...told, all }
}

describe('people', () => {
  test('whose names are learned from messages appear, their presence unknown', () => {
    const { hear, all } = people()
    hear(message('a'), message('b', { author: null }), message('c', { author: 'bot', automatic: true }))
    expect(all()).toEqual({ ann: null })
  })

  test('are told apart character by character', () => {
    const { hear, all } = people()
    hear(message('a'), message('b', { author: 'Ann' }), message('c', { author: 'аnn' }))
    expect(Object.keys(all())).toHaveLength(3)
  })

  test('have the presence that was told last', () => {
    const { tell, all } = people()
    tell({ kind: 'presence', person: 'ann', presence: 'online' })
    tell({ kind: 'presence', person: 'ann', presence: 'away' })
    expect(all()).toEqual({ ann: 'away' })
  })

  test('a roster says who is there and who is not; a told presence that agrees with it stays', () => {
    const { tell, hear, all, chat } = people()
    hear(message('a', { author: 'zoe' }))
    tell({ kind: 'presence', person: 'ann', presence: 'busy' })
    tell({ kind: 'presence', person: 'bob', presence: 'online' })
    tell({ kind: 'connected', people: ['ann', 'cid'], count: 2 })
    expect(all()).toEqual({ ann: 'busy', bob: 'offline', cid: 'online', zoe: 'offline' })
    expect(chat.people.connectedCount).toBe(2)
  })

  test('a count alone says nothing of anybody', () => {
    const { tell, hear, all, chat } = people()
    hear(message('a'))
    tell({ kind: 'connected', people: null, count: 5 })
    expect([all(), chat.people.connectedCount]).toEqual([{ ann: null }, 5])
  })

  test('after an interruption nobody’s presence is known any more', () => {
    const { tell, all, chat } = people()
    tell({ kind: 'connected', people: ['ann'], count: 1 })
    tell({ kind: 'typing', conversation: 'main', person: 'ann', isTyping: true })
    chat.interrupt()
    expect([all(), chat.people.connectedCount, chat.typing.namesIn('main')]).toEqual([
      { ann: null },
      null,
      [],
    ])
  })

  test('P4: are kept up to a bound, and counted beyond it', () => {
    const { hear, tell, chat } = people()
    for (let i = 0; i < PEOPLE_KEPT + 5; i++) hear(message('a', { author: `p${i}` }))
    tell({ kind: 'presence', person: 'x'.repeat(LONGEST_NAME + 1), presence: 'online' })
    expect([chat.people.size, chat.people.unplaced]).toEqual([PEOPLE_KEPT, 6])
  })
})

describe('typing', () => {
  const type = (isTyping: boolean, person = 'ann') =>
    ({ kind: 'typing', conversation: 'main', person, isTyping }) as const

  test('begins and ends as told, each person for themselves', () => {
    const { tell, chat } = people()
    tell(type(true))
    tell(type(true, 'bob'))
    tell(type(false))
    expect(chat.typing.namesIn('main')).toEqual(['bob'])
  })

  test('ends 6 s after it was last told', () => {
    const { tell, chat } = people()
    tell(type(true))
    tell(type(true), true, NOON + 3_000)
    expect(chat.typing.expire(NOON + TYPING_ENDS_AFTER_MS)).toEqual([])
    expect(chat.typing.expire(NOON + 3_000 + TYPING_ENDS_AFTER_MS)).toEqual(['main'])
    expect(chat.typing.namesIn('main')).toEqual([])
  })

  test('ends when the clock was set back', () => {
    const { tell, chat } = people()
    tell(type(true))
    expect(chat.typing.expire(NOON - 3_600_000)).toEqual(['main'])
  })

  test('ends with a message of that person, not with one from before', () => {
    const { tell, hear, read, chat } = people()
    tell(type(true))
    read(message('old', { time: NOON - 60_000 }))
    expect(chat.typing.namesIn('main')).toEqual(['ann'])
    hear(message('new'))
    expect(chat.typing.namesIn('main')).toEqual([])
  })
})
