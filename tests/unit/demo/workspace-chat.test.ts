import { expect, test } from 'vitest'
import { eachOf, partOf, textOf } from './wire'
import { startChat, typesOf } from './workspace-chat-kit'

const AT = '2025-01-15T14:30:00.123Z'

test('a newcomer is greeted at once, in the documented shape, and hears nobody’s name', async () => {
  const chat = await startChat()
  await chat.enter('ada')
  const client = chat.knock('bo')
  expect(await client.next()).toEqual({
    type: 'connected',
    userId: 'ws_user_1736951400123',
    username: 'bo',
    timestamp: AT,
    connectedUsers: 2,
  })
  expect(client.unread).toBe(0)
})

test('a message reaches everybody, the sender too, each under another id', async () => {
  const chat = await startChat()
  const ada = await chat.enter('ada')
  const bo = await chat.enter('bo')
  await ada.next()
  ada.send({ type: 'message:send', text: 'Hello <b>everyone</b>! \u202e\u{1f600}' })
  const [own, other] = [await ada.next(), await bo.next()]
  expect(own).toEqual({
    type: 'message:new',
    data: {
      id: expect.stringMatching(/^msg_\d{13}$/),
      userId: expect.stringMatching(/^user_/),
      username: 'ada',
      text: 'Hello <b>everyone</b>! \u202e\u{1f600}',
      createdAt: AT,
    },
  })
  expect(textOf(other, 'data', 'text')).toBe(textOf(own, 'data', 'text'))
  expect(textOf(other, 'data', 'userId')).toBe(textOf(own, 'data', 'userId'))
  expect(textOf(other, 'data', 'id')).not.toBe(textOf(own, 'data', 'id'))
})

test('coming, going, presence and typing reach the others alone', async () => {
  const chat = await startChat()
  const ada = await chat.enter('ada')
  const bo = await chat.enter('bo')
  const person = { userId: expect.stringMatching(/^user_/), username: 'bo' }
  expect(await ada.next()).toEqual({ type: 'presence:update', data: { ...person, status: 'online' } })
  bo.send({ type: 'presence:update', status: 'busy' })
  bo.send({ type: 'typing:indicator', isTyping: true })
  bo.send({ type: 'typing:indicator', isTyping: true })
  bo.send({ type: 'typing:indicator', isTyping: false })
  expect(await ada.next()).toEqual({ type: 'presence:update', data: { ...person, status: 'busy' } })
  expect(await ada.next()).toEqual({ type: 'typing:indicator', data: { ...person, isTyping: true } })
  expect(await ada.next()).toEqual({ type: 'typing:indicator', data: { ...person, isTyping: false } })
  bo.send({ type: 'message:send', text: 'Back.' })
  expect(await typesOf(bo, 1)).toEqual(['message:new'])
  await ada.next()
  bo.cut()
  expect(await ada.next()).toEqual({ type: 'presence:update', data: { ...person, status: 'offline' } })
})

test('a user with two connections comes once and goes once', async () => {
  const chat = await startChat()
  const ada = await chat.enter('ada')
  const first = await chat.enter('bo')
  const second = chat.knock('bo')
  expect(partOf(await second.next(), 'connectedUsers')).toBe(2)
  first.cut()
  await first.closed
  second.send({ type: 'message:send', text: 'Still here.' })
  expect(await typesOf(ada, 2)).toEqual(['presence:update', 'message:new'])
  second.cut()
  expect(partOf(await ada.next(), 'data', 'status')).toBe('offline')
})

test.each([
  ['/workspace-chat/ws', 'Username required: connect to /ws?username=your_name'],
  ['/workspace-chat/ws?username=%20', 'Username required: connect to /ws?username=your_name'],
  [`/workspace-chat/ws?username=${'x'.repeat(65)}`, 'Username too long: at most 64 characters'],
])('nobody comes in at %.40s', async (path, reason) => {
  const chat = await startChat()
  expect(await chat.socket(path).closed).toEqual({ code: 1008, reason })
})

test.each([
  ['no JSON', 'INVALID_JSON'],
  ['[]', 'INVALID_JSON'],
  ['{}', 'INVALID_FRAME'],
  [Buffer.from('{"type":"ping"}'), 'INVALID_FRAME'],
  ['{"type":"message:send"}', 'INVALID_MESSAGE'],
  ['{"type":"message:send","text":" \\n"}', 'INVALID_MESSAGE'],
  ['{"type":"message:send","text":5}', 'INVALID_MESSAGE'],
  ['{"type":"presence:update","status":"asleep"}', 'INVALID_PRESENCE'],
  ['{"type":"typing:indicator","isTyping":"yes"}', 'INVALID_TYPING'],
  ['{"type":"auth","token":"any"}', 'UNKNOWN_TYPE'],
  ['{"type":"__proto__"}', 'UNKNOWN_TYPE'],
])('%s is refused with %s, and the connection lives', async (frame, code) => {
  const chat = await startChat()
  const ada = await chat.enter('ada')
  ada.send(frame)
  expect(await ada.next()).toEqual({ type: 'error', code, message: expect.any(String) })
  ada.send({ type: 'ping' })
  ada.send({ type: 'message:send', text: 'Alive, and no pong came.' })
  expect(await typesOf(ada, 1)).toEqual(['message:new'])
})

test('REST tells earlier messages newest first, under other names', async () => {
  const chat = await startChat()
  expect(await chat.messages()).toEqual({ success: true, messages: [] })
  const ada = await chat.enter('ada')
  for (const text of ['one', 'two', 'three']) ada.send({ type: 'message:send', text })
  await typesOf(ada, 3)
  expect(await chat.messages('?limit=2')).toEqual({
    success: true,
    messages: [
      { id: 3, pseudo: 'ada', message: 'three', created_at: AT },
      { id: 2, pseudo: 'ada', message: 'two', created_at: AT },
    ],
  })
  expect(eachOf(partOf(await chat.messages('?limit=10000'), 'messages'), 'id')).toEqual([3, 2, 1])
  const refused = await chat.rest('GET', '/workspace-chat/api/messages?limit=all')
  expect([refused.status, textOf(refused.body, 'message')]).toEqual([
    400,
    'limit: expected a whole number from 1 to 10000, found "all"',
  ])
})

test('health and the figures of monitoring are those of the room and of this process', async () => {
  const chat = await startChat()
  const ada = await chat.enter('ada')
  await chat.enter('bo')
  ada.send({ type: 'message:send', text: 'early' })
  await typesOf(ada, 2)
  chat.clock.advance(60_000)
  ada.send({ type: 'message:send', text: 'late' })
  await typesOf(ada, 1)
  const stats = (await chat.rest('GET', '/workspace-chat/api/monitoring/stats')).body
  expect(stats).toMatchObject({
    connectedUsers: 2,
    messagesPerMinute: 1,
    totalMessages: 2,
    systemHealth: { status: 'healthy', uptime: expect.any(Number) },
  })
  const memory = partOf(stats, 'systemHealth', 'memory')
  expect(partOf(memory, 'used')).toBeGreaterThan(1_000_000)
  expect(partOf(memory, 'total')).toBeGreaterThan(Number(partOf(memory, 'used')))
  expect(partOf(memory, 'percentage')).toBeGreaterThan(0)
  const health = (await chat.rest('GET', '/workspace-chat/api/health')).body
  expect(health).toEqual({
    status: 'ok',
    timestamp: '2025-01-15T14:31:00.123Z',
    uptime: expect.any(Number),
  })
  const nothing = await chat.rest('GET', '/workspace-chat/api/nothing')
  expect([nothing.status, partOf(nothing.body, 'error')]).toEqual([404, 'Not Found'])
})

test('K2: skew moves every time that is told', async () => {
  const chat = await startChat()
  const ada = await chat.enter('ada')
  ada.send({ type: 'message:send', text: 'before' })
  await typesOf(ada, 1)
  await chat.fault('skew', { seconds: 10 })
  ada.send({ type: 'message:send', text: 'after' })
  expect(textOf(await ada.next(), 'data', 'createdAt')).toBe('2025-01-15T15:30:00.123Z')
  expect(eachOf(partOf(await chat.messages(), 'messages'), 'created_at')).toEqual([
    '2025-01-15T15:30:00.123Z',
    '2025-01-15T15:30:00.123Z',
  ])
})

test('T6: garbage of this shape follows the good frames', async () => {
  const chat = await startChat()
  const ada = await chat.enter('ada')
  await chat.fault('garbage', { seconds: 3_600 })
  const bad: string[] = []
  for (let round = 0; round < 40; round++) {
    ada.send({ type: 'message:send', text: `good ${round}` })
    expect(textOf(await ada.next(), 'data', 'text')).toBe(`good ${round}`)
    bad.push(String(await ada.raw()))
  }
  for (const part of ['__proto__', '<script>', 'yesterday', 'sleeping', '"userCount"', '\\u0000']) {
    expect(bad.some((frame) => frame.includes(part))).toBe(true)
  }
})
