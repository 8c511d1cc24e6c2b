import { expect, test, vi } from 'vitest'
import { startPlant } from './plant-kit'
import { partOf } from './wire'

vi.spyOn(console, 'error').mockImplementation(() => undefined)

test('test checklist: after starting the simulator both readings and events come, in the documented shapes', async () => {
  const demo = await startPlant()
  const client = await demo.listening('')
  await demo.startSimulator()
  demo.read([1, 61.5], [2, 11.2])
  const ts = '2025-01-15T14:30:00.123Z'
  expect(await client.next()).toEqual({ type: 'info', message: 'simulator_started' })
  expect(await client.next()).toEqual({
    type: 'event',
    level: 'INFO',
    message: 'simulator runs: 4 motors, 14 sensors',
    ts,
  })
  expect(await client.next()).toEqual({ type: 'reading', sensor_id: 1, value: 61.5, unit: '°C', ts })
  expect(await client.next()).toEqual({ type: 'reading', sensor_id: 2, value: 11.2, unit: 'A', ts })
})

test('a reading is told with the time it is stored with, however long it takes to tell all', async () => {
  const demo = await startPlant()
  await demo.startSimulator()
  const client = await demo.listening()
  const start = demo.clock.now()
  let asked = 0
  const slow = vi.spyOn(demo.clock, 'now').mockImplementation(() => start + ++asked)
  demo.read([1, 61.5], [2, 11.2])
  slow.mockRestore()
  const told = [partOf(await client.next(), 'ts'), partOf(await client.next(), 'ts')]
  const { body } = await demo.ask('GET', '/api/workspaces/1/latest-readings/')
  expect(told).toEqual([partOf(body, 0, 'ts'), partOf(body, 1, 'ts')])
})

test('events come at all levels, with a sensor and without', async () => {
  const demo = await startPlant()
  await demo.startSimulator()
  const client = await demo.listening()
  demo.notice(
    { level: 'INFO', sensor_id: 1, message: 'overload is developing' },
    { level: 'CRIT', message: 'workspace overload' },
  )
  demo.read([1, 81])
  const ts = '2025-01-15T14:30:00.123Z'
  expect(await client.next()).toMatchObject({ type: 'event', level: 'INFO', sensor_id: 1 })
  expect(await client.next()).toEqual({ type: 'event', level: 'CRIT', message: 'workspace overload', ts })
  expect(await client.next()).toMatchObject({ type: 'reading', sensor_id: 1, value: 81 })
  const message = 'temperature threshold exceeded'
  expect(await client.next()).toEqual({ type: 'event', level: 'WARN', sensor_id: 1, message, ts })
})

test('a good token is taken in the query and as a subprotocol, where "Token" is the one that is selected', async () => {
  const demo = await startPlant()
  const byQuery = demo.workspace(`?token=${demo.token}`)
  const bySubprotocol = demo.workspace('', ['Token', demo.token])
  const among = demo.workspace('', ['other', 'Token', demo.token])
  await Promise.all([byQuery.opened, bySubprotocol.opened, among.opened])
  expect([byQuery.subprotocol, bySubprotocol.subprotocol, among.subprotocol]).toEqual(['', 'Token', 'Token'])
  await demo.startSimulator()
  for (const client of [byQuery, bySubprotocol, among]) {
    expect(await client.next()).toEqual({ type: 'info', message: 'simulator_started' })
  }
})

test.each([
  ['query token', '?token=nonsense', []],
  ['empty query token', '?token=', []],
  ['subprotocol token', '', ['Token', 'nonsense']],
  ['subprotocol without a token', '', ['Token']],
])(
  'test checklist: an invalid %s opens, gets a clean close with 4401, and no message',
  async (_name, query, subprotocols) => {
    const demo = await startPlant()
    await demo.startSimulator()
    const client = demo.workspace(query, subprotocols)
    await client.opened
    demo.read([1, 61.5])
    expect(await client.closed).toEqual({ code: 4401, reason: 'Invalid token.' })
    expect(client.unread).toBe(0)
  },
)

test('a workspace that does not exist is told by an error frame, then closed; without the slash there is none', async () => {
  const demo = await startPlant()
  const client = demo.socket(`/ws/workspaces/2/?token=${demo.token}`)
  expect(await client.next()).toEqual({ type: 'error', message: 'workspace_not_found' })
  expect(await client.closed).toEqual({ code: 4404, reason: 'workspace_not_found' })
  expect(await demo.socket('/ws/workspaces/1').refused).toBe(404)
  expect(await demo.socket('/ws/workspaces/one/').refused).toBe(404)
})

test('a plant that dies is told as an error, and reads again when it was started anew', async () => {
  const demo = await startPlant()
  await demo.startSimulator()
  const client = await demo.listening()
  demo.children.newest.die('SIGKILL')
  expect(await client.next()).toEqual({ type: 'error', message: 'simulator_failed' })
  demo.clock.advance(4_000)
  demo.children.newest.report(0.1, 0.1, 40)
  expect(await client.next()).toEqual({ type: 'info', message: 'simulator_started' })
  expect(partOf(await client.next(), 'type')).toBe('event')
  demo.read([1, 61.5])
  expect(await client.next()).toMatchObject({ sensor_id: 1, value: 61.5 })
})

test.each([
  ['expire-tokens', 'Token has expired.'],
  ['revoke-token', 'Invalid token.'],
])('C3: %s refuses every token issued so far; a new one is good at once', async (fault, reason) => {
  const demo = await startPlant()
  const open = await demo.listening('')
  const client = await demo.listening()
  expect(partOf((await demo.plantFault(fault)).body, 'sockets')).toBe(1)
  expect(await client.closed).toEqual({ code: 4401, reason })
  expect(await demo.workspace(`?token=${demo.token}`).closed).toEqual({ code: 4401, reason })
  const refused = await demo.ask('GET', '/api/workspaces/')
  expect([refused.status, refused.body]).toEqual([401, { detail: reason }])
  const renewed = await demo.tokenFor()
  expect(renewed).not.toBe(demo.token)
  const again = await demo.rest('GET', '/api/workspaces/', { token: renewed!, scheme: 'Token' })
  expect(again.status).toBe(200)
  // Who showed no token loses none.
  await demo.rest('POST', '/api/sim/start/1/', { token: renewed!, scheme: 'Token' })
  demo.children.newest.report(0.1, 0.1, 40)
  expect(partOf(await open.next(), 'type')).toBe('info')
})

test('delete-user takes all users away until it ends', async () => {
  const demo = await startPlant()
  const client = await demo.listening()
  await demo.plantFault('delete-user', { seconds: 5 })
  expect(await client.closed).toEqual({ code: 4401, reason: 'User inactive or deleted.' })
  expect((await demo.ask('GET', '/api/workspaces/')).status).toBe(401)
  expect(await demo.tokenFor()).toBeUndefined()
  demo.clock.advance(5_000)
  expect((await demo.ask('GET', '/api/workspaces/')).status).toBe(200)
})

test('T6: garbage of this shape follows the good frames and costs none of them', async () => {
  const demo = await startPlant()
  await demo.startSimulator()
  const client = await demo.listening()
  await demo.plantFault('garbage')
  const bad: string[] = []
  for (let round = 0; round < 30; round++) {
    demo.read([1, round])
    expect(partOf(await client.next(), 'value')).toBe(round)
    bad.push(String(await client.raw()))
  }
  for (const part of ['NaN', '1e999', '__proto__', '"version":99', 'PANIC', '<script>', '"ts":"yesterday"']) {
    expect(bad.some((frame) => frame.includes(part))).toBe(true)
  }
})

test('K2: skew moves the times of frames and of REST', async () => {
  const demo = await startPlant()
  await demo.startSimulator()
  const client = await demo.listening()
  await demo.plantFault('skew', { seconds: 10, by: -60 })
  demo.read([1, 61.5])
  expect(partOf(await client.next(), 'ts')).toBe('2025-01-15T14:29:00.123Z')
  const { body } = await demo.ask('GET', '/api/workspaces/1/latest-readings/')
  expect(partOf(body, 0, 'ts')).toBe('2025-01-15T14:29:00.123Z')
})
