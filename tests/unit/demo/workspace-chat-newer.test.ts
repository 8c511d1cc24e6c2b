import { expect, test } from 'vitest'
import { partOf, textOf } from './wire'
import { startChat, typesOf } from './workspace-chat-kit'

test('signing in gives a token; the first frame shows it, and who is there follows', async () => {
  const chat = await startChat()
  const { status, body } = await chat.signIn('operator')
  expect([status, body]).toEqual([
    200,
    {
      success: true,
      token: expect.stringMatching(/^[0-9a-f]{64}$/),
      user: { id: expect.any(String), username: 'operator' },
    },
  ])
  const client = chat.socket('/workspace-chat/v2/ws')
  await client.opened
  client.send({ type: 'auth', token: textOf(body, 'token') })
  expect(await client.next()).toEqual({ type: 'auth:ack', ok: true })
  expect(await client.next()).toEqual({ type: 'userCount', count: 1, users: ['operator'] })
})

test('wrong credentials are refused; who is connected already cannot sign in again', async () => {
  const chat = await startChat()
  expect(partOf((await chat.signIn('operator', 'wrong')).body, 'code')).toBe('INVALID_CREDENTIALS')
  expect((await chat.rest('POST', '/workspace-chat/v2/api/auth/login', { body: 'no JSON' })).status).toBe(401)
  const first = await chat.enterNewer('operator')
  const again = await chat.signIn('operator')
  expect([again.status, partOf(again.body, 'success'), partOf(again.body, 'code')]).toEqual([
    200,
    false,
    'ALREADY_LOGGED_IN',
  ])
  const admin = await chat.enterNewer('admin')
  await typesOf(admin, 1)
  first.cut()
  expect(partOf(await admin.next(), 'users')).toEqual(['admin'])
  expect(partOf((await chat.signIn('operator')).body, 'success')).toBe(true)
})

test.each([
  ['another frame first', { type: 'message:send', text: 'hello' }, 'Expected an auth frame first'],
  ['a wrong token', { type: 'auth', token: 'wrong' }, 'Invalid or expired token'],
  ['no token', { type: 'auth' }, 'Invalid or expired token'],
])('%s ends the connection with auth_required', async (_what, frame, message) => {
  const chat = await startChat()
  const client = chat.socket('/workspace-chat/v2/ws')
  await client.opened
  client.send(frame)
  expect(await client.next()).toEqual({ type: 'error', code: 'auth_required', message })
  expect(await client.closed).toEqual({ code: 1008, reason: message })
})

test('the second connection of a user is refused, and so is one that says nothing for 30 s', async () => {
  const chat = await startChat()
  const token = textOf((await chat.signIn('operator')).body, 'token')
  await chat.enterNewer('operator')
  const second = chat.socket('/workspace-chat/v2/ws')
  await second.opened
  second.send({ type: 'auth', token })
  expect(partOf(await second.next(), 'code')).toBe('ALREADY_LOGGED_IN')
  const silent = chat.socket('/workspace-chat/v2/ws')
  await silent.opened
  chat.clock.advance(30_000)
  expect(await silent.closed).toEqual({ code: 1008, reason: 'No auth frame came within 30 s' })
})

test('both generations hear the same messages, each in its own words', async () => {
  const chat = await startChat()
  const ada = await chat.enter('ada')
  const operator = await chat.enterNewer('operator')
  expect(await operator.next()).toEqual({ type: 'userCount', count: 2, users: ['ada', 'operator'] })
  expect(partOf(await ada.next(), 'data', 'status')).toBe('online')
  ada.send({ type: 'typing:indicator', isTyping: true })
  ada.send({ type: 'presence:update', status: 'away' })
  ada.send({ type: 'message:send', text: 'from the documented one' })
  const createdAt = '2025-01-15T14:30:00.123Z'
  expect(await operator.next()).toEqual({
    type: 'message:new',
    data: {
      id: 1,
      username: 'ada',
      pseudo: 'ada',
      text: 'from the documented one',
      message: 'from the documented one',
      createdAt,
      created_at: createdAt,
    },
  })
  await ada.next()
  operator.send({ type: 'typing:indicator', isTyping: true })
  operator.send({ type: 'presence:update', status: 'busy' })
  operator.send({ type: 'message:send', text: 'from the newer one' })
  const data = partOf(await ada.next(), 'data')
  expect([partOf(data, 'username'), partOf(data, 'text')]).toEqual(['operator', 'from the newer one'])
  const { body } = await chat.rest('GET', '/workspace-chat/v2/api/messages')
  expect(body).toEqual(await chat.messages())
})

test.each([
  ['expire-tokens', 'Token expired'],
  ['revoke-token', 'Token revoked'],
  ['delete-user', 'User not found'],
])('%s closes the newer sockets and spares the documented ones', async (fault, reason) => {
  const chat = await startChat()
  const ada = await chat.enter('ada')
  const token = textOf((await chat.signIn('operator')).body, 'token')
  const operator = await chat.enterNewer('operator')
  expect(partOf((await chat.fault(fault, { seconds: 5 })).body, 'sockets')).toBe(1)
  expect(await operator.closed).toEqual({ code: 1008, reason })
  const again = chat.socket('/workspace-chat/v2/ws')
  await again.opened
  again.send({ type: 'auth', token })
  expect(textOf(await again.next(), 'message')).toBe('Invalid or expired token')
  expect((await chat.signIn('operator')).status).toBe(fault === 'delete-user' ? 401 : 200)
  ada.send({ type: 'message:send', text: 'still here' })
  expect(await typesOf(ada, 3)).toEqual(['presence:update', 'presence:update', 'message:new'])
})
