import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PRESENCES } from '../../../../src/domain/chat-updates'
import { asFrame, connection, decode, documented, messagesOf, newer, reasonsOf } from './frames'

const name = fc.oneof(fc.constantFrom('ann', '__proto__', 'constructor', ''), fc.string(), fc.jsonValue())
const time = fc.oneof(
  fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
  fc.jsonValue(),
)
const data = fc.record(
  {
    id: fc.oneof(fc.integer(), fc.string(), fc.jsonValue()),
    username: name,
    pseudo: name,
    text: fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue()),
    message: fc.oneof(fc.string(), fc.jsonValue()),
    createdAt: time,
    created_at: time,
    status: fc.oneof(fc.constantFrom(...PRESENCES), fc.jsonValue()),
    isTyping: fc.oneof(fc.boolean(), fc.jsonValue()),
  },
  { requiredKeys: [] },
)
const types = [
  'connected',
  'auth:ack',
  'message:new',
  'presence:update',
  'typing:indicator',
  'userCount',
  'error',
]
const frame = fc.record(
  {
    type: fc.oneof(fc.constantFrom(...types), fc.jsonValue()),
    data: fc.oneof(data, fc.jsonValue()),
    userId: fc.jsonValue(),
    username: name,
    connectedUsers: fc.jsonValue(),
    ok: fc.oneof(fc.boolean(), fc.jsonValue()),
    count: fc.oneof(fc.nat(), fc.jsonValue()),
    users: fc.oneof(fc.array(name), fc.jsonValue()),
    message: fc.oneof(fc.string(), fc.jsonValue()),
    error: fc.oneof(fc.record({ code: fc.jsonValue(), message: fc.jsonValue() }), fc.jsonValue()),
    success: fc.boolean(),
  },
  { requiredKeys: [] },
)
const anything = fc.oneof(
  fc.string({ maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.json(),
  frame.map(asFrame),
  // A documented frame with a piece cut out, or replaced.
  fc
    .tuple(
      fc.constantFrom(...Object.values(documented), ...Object.values(newer)),
      fc.nat(200),
      fc.nat(20),
      fc.string({ maxLength: 8 }),
    )
    .map(([text, from, cut, piece]) => text.slice(0, from) + piece + text.slice(from + cut)),
)

describe('whatever comes', () => {
  it('never throws; reasons have words, times are between 2000 and 2100 or none, people have names', () => {
    const { hear, encoder } = connection()
    encoder.outgoing?.({ kind: 'message', conversation: 'main', text: 'Hi' })
    fc.assert(
      fc.property(anything, (one) => {
        const updates = hear(one)
        for (const reason of reasonsOf(updates)) expect(reason).not.toBe('')
        for (const { author, text, time: at } of messagesOf(updates)) {
          expect(author !== null || text !== '').toBe(true)
          expect(author).not.toBe('')
          if (at !== null) expect(at >= Date.UTC(2000, 0, 1) && at < Date.UTC(2100, 0, 1)).toBe(true)
        }
        for (const update of updates) {
          if (update.kind === 'presence') expect(PRESENCES).toContain(update.presence)
          if (update.kind === 'presence' || update.kind === 'typing') expect(update.person).not.toBe('')
          if (update.kind === 'refusal' || update.kind === 'message-refused') expect(update.text).not.toBe('')
        }
      }),
      { numRuns: 3_000 },
    )
  })

  it('T6: each message is told or rejected', () => {
    fc.assert(
      fc.property(data, (message) => {
        const updates = decode({ type: 'message:new', data: message })
        expect(messagesOf(updates).length > 0 || reasonsOf(updates).length > 0).toBe(true)
      }),
    )
  })

  it('V7: texts and names are told as they came', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', minLength: 1 }),
        fc.string({ unit: 'grapheme', minLength: 1 }),
        (text, username) => {
          const [message] = messagesOf(decode({ type: 'message:new', data: { text, username } }))
          expect(message).toMatchObject({ text, author: username })
        },
      ),
    )
  })
})
