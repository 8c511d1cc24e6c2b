import { expect, test, vi } from 'vitest'
import type { SystemKind } from '../../../demo/backend/system'
import { createControlCenter } from '../../../demo/systems/control-center'
import { machineMeter } from '../../../demo/systems/control-center/machine'
import { PROBE, startDemo } from './kit'
import { partOf } from './wire'

vi.spyOn(console, 'error').mockImplementation(() => undefined)

const kind: SystemKind = {
  id: 'control-center',
  create: (context) =>
    createControlCenter(context, { machine: () => ({ processorPercent: 12.34, memoryPercent: 45.67 }) }),
}

async function start() {
  const demo = await startDemo({}, [kind])
  const status = async () => (await demo.rest('GET', '/control-center/api/status')).body
  const command = async (component: string, name: string) => {
    const answer = await demo.rest('POST', `/control-center/api/components/${component}/${name}`)
    return [answer.status, answer.body]
  }
  const fault = (name: string, fields = {}) =>
    demo.rest('POST', '/demo/faults', { body: { system: 'control-center', fault: name, ...fields } })
  return { ...demo, status, command, fault, ws: () => demo.socket('/control-center/ws') }
}

const stopped = {
  name: 'Controller',
  state: 'stopped',
  pid: null,
  uptime: null,
  cpu_percent: null,
  memory_mb: null,
  error: null,
  last_updated: '2025-01-15T14:30:00.123Z',
}

test('the whole state comes at once and again each two seconds, in the documented shape', async () => {
  const demo = await start()
  const client = demo.ws()
  expect(await client.next()).toEqual({
    components: {
      backend: {
        name: 'Backend',
        state: 'running',
        pid: process.pid,
        uptime: 0,
        cpu_percent: expect.any(Number),
        memory_mb: expect.any(Number),
        error: null,
        last_updated: '2025-01-15T14:30:00.123Z',
      },
      controller: stopped,
    },
    metrics: {
      timestamp: '2025-01-15T14:30:00.123Z',
      total_concepts: 0,
      total_associations: 0,
      storage_size_mb: 0,
      queries_per_second: 0,
      avg_latency_ms: 0,
      cpu_percent: 12.3,
      memory_percent: 45.7,
    },
  })
  demo.clock.advance(1_999)
  expect(partOf(await demo.status(), 'metrics', 'timestamp')).toBe('2025-01-15T14:30:00.123Z')
  demo.clock.advance(1)
  expect(partOf(await client.next(), 'metrics', 'timestamp')).toBe('2025-01-15T14:30:02.123Z')
  expect(client.unread).toBe(0)
})

test('metrics count what is really there: sensors, readings kept, their bytes, requests a second', async () => {
  const demo = await start()
  for (let index = 0; index < 100; index++) await demo.push({ value: index, event_public_id: PROBE })
  for (let index = 0; index < 5; index++) await demo.rest('GET', '/health')
  demo.clock.advance(2_000)
  expect(partOf(await demo.status(), 'metrics')).toMatchObject({
    total_concepts: 3,
    total_associations: 100,
    storage_size_mb: 0.002,
    queries_per_second: 0.5,
    avg_latency_ms: 0,
  })
  demo.clock.advance(12_000)
  expect(partOf(await demo.status(), 'metrics', 'queries_per_second')).toBe(0)
})

test('start, stop and restart change the process for real and always answer 200', async () => {
  const demo = await start()
  expect(await demo.command('controller', 'start')).toEqual([200, { success: true, component: 'controller' }])
  const first = demo.children.newest
  expect(partOf(await demo.status(), 'components', 'controller')).toMatchObject({
    state: 'starting',
    pid: first.pid,
  })
  demo.clock.advance(1_500)
  first.report(1, 0.25, 45.2)
  expect(partOf(await demo.status(), 'components', 'controller')).toEqual({
    ...stopped,
    state: 'running',
    pid: first.pid,
    uptime: 1.5,
    cpu_percent: 25,
    memory_mb: 45.2,
    last_updated: '2025-01-15T14:30:01.623Z',
  })
  const again = { success: false, error: 'Controller is already running' }
  expect(await demo.command('controller', 'start')).toEqual([200, again])
  expect(await demo.command('controller', 'restart')).toEqual([
    200,
    { success: true, component: 'controller' },
  ])
  expect([demo.children.all.length, first.signals]).toEqual([2, ['SIGTERM']])
  expect(await demo.command('controller', 'stop')).toEqual([200, { success: true, component: 'controller' }])
  expect(partOf(await demo.status(), 'components', 'controller')).toEqual({
    ...stopped,
    last_updated: '2025-01-15T14:30:01.623Z',
  })
})

test('what cannot be done is told with 200 as well', async () => {
  const demo = await start()
  const refused = (error: string) => [200, { success: false, error }]
  expect(await demo.command('backend', 'stop')).toEqual(refused('The backend cannot stop itself'))
  expect(await demo.command('controller', 'stop')).toEqual(refused('Controller is not running'))
  expect(await demo.command('__proto__', 'start')).toEqual(refused('Unknown component: __proto__'))
  expect((await demo.command('controller', 'explode'))[0]).toBe(404)
})

test('a component that crashes is seen as an error by who listens, then starting, then running', async () => {
  const demo = await start()
  await demo.command('controller', 'start')
  const client = demo.ws()
  await client.next()
  demo.children.newest.die('SIGKILL')
  const seen = async () => {
    demo.clock.advance(2_000)
    const controller = partOf(await client.next(), 'components', 'controller')
    return [partOf(controller, 'state'), partOf(controller, 'error')]
  }
  const words = 'The process ended by itself (SIGKILL); it starts again in 4 s.'
  expect(await seen()).toEqual(['error', words])
  await seen()
  expect(await seen()).toEqual(['starting', words])
  demo.children.newest.report(0.2, 0.1, 40)
  expect(await seen()).toEqual(['running', null])
})

test('close codes reach the client, and what it sends means nothing', async () => {
  const demo = await start()
  const client = demo.ws()
  await client.next()
  client.send({ type: 'subscribe', components: ['storage'] })
  client.send('no JSON')
  expect(partOf((await demo.fault('close', { code: 1011, reason: 'broken' })).body, 'sockets')).toBe(1)
  expect(await client.closed).toEqual({ code: 1011, reason: 'broken' })
})

test('T6: garbage of this shape follows the good frames', async () => {
  const demo = await start()
  const client = demo.ws()
  await client.next()
  await demo.fault('garbage', { seconds: 3_600 })
  const bad: string[] = []
  for (let round = 0; round < 25; round++) {
    demo.clock.advance(2_000)
    expect(partOf(await client.next(), 'components', 'backend', 'state')).toBe('running')
    bad.push(String(await client.raw()))
  }
  for (const part of ['NaN', '__proto__', 'exploded', '<script>', 'yesterday', '"health"']) {
    expect(bad.some((frame) => frame.includes(part))).toBe(true)
  }
})

test('K2: skew moves every time in the state', async () => {
  const demo = await start()
  await demo.fault('skew', { seconds: 10 })
  const status = await demo.status()
  expect([
    partOf(status, 'components', 'backend', 'last_updated'),
    partOf(status, 'metrics', 'timestamp'),
  ]).toEqual(['2025-01-15T15:30:00.123Z', '2025-01-15T15:30:00.123Z'])
})

test('mute leaves the socket open and silent while REST answers', async () => {
  const demo = await start()
  const client = demo.ws()
  await client.next()
  await demo.fault('mute', { seconds: 5 })
  demo.clock.advance(2_000)
  expect(partOf(await demo.status(), 'metrics', 'timestamp')).toBe('2025-01-15T14:30:02.123Z')
  demo.clock.advance(3_000)
  demo.clock.advance(1_000)
  expect(partOf(await client.next(), 'metrics', 'timestamp')).not.toBe('2025-01-15T14:30:02.123Z')
})

test('it has nothing at other paths below its prefix', async () => {
  const demo = await start()
  const answer = await demo.rest('GET', '/control-center/api/nothing')
  expect([answer.status, answer.body]).toEqual([404, { detail: 'Not Found' }])
  expect(await demo.socket('/control-center/ws/').refused).toBe(404)
})

test('the machine is measured between two looks; the first one knows no processor use', () => {
  const look = machineMeter()
  const first = look()
  expect(first.processorPercent).toBeNull()
  expect(first.memoryPercent).toBeGreaterThan(0)
  expect(first.memoryPercent).toBeLessThanOrEqual(100)
})
