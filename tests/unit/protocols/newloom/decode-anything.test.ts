import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Outgoing } from '../../../../src/domain/chat-updates'
import type { Update } from '../../../../src/domain/updates'
import { session } from './answering'
import { chat, deployed, documented, rejectionsOf, streams } from './frames'

const id = fc.oneof(fc.constantFrom(123, 7, '__proto__', 'constructor', ''), fc.jsonValue())
const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.jsonValue())
const time = fc.oneof(fc.constant('2024-02-05T12:00:00Z'), fc.jsonValue())
const code = fc.oneof(
  fc.constantFrom('connection_error', 'invalid_format', 'permission_denied'),
  fc.jsonValue(),
)
const frame = fc.record(
  {
    type: fc.oneof(
      fc.constantFrom('message', 'typing', 'chat_message', 'status', 'process_complete', 'chat_renamed'),
      fc.constantFrom('heartbeat', 'error', 'status_update', 'execution_stats', '__proto__'),
      fc.jsonValue(),
    ),
    message: fc.oneof(
      anyText,
      fc.record({ id, content: anyText, user: anyText, timestamp: time, chat_id: id }, { requiredKeys: [] }),
    ),
    response: anyText,
    chat_id: id,
    stream_id: id,
    user: anyText,
    is_typing: fc.oneof(fc.boolean(), fc.jsonValue()),
    new_title: anyText,
    status: anyText,
    stats: fc.oneof(
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom('processed_count', 'total_count', 'execution_time'), fc.jsonValue()),
    ),
    code,
    error: fc.oneof(anyText, fc.record({ code, message: anyText, timestamp: time }, { requiredKeys: [] })),
    timestamp: time,
  },
  { requiredKeys: [] },
)
const cut = fc
  .tuple(
    fc.constantFrom(
      ...Object.values(documented),
      ...Object.values(deployed).map((one) => JSON.stringify(one)),
    ),
    fc.nat(250),
    fc.nat(20),
    fc.string({ maxLength: 8 }),
  )
  .map(([whole, at, length, piece]) => whole.slice(0, at) + piece + whole.slice(at + length))
const anything = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.json(), frame, cut)

const outgoing: fc.Arbitrary<Outgoing> = fc.oneof(
  fc.record({
    kind: fc.constant('message' as const),
    conversation: fc.oneof(fc.constantFrom('main', '123'), fc.string()),
    text: fc.string({ unit: 'binary' }),
  }),
  fc.record({
    kind: fc.constant('typing' as const),
    conversation: fc.string(),
    isTyping: fc.boolean(),
  }),
)

function check(updates: readonly Update[]): void {
  for (const { reason, raw } of rejectionsOf(updates)) {
    expect(reason).not.toBe('')
    expect(raw.length).toBeLessThan(500)
  }
  for (const update of updates) {
    if (update.kind === 'messages') {
      for (const { text, author, conversation, time: at } of update.messages) {
        expect([typeof text, typeof conversation]).toEqual(['string', 'string'])
        expect(text !== '' || author !== null).toBe(true)
        expect(at === null || Number.isFinite(at)).toBe(true)
      }
    }
    if (update.kind === 'job-progress') {
      for (const figure of Object.values(update.progress)) expect(figure === null || figure >= 0).toBe(true)
    }
    if (update.kind === 'log' || update.kind === 'message-refused') {
      expect(update.kind === 'log' ? update.message : update.text).not.toBe('')
    }
  }
}

describe('whatever comes, and whatever is said between', () => {
  it.each([
    ['chat', chat],
    ['streams', streams],
  ])('never throws on %s, and what is told holds what it should', (_, connect) => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(anything, fc.record({ say: outgoing }), fc.constant('ping'))),
        (steps) => {
          const { open, hear, say, ping } = connect()
          open(session)
          for (const step of steps) {
            if (step === 'ping') ping()
            else if (typeof step === 'object' && 'say' in step) say(step.say)
            else check(hear(step))
          }
        },
      ),
      { numRuns: 500 },
    )
  })

  it('a text of a megabyte or a nest of thousands is cut where it is shown', () => {
    const long = 'word '.repeat(200_000)
    const nest = `${'[1,'.repeat(5_000)}1${']'.repeat(5_000)}`
    for (const connect of [chat, streams]) {
      for (const given of [
        { type: 'status_update', stream_id: long, status: 5 },
        { type: 'error', message: long, code: long },
        { error: long },
        { type: 'status', message: long },
        long,
        `{"type":"message","message":${nest}}`,
        `{"type":"execution_stats","stream_id":1,"stats":${nest}}`,
      ]) {
        const updates = connect().hear(given)
        check(updates)
        const shown = updates.map((update) =>
          update.kind === 'log' ? update.message.length : JSON.stringify(rejectionsOf([update])).length,
        )
        for (const length of shown) expect(length).toBeLessThan(2_000)
      }
    }
  })
})
