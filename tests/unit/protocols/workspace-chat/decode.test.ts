import { describe, expect, it } from 'vitest'
import { connection, decode, documented, kindsOf, newer, reasonsOf, TIME } from './frames'

const all = { kind: 'chat-abilities', presence: true, typing: true }
const few = { kind: 'chat-abilities', presence: false, typing: false }

describe('the documented frames', () => {
  it('connected: a greeting that tells who we are, how many are connected, and what the server can do', () => {
    expect(decode(documented.connected)).toEqual([
      { kind: 'greeting' },
      { kind: 'self', name: 'john_doe' },
      { kind: 'connected', people: null, count: 5 },
      all,
    ])
  })

  it('message:new: a message, whose id is another for each client', () => {
    expect(decode(documented.message)).toEqual([
      {
        kind: 'messages',
        messages: [
          { id: null, conversation: 'main', author: 'john_doe', text: 'Hello everyone!', time: TIME },
        ],
      },
    ])
  })

  it('presence:update: how somebody is', () => {
    expect(decode(documented.presence)).toEqual([{ kind: 'presence', person: 'john_doe', presence: 'away' }])
  })

  it.each(['online', 'away', 'busy', 'offline'])('presence:update knows "%s"', (status) => {
    expect(decode(documented.presence.replace('away', status))).toEqual([
      { kind: 'presence', person: 'john_doe', presence: status },
    ])
  })

  it('typing:indicator: who types, and who no longer does', () => {
    const typing = { kind: 'typing', conversation: 'main', person: 'john_doe' }
    expect(decode(documented.typing)).toEqual([{ ...typing, isTyping: true }])
    expect(decode(documented.typing.replace('true', 'false'))).toEqual([{ ...typing, isTyping: false }])
  })
})

describe('the frames of newer servers', () => {
  it('auth:ack: a greeting', () => {
    expect(decode(newer.acknowledged)).toEqual([{ kind: 'greeting' }, few])
  })

  it('auth:ack: tells as whom we came where it names nobody', () => {
    const { hear, encoder } = connection()
    encoder.opening?.({ token: 'jwt-1', name: 'jane' })
    expect(hear(newer.acknowledged)).toContainEqual({ kind: 'self', name: 'jane' })
    expect(hear({ type: 'auth:ack', ok: true, user: { username: 'Jane' } })).toContainEqual({
      kind: 'self',
      name: 'Jane',
    })
  })

  it('userCount: everybody who is connected', () => {
    expect(decode(newer.userCount)).toEqual([
      { kind: 'connected', people: ['john_doe', 'jane'], count: 2 },
      few,
    ])
  })

  it('message:new: has a number that stays the same as its id', () => {
    expect(decode(newer.message)).toEqual([
      {
        kind: 'messages',
        messages: [{ id: '42', conversation: 'main', author: 'jane', text: 'Hi', time: TIME }],
      },
      few,
    ])
  })

  it('pong: the answer to a ping', () => {
    expect(decode({ type: 'pong' })).toEqual([{ kind: 'pong' }])
  })
})

describe('userCount', () => {
  const people = (users: unknown, count: unknown = 3) => decode({ type: 'userCount', count, users })

  it('may list people as objects, under either name', () => {
    expect(people([{ username: 'ann' }, { id: 2, pseudo: 'bob' }, 'cy'])).toContainEqual({
      kind: 'connected',
      people: ['ann', 'bob', 'cy'],
      count: 3,
    })
  })

  it('names one who is connected twice once, and counts as the server counts', () => {
    expect(people(['ann', 'ann', 'bob'])).toContainEqual({
      kind: 'connected',
      people: ['ann', 'bob'],
      count: 3,
    })
  })

  it('may be a count alone, or a list alone', () => {
    expect(people(undefined)).toContainEqual({ kind: 'connected', people: null, count: 3 })
    expect(decode({ type: 'userCount', users: ['ann'] })).toContainEqual({
      kind: 'connected',
      people: ['ann'],
      count: 1,
    })
  })

  it('T8: is no list of all where a name cannot be read: nobody is gone by that', () => {
    for (const bad of [5, '', null, {}, { username: 7 }]) {
      const updates = people(['ann', bad, 'bob'])
      expect(updates).toContainEqual({ kind: 'connected', people: null, count: 3 })
      expect(reasonsOf(updates)).toEqual(['users: expected names only, found a list'])
    }
  })

  it('is rejected where neither part can be read', () => {
    expect(kindsOf(decode({ type: 'userCount', count: 'many', users: [null, '__proto__'] }))).toEqual([
      'rejection',
      'rejection',
    ])
  })

  it.each([
    [-1, 'count: expected a whole number, found a number'],
    [1.5, 'count: expected a whole number, found a number'],
    ['3', 'count: expected a whole number, found text'],
    [null, 'count: expected a whole number, found null'],
  ])('is rejected with a count of %j and no list', (count, reason) => {
    expect(reasonsOf(people(undefined, count))).toEqual([reason])
  })
})

describe('a connection that is turned away', () => {
  const signIn = 'The server asks for a sign-in.'
  const elsewhere = 'This name is signed in elsewhere. Sign out there, then try again.'

  it.each([
    [{ type: 'auth_required' }],
    [{ type: 'error', code: 'auth_required' }],
    [{ type: 'error', message: 'AUTH_REQUIRED' }],
    [{ type: 'error', error: { code: 'auth_required', message: 'Who are you?' } }],
    [{ error: 'auth_required' }],
    [{ type: 'auth:ack', ok: false, code: 'auth_required' }],
  ])('by %j has to sign in', (frame) => {
    expect(decode(frame)).toEqual([{ kind: 'refusal', action: 'reauthenticate', text: signIn }])
  })

  it.each([
    [{ type: 'ALREADY_LOGGED_IN' }],
    [{ type: 'error', code: 'ALREADY_LOGGED_IN', message: 'Already logged in' }],
    [{ success: false, code: 'ALREADY_LOGGED_IN' }],
    [{ type: 'auth:ack', ok: false, code: 'ALREADY_LOGGED_IN' }],
  ])('by %j halts, and is told what to do', (frame) => {
    expect(decode(frame)).toEqual([{ kind: 'refusal', action: 'stop', text: elsewhere }])
  })

  it.each([
    [{ type: 'error', code: 'TOO_MANY_CONNECTIONS', message: 'Too many connections' }],
    [{ type: 'error', message: 'Too many connections' }],
  ])('by %j tries again later, for one of the others may end', (frame) => {
    const text = 'This name has as many connections as the server takes. Close one of the others.'
    expect(decode(frame)).toEqual([{ kind: 'refusal', action: 'retry', text }])
  })

  it('by auth:ack with ok: false is told the words of the server', () => {
    const refusal = { kind: 'refusal', action: 'reauthenticate' }
    expect(decode({ type: 'auth:ack', ok: false })).toEqual([
      { ...refusal, text: 'The server does not accept the sign-in.' },
    ])
    expect(decode({ type: 'auth:ack', ok: false, message: 'Token expired' })).toEqual([
      { ...refusal, text: 'The server does not accept the sign-in: Token expired' },
    ])
  })

  it('is not by somebody who writes about it', () => {
    const frame = { type: 'message:new', data: { username: 'ann', text: 'ALREADY_LOGGED_IN, what now?' } }
    expect(kindsOf(decode(frame))).toEqual(['messages'])
  })
})

describe('errors', () => {
  const log = { kind: 'log', level: 'WARN', sensor: null, time: null }

  it.each([
    [{ type: 'error', message: 'Invalid message payload' }, 'Invalid message payload'],
    [{ type: 'error', code: 'RATE', message: 'Too fast' }, 'Too fast'],
    [{ type: 'error', error: { message: 'Too long' } }, 'Too long'],
    [{ error: 'Broken' }, 'Broken'],
    [{ success: false, message: 'No' }, 'No'],
  ])('%j is in the journal', (frame, message) => {
    expect(decode(frame)).toEqual([{ ...log, message }])
  })

  it('without words are rejected', () => {
    for (const frame of [{ type: 'error' }, { error: 5 }, { success: false }])
      expect(reasonsOf(decode(frame))).toEqual(['error: expected its words, found none'])
  })

  it('C7: show no token', () => {
    const [update] = decode({ type: 'error', message: 'bad ?token=wm_Abc123Abc123Abc123Abc123' })
    expect(JSON.stringify(update)).not.toContain('Abc123')
  })
})
