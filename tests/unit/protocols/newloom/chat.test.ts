import { describe, expect, it } from 'vitest'
import { session } from './answering'
import {
  chat,
  documented,
  kindsOf,
  messagesOf,
  messageWith,
  NOON,
  plain,
  reasonsOf,
  toChat,
  types,
} from './frames'

const hear = (...frames: unknown[]) => plain(chat().hear(...frames))
const read = {
  id: '456',
  conversation: '123',
  author: 'username',
  text: 'Message content',
  time: NOON,
}

describe('the documented message', () => {
  it('is a message of its chat, with its own id and time', () => {
    expect(hear(documented.message)).toEqual([{ kind: 'messages', messages: [read] }])
  })

  it.each([
    ['markup', '<img src=x onerror=alert(1)> <b>bold</b> &amp;'],
    ['control characters', 'a\u0000b\u0007\u001b[31m\r\n\tc'],
    ['right-to-left text', 'שלום \u202eevil\u202c مرحبا'],
    ['emoji', '👩‍👩‍👧‍👦 🏳️‍🌈 \ud83d'],
    ['white space', '  \n '],
    ['a token', 'use ?token=wm_Abc123Abc123Abc123Abc123'],
    ['a megabyte', 'm'.repeat(1_000_000)],
  ])('V7: passes %s as text, unchanged', (_, content) => {
    expect(messagesOf(hear(messageWith({ content, user: content })))).toEqual([
      { ...read, text: content, author: content },
    ])
  })

  it.each([undefined, null, ''])('without a text, but %j, is shown without one', (content) => {
    expect(hear(messageWith({ content }))).toEqual([{ kind: 'messages', messages: [{ ...read, text: '' }] }])
  })

  it.each([undefined, null, ''])('without a name, but %j, is shown without one', (user) => {
    expect(hear(messageWith({ user }))).toEqual([{ kind: 'messages', messages: [{ ...read, author: null }] }])
  })

  it.each([
    ['content', 5, { text: '' }],
    ['content', { html: '<b>' }, { text: '' }],
    ['user', ['ada'], { author: null }],
    ['timestamp', 'yesterday', { time: null }],
    ['timestamp', 1_707_134_400, { time: null }],
  ])('whose %s is %j keeps the rest, and says what is wrong', (key, value, without) => {
    const updates = hear(messageWith({ [key]: value }))
    expect(messagesOf(updates)).toEqual([{ ...read, ...without }])
    expect(reasonsOf(updates)).toEqual([expect.stringContaining(`message.${key}: expected`)])
  })

  it.each([
    [{ content: null, user: null }],
    [{ content: undefined, user: undefined }],
    [{ content: 5, user: 5 }],
    [{ content: '', user: '' }],
  ])('with nothing left to show is rejected: %j', (other) => {
    const updates = hear(messageWith(other))
    expect(messagesOf(updates)).toEqual([])
    expect(reasonsOf(updates).at(-1)).toBe('message: expected content or user, found neither')
  })

  it.each([undefined, null, 'Hello', 5, []])('that is %j is rejected', (message) => {
    expect(reasonsOf(hear({ type: 'message', message }))).toEqual([
      expect.stringContaining('message: expected an object, found'),
    ])
  })

  it.each([
    [undefined, 'main'],
    [{}, 'main'],
    [1.5, 'main'],
    ['__proto__', '__proto__'],
    [0, '0'],
  ])('of the chat %j belongs to the conversation "%s"', (chat_id, conversation) => {
    expect(messagesOf(hear(messageWith({ chat_id })))).toMatchObject([{ conversation }])
  })

  it.each([undefined, null, {}, -0.5])('may have no id that stays the same: %j', (id) => {
    expect(messagesOf(hear(messageWith({ id })))).toMatchObject([{ id: null }])
  })
})

describe('the documented sign that somebody types', () => {
  it('names the person and the chat', () => {
    expect(hear(documented.typing)).toEqual([
      { kind: 'typing', conversation: '123', person: 'username', isTyping: true },
    ])
  })

  it.each([
    [{ user: null }, 'user: expected a text, found null'],
    [{ user: 5 }, 'user: expected a text, found a number'],
    [{ is_typing: 'yes' }, 'is_typing: expected true or false, found text'],
    [{ is_typing: undefined }, 'is_typing: expected true or false, found nothing'],
  ])('is rejected with %j', (other, reason) => {
    const frame = { type: 'typing', chat_id: 123, user: 'ada', is_typing: true, ...other }
    expect(reasonsOf(hear(frame))).toEqual([reason])
  })
})

describe('a frame of the chat', () => {
  it('of another kind is ignored', () => {
    for (const type of ['connected', 'presence', '__proto__']) expect(hear({ type })).toEqual([])
  })

  it('that is none is rejected with a reason', () => {
    expect(reasonsOf(hear('nonsense', '[]', '{}', { type: 5 }))).toEqual([
      'invalid JSON',
      'frame: expected an object, found a list',
      'type: expected a text, found nothing',
      'type: expected a text, found a number',
    ])
  })
})

describe('who we are', () => {
  it('is the name of the sign-in, told once with the first frame', () => {
    const { open, hear: next } = chat()
    expect(open(session)).toBeNull()
    expect(next(documented.typing)[0]).toEqual({ kind: 'self', name: 'ada' })
    expect(kindsOf(next(documented.typing))).not.toContain('self')
  })

  it('is learned from what comes back, where the sign-in told no name', () => {
    const { say, hear: next } = chat()
    say(toChat('Hello', '123'))
    expect(kindsOf(next(documented.message))).not.toContain('self')
    expect(next(messageWith({ content: 'Hello', user: 'ada' }))).toMatchObject([
      { kind: 'self', name: 'ada' },
      { kind: 'messages' },
    ])
    expect(say(types(true))).toMatchObject({ user: 'ada' })
  })

  it('is not known without one', () => {
    const { open, hear: next } = chat()
    open(null)
    expect(kindsOf(next(documented.typing))).not.toContain('self')
  })
})

describe('the main conversation', () => {
  it('is the chat that the options name, in both directions', () => {
    const { say, hear: next } = chat({ chat: 123 })
    expect(say(toChat('Hello'))).toMatchObject({ chat_id: 123 })
    expect(messagesOf(next(documented.message))).toMatchObject([{ conversation: 'main' }])
    expect(messagesOf(next(messageWith({ chat_id: 7 })))).toMatchObject([{ conversation: '7' }])
  })

  it('is the chat into which the server took the first message to it', () => {
    const { open, say, hear: next } = chat()
    open(session)
    say(toChat('Hello'))
    // What others wrote meanwhile is not it.
    expect(messagesOf(next(messageWith({ content: 'Hello', user: 'bob', chat_id: 5 })))).toMatchObject([
      { conversation: '5' },
    ])
    expect(messagesOf(next(messageWith({ content: 'Hello', user: 'ada', chat_id: 9 })))).toMatchObject([
      { conversation: 'main' },
    ])
    expect(say(toChat('More'))).toMatchObject({ chat_id: 9 })
    expect(say(types(true, 'main'))).toMatchObject({ chat_id: 9 })
  })
})
