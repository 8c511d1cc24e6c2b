import { describe, expect, it } from 'vitest'
import type { Outgoing } from '../../../../src/domain/chat-updates'
import { connection, documented, kindsOf, newer, withMessage } from './frames'

const message: Outgoing = { kind: 'message', conversation: 'main', text: 'Hello everyone!' }
const away: Outgoing = { kind: 'presence', presence: 'away' }
const typing: Outgoing = { kind: 'typing', conversation: 'main', isTyping: true }
const few = { kind: 'chat-abilities', presence: false, typing: false }

const parsed = (frame: string | null | undefined): unknown => JSON.parse(frame ?? 'null')

describe('what is sent', () => {
  it('is message:send, presence:update and typing:indicator as the document shows them', () => {
    const { encoder } = connection()
    const sent = [message, away, typing].map((one) => parsed(encoder.outgoing?.(one)))
    expect(sent).toEqual([
      { type: 'message:send', text: 'Hello everyone!' },
      { type: 'presence:update', status: 'away' },
      { type: 'typing:indicator', isTyping: true },
    ])
  })

  it('is a ping as a sign of life, to every server', () => {
    const { hear, encoder } = connection()
    const pings = [null, documented.connected, newer.userCount].map((frame) => {
      if (frame) hear(frame)
      return parsed(encoder.ping?.())
    })
    expect(pings).toEqual([{ type: 'ping' }, { type: 'ping' }, { type: 'ping' }])
  })

  it('is the token first, where there is one', () => {
    expect(parsed(connection().encoder.opening?.({ token: 'jwt-1', name: 'ann' }))).toEqual({
      type: 'auth',
      token: 'jwt-1',
    })
    expect(connection().encoder.opening?.({ token: null, name: 'ann' })).toBeNull()
    expect(connection().encoder.opening?.(null)).toBeNull()
  })

  it('carries any text unchanged', () => {
    for (const text of ['"}{', '<b>', '\u0000\u202e', '👩‍👧', '\ud83d', 'ä'.repeat(1_000_000)]) {
      const frame = connection().encoder.outgoing?.({ kind: 'message', conversation: 'main', text })
      expect(parsed(frame)).toEqual({ type: 'message:send', text })
    }
  })

  it('is no goodbye: the document knows none', () => {
    expect(connection().encoder.leaving?.() ?? null).toBeNull()
  })
})

describe('the generation of the server', () => {
  const understood = ({ encoder }: ReturnType<typeof connection>) =>
    [message, away, typing].map((one) => (encoder.outgoing?.(one) ?? null) !== null)

  it.each([
    ['userCount', newer.userCount],
    ['an id that is a number', newer.message],
    ['an acknowledged sign-in', newer.acknowledged],
  ])('is newer by %s: then presence and typing are not sent', (_, frame) => {
    const chat = connection()
    chat.hear(frame)
    expect(understood(chat)).toEqual([true, false, false])
  })

  it.each([
    ['userCount', newer.userCount],
    ['an id that is a number', newer.message],
  ])('is newer by %s though it greeted as documented, and that is told once more', (_, frame) => {
    const chat = connection()
    chat.hear(documented.connected)
    expect(understood(chat)).toEqual([true, true, true])
    expect(chat.hear(frame)).toContainEqual(few)
    expect(understood(chat)).toEqual([true, false, false])
    expect(chat.hear(documented.connected, frame)).not.toContainEqual(few)
  })

  it('is documented where such a server acknowledges a sign-in too, as those that run do', () => {
    const chat = connection()
    expect(kindsOf(chat.hear(documented.connected, newer.acknowledged))).toEqual([
      ...['greeting', 'self', 'connected', 'chat-abilities'],
      ...['greeting', 'self'],
    ])
    expect(understood(chat)).toEqual([true, true, true])
  })

  it.each([
    ['userCount', { type: 'userCount', count: 'many', users: ['ann'] }],
    ['a message', withMessage({ id: 42, createdAt: 'late' })],
  ])('is not learned from %s that is half broken', (_, frame) => {
    const chat = connection()
    chat.hear(documented.connected, frame)
    expect(understood(chat)).toEqual([true, true, true])
  })

  it('is not told before it is known', () => {
    expect(kindsOf(connection().hear({ type: 'connected', username: 'ann' }))).toEqual(['greeting', 'self'])
  })

  it('can be fixed by the option, whatever the server says', () => {
    const old = connection({ generation: 'documented' })
    old.hear(newer.userCount, newer.message)
    expect(understood(old)).toEqual([true, true, true])
    expect(old.encoder.opening?.({ token: 'jwt-1', name: 'ann' })).toBeNull()
    const young = connection({ generation: 'newer' })
    expect(young.hear(documented.connected)).toContainEqual(few)
    expect(understood(young)).toEqual([true, false, false])
  })

  it.each(['auto', 'x y/z?', 5, ''])('is found out with the option "%s"', (generation) => {
    const chat = connection({ generation })
    chat.hear(newer.userCount)
    expect(understood(chat)).toEqual([true, false, false])
  })
})

describe('an error that answers what was sent', () => {
  const error = (text: string) => ({ type: 'error', message: text })

  it('with the name of a frame ends that frame, and nothing else', () => {
    const chat = connection()
    chat.hear(documented.connected)
    chat.encoder.outgoing?.(typing)
    expect(chat.hear(error('Unknown message type: typing:indicator'))).toEqual([
      expect.objectContaining({ kind: 'log' }),
      { kind: 'chat-abilities', presence: true, typing: false },
    ])
    expect(chat.encoder.outgoing?.(typing)).toBeNull()
    expect(chat.encoder.outgoing?.(away)).not.toBeNull()
    expect(chat.encoder.ping?.()).not.toBeNull()
  })

  it('to a ping ends the pings', () => {
    const chat = connection()
    chat.encoder.ping?.()
    chat.hear(error("Unknown message type 'ping'"))
    expect(chat.encoder.ping?.()).toBeNull()
  })

  it('is not one that names what we never sent, or only sounds alike', () => {
    const chat = connection()
    chat.encoder.ping?.()
    chat.hear(error('Unknown message type: presence:update'), error('Stop typing'))
    expect(chat.encoder.outgoing?.(away)).not.toBeNull()
    expect(chat.encoder.ping?.()).not.toBeNull()
  })

  it('after a message refuses that message, once', () => {
    const chat = connection()
    chat.hear(documented.connected)
    chat.encoder.outgoing?.(message)
    expect(kindsOf(chat.hear(error('Message text is required')))).toEqual(['message-refused', 'log'])
    expect(kindsOf(chat.hear(error('Message text is required')))).toEqual(['log'])
  })

  it('after the message came back refuses nothing; that of somebody else is not it', () => {
    const chat = connection()
    chat.hear(documented.connected)
    chat.encoder.outgoing?.(message)
    chat.hear(documented.message)
    expect(kindsOf(chat.hear(error('Overloaded')))).toEqual(['log'])
    chat.encoder.outgoing?.(message)
    chat.hear(newer.message)
    expect(kindsOf(chat.hear(error('Rate limit exceeded')))).toEqual(['message-refused', 'log'])
  })
})
