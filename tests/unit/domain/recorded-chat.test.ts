import { describe, expect, test } from 'vitest'
import { CHARACTERS_KEPT, CONVERSATIONS_KEPT } from '../../../src/domain/recorded-chat'
import { MESSAGES_KEPT } from '../../../src/domain/conversation'
import { chatting, message } from './chatting'
import { NOON } from './recording'

describe('the order of messages', () => {
  test('is that of their times, whatever the order of their arrival', () => {
    const { hear, read, texts } = chatting()
    hear(message('b', { time: NOON + 2_000 }), message('c', { time: NOON + 3_000 }))
    read(message('d', { time: NOON + 4_000 }), message('a', { time: NOON + 1_000 }))
    expect(texts()).toEqual(['a', 'b', 'c', 'd'])
  })

  test('is that of their arrival at equal times', () => {
    const { hear, texts } = chatting()
    hear(message('x'), message('a'), message('m'))
    expect(texts()).toEqual(['x', 'a', 'm'])
  })

  test('K1: a message without a time has that of its arrival, and says so', () => {
    const { chat, hear } = chatting()
    hear(message('a', { time: null }), message('b'))
    expect(chat.conversations.get('main')?.messages).toMatchObject([
      { text: 'a', time: NOON, timed: false },
      { text: 'b', time: NOON, timed: true },
    ])
  })
})

describe('what is told twice is kept once (T4)', () => {
  test('by the same id, whatever else differs', () => {
    const { hear, read, texts } = chatting()
    hear(message('a', { id: '7' }))
    expect(read(message('A', { id: '7', time: NOON + 60_000 }))).toEqual([])
    expect(texts()).toEqual(['a'])
  })

  test('by author, text and time within 2 s where one has no id, for polls tell other ids and times', () => {
    const { hear, read, texts } = chatting()
    hear(message('a'), message('b'))
    expect(
      read(message('a', { id: '1', time: NOON + 1_900 }), message('b', { id: '2', time: NOON - 2_000 })),
    ).toEqual([])
    expect(texts()).toEqual(['a', 'b'])
  })

  test('an id that only the answer knew is known from then on', () => {
    const { hear, read, texts } = chatting()
    hear(message('a'))
    read(message('a', { id: '1', time: NOON + 1_000 }))
    read(message('a', { id: '1', time: NOON + 9_000 }))
    expect(texts()).toEqual(['a'])
  })

  test('a time that only the answer knew takes the place of the arrival’s', () => {
    const { chat, hear, read, texts } = chatting()
    hear(message('a', { time: null }), message('b', { time: NOON - 500 }))
    read(message('a', { time: NOON - 1_000 }))
    expect(texts()).toEqual(['a', 'b'])
    expect(chat.conversations.get('main')?.messages[0]).toMatchObject({
      timed: true,
      time: NOON - 1_000,
      number: 1,
    })
  })

  test('an answer without times repeats nothing', () => {
    const { hear, read, texts } = chatting()
    hear(message('ok', { time: NOON - 60_000 }), message('ok', { time: NOON - 30_000 }))
    read(message('ok', { time: null }), message('ok', { time: null }), message('new', { time: null }))
    expect(texts()).toEqual(['ok', 'ok', 'new'])
  })

  test('an exact repeat of a frame is dropped', () => {
    const { hear, texts } = chatting()
    hear(message('a'), message('a'))
    expect(texts()).toEqual(['a'])
  })
})

describe('what was written twice is kept twice (T6)', () => {
  test.each([
    ['another author', { author: 'bob' }],
    ['nobody told as author', { author: null }],
    ['another time', { time: NOON + 2_001 }],
    ['another text', { text: 'A' }],
    ['another id', { id: '8' }],
  ])('%s', (_, more) => {
    const { hear, read } = chatting()
    hear(message('a', { id: 'id' in more ? '7' : null }))
    expect(read(message('a', more))).toHaveLength(1)
  })

  test('two frames are two messages, however close', () => {
    const { hear, texts } = chatting()
    hear(message('ok'), message('ok', { time: NOON + 300 }))
    expect(texts()).toEqual(['ok', 'ok'])
  })

  test('twice in one answer is twice, and stays so with each further answer', () => {
    const { read, texts } = chatting()
    const answer = [message('ok'), message('ok')]
    read(...answer)
    read(...answer)
    expect(texts()).toEqual(['ok', 'ok'])
  })
})

describe('P4: memory is bounded', () => {
  test('the oldest of 10,000 messages makes room, and is counted', () => {
    const { chat, read, hear, texts } = chatting()
    const many = Array.from({ length: MESSAGES_KEPT }, (_, i) => message(`m${i}`, { time: NOON + i }))
    expect(read(...many)).toHaveLength(MESSAGES_KEPT)
    hear(message('newest', { time: NOON + MESSAGES_KEPT }))
    expect([texts().length, texts()[0], texts().at(-1)]).toEqual([MESSAGES_KEPT, 'm1', 'newest'])
    expect(hear(message('too old', { time: NOON - 1 }))).toEqual([])
    expect(chat.droppedMessages).toBe(2)
  })

  test('a message that was let go of comes back when it is told again, and is no repeat', () => {
    const { chat, read } = chatting()
    read(
      ...Array.from({ length: MESSAGES_KEPT + 1 }, (_, i) => message('same', { id: `${i}`, time: NOON + i })),
    )
    expect(chat.conversations.get('main')?.withText('same')).toHaveLength(MESSAGES_KEPT)
  })

  test('the conversation that was not heard of for the longest time makes room, and is counted', () => {
    const { chat, hear, tell } = chatting()
    for (let i = 0; i < CONVERSATIONS_KEPT; i++) hear(message('a', { conversation: `${i}` }))
    hear(message('b', { conversation: '0' }))
    tell({ kind: 'conversation', conversation: 'new', title: 'New' })
    expect([chat.conversations.has('0'), chat.conversations.has('1')]).toEqual([true, false])
    expect([chat.conversations.size, chat.droppedConversations, chat.droppedMessages]).toEqual([
      CONVERSATIONS_KEPT,
      1,
      1,
    ])
  })

  test('texts of a megabyte push out the oldest of the longest conversation', () => {
    const { chat, hear, texts } = chatting()
    const megabyte = 1_048_576
    hear(message('small', { conversation: 'other' }))
    const count = CHARACTERS_KEPT / megabyte
    for (let i = 0; i <= count; i++) hear(message(String(i).padEnd(megabyte), { time: NOON + i }))
    expect(texts().map((text) => text.trim())).toEqual(
      Array.from({ length: count - 1 }, (_, i) => String(i + 2)),
    )
    expect(texts('other')).toEqual(['small'])
    expect(chat.droppedMessages).toBe(2)
  })
})

test('P4: names as long as texts push out messages like these', () => {
  const { chat, hear } = chatting()
  const name = 'x'.repeat(1_048_576)
  const count = CHARACTERS_KEPT / name.length
  for (let i = 0; i <= count; i++) hear(message('', { author: `${name}${i}`, time: NOON + i }))
  expect(chat.conversations.get('main')?.messages).toHaveLength(count - 1)
  expect(chat.droppedMessages).toBe(2)
})

describe('the beginning of a conversation', () => {
  test('is known when an answer reached it, and no longer when it was let go of', () => {
    const { chat, tell, read } = chatting()
    tell({ kind: 'messages', messages: [message('first')], reachesStart: true }, false)
    expect(chat.conversations.get('main')?.reachesStart).toBe(true)
    read(...Array.from({ length: MESSAGES_KEPT }, (_, i) => message(`m${i}`, { time: NOON + 1 + i })))
    expect(chat.conversations.get('main')?.reachesStart).toBe(false)
  })
})

test('ids that are names of Object’s own are ids like any other', () => {
  const { hear, texts } = chatting()
  hear(message('a', { id: '__proto__', conversation: '__proto__', author: 'constructor' }))
  hear(message('a', { id: 'constructor', conversation: '__proto__', author: '__proto__' }))
  expect(texts('__proto__')).toEqual(['a', 'a'])
})
