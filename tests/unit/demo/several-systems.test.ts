import { expect, test } from 'vitest'
import type { SystemKind } from '../../../demo/backend/system'
import { systemKinds } from '../../../demo/systems'
import { startDemo } from './kit'
import { partOf } from './wire'

/** The least that a system must bring; it greets with its clock. */
const plain: SystemKind = {
  id: 'plain',
  create: ({ clock, shown }) => ({
    source: { id: 'plain-source', system: 'plain', label: 'Plain', path: '/plain', auth: { method: 'none' } },
    owns: (path) => path.startsWith('/plain/'),
    fetch: () => Response.json({ fine: true }),
    socketAt: (path) =>
      path === '/plain/ws'
        ? { faulty: true, open: (channel) => channel.send({ type: 'hello', time: shown(clock.now()) }) }
        : undefined,
    garbage: () => ['{"type":"plain garbage"}'],
    onFault: {},
    signIn: () => ({}),
    start: async () => undefined,
    processes: () => ({ plainPid: 7 }),
    stop: async () => undefined,
  }),
}

test('a system is one more entry: faults reach it alone, or all with "*"', async () => {
  const demo = await startDemo({}, [plain])
  const own = demo.socket('/plain/ws')
  expect(partOf(await own.next(), 'type')).toBe('hello')
  const webmacs = await demo.greeted()
  await demo.rest('POST', '/demo/faults', { body: { system: 'plain', fault: 'down', seconds: 5 } })
  expect((await own.closed).code).toBe(1006)
  expect((await demo.rest('GET', '/plain/status')).status).toBe(502)
  expect(await webmacs.beforePong()).toEqual([])
  demo.clock.advance(5_000)
  expect((await demo.rest('GET', '/plain/status')).body).toEqual({ fine: true })
  const all = await demo.rest('POST', '/demo/faults', { body: { system: '*', fault: 'terminate' } })
  expect(all.body).toEqual({ fault: 'terminate', systems: ['plain', 'webmacs'], sockets: 1 })
})

test('GET /demo tells the processes and the systems, GET /demo/sign-in how to sign in', async () => {
  const demo = await startDemo({}, [plain])
  const { body } = await demo.rest('GET', '/demo')
  expect(body).toMatchObject({
    pid: process.pid,
    plainPid: 7,
    port: demo.port,
    startedAt: '2025-01-15T14:30:00.123Z',
    systems: [{ id: 'plain' }, { id: 'webmacs', label: 'This machine' }],
  })
  const fields = await demo.rest('GET', '/demo/sign-in?system=webmacs')
  expect((await demo.rest('POST', '/api/v1/auth/login', { body: fields.body })).status).toBe(200)
  const unknown = await demo.rest('GET', '/demo/sign-in?system=nothing')
  expect([unknown.status, partOf(unknown.body, 'message')]).toEqual([
    400,
    'system: expected one of plain, webmacs, found "nothing"',
  ])
})

test('the demo speaks its systems: no path belongs to two of them, and this machine comes first', async () => {
  const demo = await startDemo({}, systemKinds.slice(1))
  const { body } = await demo.rest('GET', '/demo')
  expect(systemKinds.map(({ id }) => id)).toEqual([
    'webmacs',
    'servosense',
    'control-center',
    'newloom',
    'workspace-chat',
  ])
  expect(Object.keys(Object(body))).toEqual(expect.arrayContaining(['pid', 'port', 'startedAt']))
  expect(partOf(body, 'systems')).toEqual([
    { id: 'servosense', label: 'Motor plant', path: '' },
    { id: 'control-center', label: 'Demo processes', path: '/control-center' },
    { id: 'newloom', label: 'Demo jobs', path: '' },
    { id: 'workspace-chat', label: 'Control room', path: '/workspace-chat' },
    { id: 'webmacs', label: 'This machine', path: '' },
  ])
  // Each answers in its own words.
  expect((await demo.rest('GET', '/api/v1/workspaces/')).body).toEqual({ detail: 'Not Found' })
  expect(partOf((await demo.rest('GET', '/api/workspaces/')).body, 'detail')).toContain(
    'credentials were not provided',
  )
  expect((await demo.rest('GET', '/api/v1/streams/')).status).toBe(403)
  expect((await demo.rest('GET', '/api/users/me/')).status).toBe(403)
  expect((await demo.rest('GET', '/control-center/api/v1/events')).body).toEqual({ detail: 'Not Found' })
  expect((await demo.rest('GET', '/control-center')).body).toContain('nothing at /control-center')
  expect((await demo.rest('GET', '/api/status')).body).toContain('nothing at /api/status')
})

test('GET /demo tells the pids of the children that run', async () => {
  const demo = await startDemo({}, systemKinds.slice(1))
  await demo.rest('POST', '/control-center/api/components/controller/start')
  const { body } = await demo.rest('GET', '/demo')
  expect([partOf(body, 'controllerPid'), partOf(body, 'plantPid')]).toEqual([
    demo.children.newest.pid,
    undefined,
  ])
})

test('what is stopped there is seen here: the plant is a component and a simulator', async () => {
  const demo = await startDemo({}, systemKinds.slice(1))
  const client = demo.socket('/ws/workspaces/1/')
  await client.opened
  const { body } = await demo.rest('GET', '/control-center/api/status')
  expect(Object.keys(Object(partOf(body, 'components')))).toEqual(['backend', 'plant', 'controller'])
  await demo.rest('POST', '/control-center/api/components/plant/start')
  demo.children.newest.report(0.1, 0.1, 40)
  expect(await client.next()).toEqual({ type: 'info', message: 'simulator_started' })
})

test.each(systemKinds.map(({ id }) => id))('signing in to %s by itself works', async (id) => {
  const demo = await startDemo({}, systemKinds.slice(1))
  const { body } = await demo.rest('GET', `/demo/sign-in?system=${id}`)
  const paths = new Map([
    ['webmacs', '/api/v1/auth/login'],
    ['servosense', '/api/user/token/'],
    ['newloom', '/api/v1/acc/login/'],
  ])
  const path = paths.get(id)
  if (path === undefined) expect(body).toEqual(id === 'workspace-chat' ? { username: 'operator' } : {})
  else expect((await demo.rest('POST', path, { body })).status).toBe(200)
})
