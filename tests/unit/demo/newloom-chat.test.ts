import { expect, test } from 'vitest'
import type { Client } from './kit'
import { startJobs } from './newloom-kit'
import { partOf } from './wire'

async function startChat() {
  const demo = await startJobs()
  const mine = await demo.listening('/ws/chat/')
  const other = await demo.listening('/ws/chat/', '', await demo.signIn('viewer'))
  return { ...demo, mine, other }
}

/** What this client was sent before its own next message came back. */
async function beforeOwnMessage(client: Client): Promise<unknown[]> {
  client.send({ type: 'message', content: 'mark', chat_id: 1 })
  const before: unknown[] = []
  for (;;) {
    const frame = await client.next()
    if (partOf(Object(partOf(frame, 'message')), 'content') === 'mark') return before
    before.push(frame)
  }
}

test('a message reaches everybody, its sender too, with who wrote it by session or token', async () => {
  const { mine, other } = await startChat()
  mine.send({ type: 'message', content: 'Hello <b>there</b> 🙂', chat_id: 1, user: 'admin' })
  const frame = await mine.next()
  expect(frame).toEqual({
    type: 'message',
    message: {
      id: expect.any(Number),
      content: 'Hello <b>there</b> 🙂',
      user: 'operator',
      timestamp: '2025-01-15T14:30:00.123Z',
      chat_id: 1,
    },
  })
  expect(await other.next()).toEqual(frame)
  other.send({ type: 'message', content: 'Good morning', chat_id: 2 })
  const answer = await mine.next()
  expect(answer).toMatchObject({ message: { user: 'viewer', chat_id: 2 } })
  expect(partOf(answer, 'message', 'id')).not.toBe(partOf(frame, 'message', 'id'))
})

test('nothing is sent on opening, and what was said before is not told again', async () => {
  const demo = await startChat()
  demo.mine.send({ type: 'message', content: 'early', chat_id: 1 })
  await demo.mine.next()
  const late = await demo.listening('/ws/chat/')
  expect(await beforeOwnMessage(late)).toEqual([])
})

test('typing reaches the others, not the one who types', async () => {
  const { mine, other } = await startChat()
  mine.send({ type: 'typing', chat_id: 2, user: 'admin', is_typing: true })
  expect(await other.next()).toEqual({ type: 'typing', chat_id: 2, user: 'operator', is_typing: true })
  expect(await beforeOwnMessage(mine)).toEqual([])
})

test('a chat that does not exist is not permitted, for messages and for typing, and reaches nobody', async () => {
  const { mine, other } = await startChat()
  for (const frame of [
    { type: 'message', content: 'Hello', chat_id: 3 },
    { type: 'typing', chat_id: -1, is_typing: true },
  ]) {
    mine.send(frame)
    const message = 'Not authorized for this chat'
    expect(await mine.next()).toEqual({ type: 'error', code: 'permission_denied', message })
  }
  expect(await beforeOwnMessage(other)).toEqual([])
})

test.each([
  'no JSON',
  '[]',
  'null',
  {},
  { type: 'never heard of' },
  { message: 'the dialect of the deployed server' },
  { type: 'message', chat_id: 1 },
  { type: 'message', content: ' \n', chat_id: 1 },
  { type: 'message', content: 17, chat_id: 1 },
  { type: 'message', content: 'Hello' },
  { type: 'message', content: 'Hello', chat_id: '1' },
  { type: 'message', content: 'Hello', chat_id: 1.5 },
  { type: 'typing', chat_id: 1 },
  { type: 'typing', chat_id: '__proto__', is_typing: true },
])('%j is a format error and reaches nobody', async (wrong) => {
  const { mine, other } = await startChat()
  mine.send(wrong)
  const message = 'Invalid message format'
  expect(await mine.next()).toEqual({ type: 'error', code: 'invalid_format', message })
  expect(await beforeOwnMessage(other)).toEqual([])
})

test('a heartbeat is not answered, a disconnect closes cleanly, a frame above 1 MB is closed with 1009', async () => {
  const { mine, other } = await startChat()
  mine.send({ type: 'heartbeat' })
  expect(await beforeOwnMessage(mine)).toEqual([])
  mine.send({ type: 'disconnect' })
  expect(await mine.closed).toEqual({ code: 1000, reason: '' })
  other.send({ type: 'message', content: 'x'.repeat(1024 * 1024), chat_id: 1 })
  expect((await other.closed).code).toBe(1009)
})
