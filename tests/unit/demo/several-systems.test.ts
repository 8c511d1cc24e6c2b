import { expect, test } from 'vitest'
import type { SystemKind } from '../../../demo/backend/system'
import { startDemo } from './kit'

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
  expect((await own.next()).type).toBe('hello')
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
  expect([unknown.status, unknown.body.message]).toEqual([
    400,
    'system: expected one of plain, webmacs, found "nothing"',
  ])
})
