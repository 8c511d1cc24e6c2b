import { SignJWT } from 'jose'
import { expect, test } from 'vitest'
import { API_TOKENS } from '../../../demo/systems/webmacs/users'
import { PROBE, startDemo } from './kit'

const DAY_MS = 24 * 60 * 60 * 1000

test('a stream with a good token is greeted, and answers pings', async () => {
  const demo = await startDemo()
  const stream = demo.stream(await demo.login('viewer'))
  expect(await stream.next()).toEqual({
    type: 'connected',
    message: 'Subscribed to live datapoint stream.',
  })
  stream.send({ type: 'ping' })
  expect(await stream.next()).toEqual({ type: 'pong' })
})

test.each([
  ['no token', '', 'Authentication required'],
  ['no JWT', 'nonsense', 'Invalid or expired token'],
  ['a JWT of somebody else', await foreignToken(), 'Invalid or expired token'],
  ['an unknown API token', 'wm_unknown', 'Invalid API token'],
  ['an expired API token', API_TOKENS.expired, 'API token expired'],
])('C2: %s opens, then closes with 1008 and the reason', async (_name, token, reason) => {
  const demo = await startDemo()
  for (const client of [demo.stream(token), demo.controller(token)]) {
    await client.opened
    expect(await client.closed).toEqual({ code: 1008, reason })
  }
})

test('C2: without the parameter at all the reason is the same as for an empty token', async () => {
  const demo = await startDemo()
  const client = demo.socket('/ws/datapoints/stream')
  expect(await client.closed).toEqual({ code: 1008, reason: 'Authentication required' })
})

test('C2: a JWT is good for 24 hours, then it has expired', async () => {
  const demo = await startDemo()
  const token = await demo.login()
  demo.clock.advance(DAY_MS - 2_000)
  await demo.greeted(token)
  demo.clock.advance(3_000)
  expect(await demo.stream(token).closed).toEqual({ code: 1008, reason: 'Invalid or expired token' })
})

test('C2: logging out revokes the token for new sockets and REST, and closes no open one', async () => {
  const demo = await startDemo()
  const token = await demo.login()
  const open = await demo.greeted(token)
  expect((await demo.rest('POST', '/api/v1/auth/logout', { token })).status).toBe(200)
  expect(await demo.stream(token).closed).toEqual({ code: 1008, reason: 'Token has been revoked' })
  const me = await demo.rest('GET', '/api/v1/auth/me', { token })
  expect([me.status, me.body]).toEqual([401, { detail: 'Token has been revoked' }])
  expect(await open.beforePong()).toEqual([])
})

test.each([['no JSON'], ['[1]'], ['null'], ['"text"'], ['5'], [Buffer.from([1, 2])]])(
  'sending %s makes the server mute for this socket, and it closes nothing',
  async (frame) => {
    const demo = await startDemo()
    const mute = await demo.greeted()
    const witness = await demo.greeted()
    mute.send(frame)
    mute.send({ type: 'ping' })
    await demo.push({ value: 1, event_public_id: PROBE })
    expect(await witness.beforePong()).toHaveLength(1)
    // What is heard first on the mute one is the fault that closes it.
    await demo.fault('close', { code: 4000 })
    const first = await Promise.race([mute.raw(), mute.closed])
    expect(first).toEqual({ code: 4000, reason: '' })
  },
)

test('other JSON objects are ignored', async () => {
  const demo = await startDemo()
  const stream = await demo.greeted()
  stream.send({ type: 'pong' })
  stream.send({})
  expect(await stream.beforePong()).toEqual([])
})

function foreignToken(): Promise<string> {
  return new SignJWT({})
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(new Date('2100-01-01'))
    .sign(new TextEncoder().encode('another secret, of somebody else'))
}
