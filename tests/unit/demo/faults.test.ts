import { expect, test } from 'vitest'
import { OTHER, PROBE, START, startDemo, VALID, type Demo } from './kit'
import { partOf } from './wire'

const BATCH = [
  { value: 1, event_public_id: PROBE },
  { value: 2, event_public_id: OTHER },
]

/** Four broadcasts with the values 1 to 4. */
async function pushFour(demo: Demo): Promise<void> {
  for (const value of [1, 2, 3, 4]) {
    await demo.push({ value, event_public_id: PROBE })
    demo.clock.advance(200)
  }
}

test('close ends every socket with its code and reason, says how many, and spares the controller', async () => {
  const demo = await startDemo()
  const controller = demo.controller()
  await controller.opened
  const clients = [await demo.greeted(), await demo.greeted()]
  const answer = await demo.fault('close', { code: 1012, reason: 'restarting' })
  expect(answer.body).toEqual({ fault: 'close', systems: ['webmacs'], sockets: 2 })
  for (const { closed } of clients) expect(await closed).toEqual({ code: 1012, reason: 'restarting' })
  controller.send({ datapoints: [] })
  expect(partOf(await controller.next(), 'type')).toBe('error')
})

test('close without a code is seen as 1005, terminate as 1006', async () => {
  const demo = await startDemo()
  const closed = await demo.greeted()
  await demo.fault('close')
  expect((await closed.closed).code).toBe(1005)
  const cut = await demo.greeted()
  expect(partOf((await demo.fault('terminate')).body, 'sockets')).toBe(1)
  expect((await cut.closed).code).toBe(1006)
})

test('refuse answers new sockets 403, leaves open ones alone, and ends by itself', async () => {
  const demo = await startDemo()
  const open = await demo.greeted()
  await demo.fault('refuse', { seconds: 5 })
  expect(await demo.stream().refused).toBe(403)
  expect(await open.beforePong()).toEqual([])
  demo.clock.advance(5_000)
  await demo.greeted()
})

test('accept-then-close opens and closes with 1011 or the code given', async () => {
  const demo = await startDemo()
  await demo.fault('accept-then-close')
  const first = demo.stream()
  await first.opened
  expect(await first.closed).toEqual({ code: 1011, reason: '' })
  await demo.fault('accept-then-close', { code: 1013, reason: 'later' })
  expect(await demo.stream().closed).toEqual({ code: 1013, reason: 'later' })
})

test('T2: mute opens and says nothing: no greeting, no pong, no readings; REST answers', async () => {
  const demo = await startDemo()
  const before = await demo.greeted()
  await demo.fault('mute', { seconds: 5 })
  const during = demo.stream()
  await during.opened
  before.send({ type: 'ping' })
  await demo.push(...BATCH)
  expect((await demo.rest('GET', '/health')).status).toBe(200)
  demo.clock.advance(5_000)
  await demo.push(...BATCH)
  expect(partOf(await before.next(), 'datapoints', 0, 'timestamp')).toBe('2025-01-15T14:30:05.123456')
})

test('down cuts and refuses sockets and answers REST with 502, but not /demo', async () => {
  const demo = await startDemo()
  const open = await demo.greeted()
  expect(partOf((await demo.fault('down')).body, 'sockets')).toBe(1)
  expect((await open.closed).code).toBe(1006)
  expect(await demo.stream().refused).toBe(502)
  expect((await demo.rest('GET', '/health')).status).toBe(502)
  expect((await demo.rest('GET', '/demo')).status).toBe(200)
  await demo.push(...BATCH)
  demo.clock.advance(30_000)
  expect(partOf((await demo.rest('GET', '/health')).body, 'last_datapoint')).toBe(
    '2025-01-15T14:30:00.123456+00:00',
  )
})

test('stall answers neither REST nor sockets; when it ends their connections are cut', async () => {
  const demo = await startDemo()
  await demo.fault('stall', { seconds: 5 })
  const answers = Promise.allSettled([demo.rest('GET', '/health'), demo.stream().closed])
  // Both have arrived when the backend has taken connections after them and answered those.
  await demo.rest('GET', '/demo')
  await demo.push(...BATCH)
  demo.clock.advance(5_000)
  const [rest, socket] = await answers
  expect(rest.status).toBe('rejected')
  expect(socket).toMatchObject({ status: 'fulfilled', value: { code: 1006 } })
  expect((await demo.rest('GET', '/health')).status).toBe(200)
})

test('T6: garbage puts a bad frame after each good one, and costs no good one', async () => {
  const demo = await startDemo()
  const stream = await demo.greeted()
  await demo.fault('garbage')
  for (let round = 0; round < 40; round++) {
    await demo.push({ value: round, event_public_id: PROBE })
    demo.clock.advance(200)
  }
  const good: unknown[] = []
  const bad: (string | Buffer)[] = []
  for (let round = 0; round < 40; round++) {
    good.push(partOf(await stream.next(), 'datapoints', 0, 'value'))
    bad.push(await stream.raw())
  }
  expect(good).toEqual(Array.from({ length: 40 }, (_, round) => round))
  expect(bad.some((frame) => Buffer.isBuffer(frame))).toBe(true)
  expect(bad.filter((frame) => frame.length > 10_000_000)).toHaveLength(1)
  for (const part of ['NaN', '__proto__', '<script>', '9999-12-31', '1970-01-01', '[1,2,3]', '42', '']) {
    expect(bad.some((frame) => String(frame).includes(part))).toBe(true)
  }
})

test('T4: duplicate sends each frame twice', async () => {
  const demo = await startDemo()
  const stream = await demo.greeted()
  await demo.fault('duplicate')
  await demo.push(...BATCH)
  expect(await stream.raw()).toBe(await stream.raw())
})

test('out-of-order changes the places of each two frames, and loses none at its end', async () => {
  const demo = await startDemo()
  const stream = await demo.greeted()
  await demo.fault('out-of-order', { seconds: 1 })
  await pushFour(demo)
  await demo.push({ value: 5, event_public_id: PROBE })
  demo.clock.advance(200)
  await demo.push({ value: 6, event_public_id: PROBE })
  const values: unknown[] = []
  while (values.length < 6) values.push(partOf(await stream.next(), 'datapoints', 0, 'value'))
  expect(values).toEqual([2, 1, 4, 3, 5, 6])
})

test('K2: skew moves the times of frames, of REST and the Date header together, and ends', async () => {
  const demo = await startDemo()
  const stream = await demo.greeted()
  const dateOf = async () => Date.parse((await demo.rest('GET', '/health')).headers.get('date') ?? '')
  expect(await dateOf()).toBe(Math.floor(START / 1000) * 1000)
  await demo.fault('skew', { seconds: 10 })
  expect(await dateOf()).toBe(Math.floor(START / 1000) * 1000 + 3_600_000)
  await demo.push(...BATCH)
  expect(partOf(await stream.next(), 'datapoints', 0, 'timestamp')).toBe('2025-01-15T15:30:00.123456')
  await demo.fault('skew', { seconds: 10, by: -60 })
  const { body } = await demo.rest('GET', '/api/v1/datapoints/latest', { token: VALID })
  expect(partOf(body, 0, 'timestamp')).toBe('2025-01-15T14:29:00.123456+00:00')
  demo.clock.advance(10_000)
  expect(await dateOf()).toBe(Math.floor(START / 1000) * 1000 + 10_000)
})

test.each([
  ['expire-tokens', 'Invalid or expired token', 'API token expired'],
  ['revoke-token', 'Token has been revoked', 'Invalid API token'],
])(
  'C3: %s refuses every token issued so far, open sockets too; a new login is good at once',
  async (fault, reason, apiReason) => {
    const demo = await startDemo()
    const token = await demo.login()
    const clients = [await demo.greeted(token), await demo.greeted(VALID)]
    expect(partOf((await demo.fault(fault)).body, 'sockets')).toBe(2)
    expect(await clients[0]!.closed).toEqual({ code: 1008, reason })
    expect(await clients[1]!.closed).toEqual({ code: 1008, reason: apiReason })
    expect(await demo.stream(token).closed).toEqual({ code: 1008, reason })
    const me = await demo.rest('GET', '/api/v1/auth/me', { token })
    expect([me.status, me.body]).toEqual([401, { detail: reason }])
    await demo.greeted(await demo.login())
    await demo.controller(token).opened
    await demo.push(...BATCH)
    demo.clock.advance(30_000)
    await demo.greeted(VALID)
    expect(await demo.stream(token).closed).toEqual({ code: 1008, reason })
  },
)

test('delete-user takes all users away until it ends', async () => {
  const demo = await startDemo()
  const token = await demo.login()
  const open = await demo.greeted(token)
  await demo.fault('delete-user', { seconds: 5 })
  expect(await open.closed).toEqual({ code: 1008, reason: 'User not found' })
  expect(await demo.stream(token).closed).toEqual({ code: 1008, reason: 'User not found' })
  const me = await demo.rest('GET', '/api/v1/auth/me', { token })
  expect([me.status, me.body]).toEqual([401, { detail: 'User not found' }])
  expect(await demo.login()).toBeUndefined()
  demo.clock.advance(5_000)
  await demo.greeted(token)
  expect(await demo.login()).toEqual(expect.any(String))
})
