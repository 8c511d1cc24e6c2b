import { describe, expect, it } from 'vitest'
import { decode, documented, kindsOf, messagesOf, reasonsOf, TIME, withMessage } from './frames'

describe('a message', () => {
  const one = (other: object) => messagesOf(decode(withMessage(other)))[0]
  const reasons = (other: object) => reasonsOf(decode(withMessage(other)))

  it.each([
    ['a msg_ text', 'msg_1704993600001', null],
    ['a number', 42, '42'],
    ['the number as text', '42', '42'],
    ['any other text', '__proto__', null],
    ['none', undefined, null],
    ['an object', {}, null],
    ['half a number', 1.5, null],
  ])('with %s as its id (%j) has %j', (_, id, told) => {
    expect(one({ id })?.id).toBe(told)
    expect(reasons({ id })).toEqual([])
  })

  it('without a username is shown as what it is', () => {
    for (const username of [undefined, null, ''])
      expect(one({ username })).toMatchObject({ author: null, text: 'Hi' })
    expect(reasons({ username: undefined })).toEqual([])
    expect(reasons({ username: 5 })).toEqual(['username: expected a text, found a number'])
    expect(one({ username: 5 })).toMatchObject({ author: null, text: 'Hi' })
  })

  it('without a text is shown as what it is', () => {
    for (const text of [undefined, null, ''])
      expect(one({ text })).toMatchObject({ author: 'jane', text: '' })
    expect(reasons({ text: '' })).toEqual([])
    expect(reasons({ text: ['a'] })).toEqual(['text: expected a text, found a list'])
  })

  it('without both is rejected with its reason', () => {
    for (const other of [
      { username: undefined, text: undefined },
      { username: '', text: '' },
      { username: 5, text: {} },
    ]) {
      expect(messagesOf(decode(withMessage(other)))).toEqual([])
      expect(reasons(other)).toEqual(['message: expected a username or a text, found neither'])
    }
  })

  it.each([
    ['a Z', '2026-01-16T10:00:00.000Z'],
    ['no zone, which is UTC', '2026-01-16T10:00:00'],
    ['a space, as databases write it', '2026-01-16 10:00:00'],
    ['another zone', '2026-01-16T11:00:00+01:00'],
    ['microseconds', '2026-01-16T10:00:00.000000+00:00'],
  ])('has a time with %s', (_, createdAt) => {
    expect(one({ createdAt })?.time).toBe(TIME)
    expect(one({ createdAt: undefined, created_at: createdAt })?.time).toBe(TIME)
  })

  it('T5: has no time rather than one that nobody can read, and says so', () => {
    expect(one({ createdAt: undefined })?.time).toBeNull()
    expect(reasons({ createdAt: undefined })).toEqual([])
    for (const createdAt of ['now', 1_768_557_600_000, {}]) {
      expect(one({ createdAt })).toMatchObject({ text: 'Hi', time: null })
      expect(reasons({ createdAt })).toEqual([expect.stringMatching(/^createdAt: expected an ISO 8601 time/)])
    }
  })

  it.each([
    ['markup', '<img src=x onerror="alert(1)"> & </script> **bold** [a](javascript:b)'],
    ['control characters', 'a\u0000b\u0007\u001b[31m\r\n\tc\u2028d'],
    [
      'right-to-left text and its marks',
      '\u202eevil\u202c \u05e9\u05dc\u05d5\u05dd \u0645\u0631\u062d\u0628\u0627',
    ],
    ['emoji', '👩‍👩‍👧‍👦 🏳️‍🌈 e\u0301 \ud83d'],
    ['spaces only', '   '],
    ['a megabyte', 'ä'.repeat(1_048_576)],
  ])('V7: passes %s on unchanged, in text and name', (_, words) => {
    expect(one({ text: words, username: words })).toMatchObject({ text: words, author: words })
  })

  it('takes each of two names that only look alike for another person', () => {
    // Latin and Cyrillic a; composed and decomposed é; capital I and small l; with a zero width space.
    const names = [
      'anna',
      '\u0430nna',
      'Zo\u00e9',
      'Zoe\u0301',
      'Ivo',
      'lvo',
      'ivo\u200b',
      'ivo',
      '__proto__',
    ]
    const authors = names.map((username) => one({ username })?.author)
    expect(authors).toEqual(names)
    expect(new Set(authors).size).toBe(names.length)
  })
})

describe('presence and typing', () => {
  const presence = (other: object) =>
    decode({ type: 'presence:update', data: { username: 'ann', status: 'busy', ...other } })
  const typing = (other: object) =>
    decode({ type: 'typing:indicator', data: { username: 'ann', isTyping: true, ...other } })

  it.each(['Online', 'idle', '', ' away', '__proto__', 5, null, undefined])(
    'rejects %j, which is none of the four words',
    (status) => {
      const updates = presence({ status })
      expect(kindsOf(updates)).toEqual(['rejection'])
      expect(reasonsOf(updates)[0]).toMatch(/^status: expected online, away, busy, offline, found /)
    },
  )

  it.each(['true', 1, null, undefined])('rejects typing that is %j', (isTyping) => {
    expect(reasonsOf(typing({ isTyping }))[0]).toMatch(/^isTyping: expected true or false, found /)
  })

  it.each([undefined, null, '', 5, {}])(
    'rejects what is told of %j, for nobody knows whose it is',
    (username) => {
      for (const updates of [presence({ username }), typing({ username })]) {
        expect(kindsOf(updates)).toEqual(['rejection'])
        expect(reasonsOf(updates)[0]).toMatch(/^username: expected a text, found /)
      }
    },
  )

  it('know people of any name', () => {
    expect(presence({ username: '__proto__' })).toEqual([
      { kind: 'presence', person: '__proto__', presence: 'busy' },
    ])
  })
})

describe('a greeting', () => {
  const greeting: object = { type: 'connected', userId: 'ws_user_1', username: 'ann', connectedUsers: 2 }

  it('is one whatever else is wrong with it', () => {
    const updates = decode({ ...greeting, username: 5, connectedUsers: 'two' })
    expect(kindsOf(updates)).toEqual(['greeting', 'rejection', 'rejection', 'chat-abilities'])
    expect(reasonsOf(updates)).toEqual([
      'username: expected a text, found a number',
      'connectedUsers: expected a whole number, found text',
    ])
  })

  it('may leave out how many are connected', () => {
    expect(reasonsOf(decode({ ...greeting, connectedUsers: undefined }))).toEqual([])
  })
})

describe('a frame', () => {
  it.each(['message:new', 'presence:update', 'typing:indicator'])(
    'of %s without data is rejected',
    (type) => {
      for (const data of [undefined, null, [], 'x', 5])
        expect(reasonsOf(decode({ type, data }))[0]).toMatch(/^data: expected an object, found /)
    },
  )

  it.each(['success', 'room:joined', '', '__proto__', 'Connected'])(
    'of the unknown type "%s" is ignored',
    (type) => {
      expect(decode({ type, data: {} })).toEqual([])
    },
  )

  it.each([
    ['', 'invalid JSON: nothing was sent'],
    ['{', 'invalid JSON'],
    ['{"type":"userCount","count":NaN}', 'invalid JSON: a bare NaN or Infinity'],
    ['<html></html>', 'invalid JSON: HTML came instead; is a proxy or a wrong path answering?'],
    ['null', 'frame: expected an object, found null'],
    ['[]', 'frame: expected an object, found a list'],
    ['{}', 'type: expected a text, found nothing'],
    ['{"type":5}', 'type: expected a text, found a number'],
    ['{"type":"auth:ack"}', 'ok: expected true or false, found nothing'],
    ['{"type":"auth:ack","ok":"yes"}', 'ok: expected true or false, found text'],
  ])('%j is rejected: %s', (frame, reason) => {
    expect(reasonsOf(decode(frame))).toEqual([reason])
  })

  it('that is bad costs nothing of the next', () => {
    expect(kindsOf(decode('{', documented.connected, 'null', documented.message))).toEqual([
      'rejection',
      'greeting',
      'self',
      'connected',
      'chat-abilities',
      'rejection',
      'messages',
    ])
  })
})
