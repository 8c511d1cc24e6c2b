import { expect, test } from 'vitest'
import { startPlant } from './plant-kit'
import { eachOf, partOf } from './wire'

test('the right email and password answer a token, the same each time; anything else is 400 with the field', async () => {
  const demo = await startPlant()
  const ask = (body: unknown) => demo.rest('POST', '/api/user/token/', { body })
  const good = await ask({ email: 'admin@demo.local', password: 'watchdeck' })
  expect(good.body).toEqual({ token: expect.stringMatching(/^[0-9a-f]{40}$/) })
  expect((await ask({ email: 'admin@demo.local', password: 'watchdeck' })).body).toEqual(good.body)
  const wrong = await ask({ email: 'admin@demo.local', password: 'wrong' })
  const words = ['Unable to authenticate with provided credentials']
  expect([wrong.status, wrong.body]).toEqual([400, { non_field_errors: words }])
  const missing = await ask({ email: '' })
  expect([missing.status, missing.body]).toEqual([
    400,
    { email: ['This field may not be blank.'], password: ['This field is required.'] },
  ])
  expect((await ask('{')).body).toEqual({ detail: 'JSON parse error' })
})

test('without a good token every other path answers 401 with a detail', async () => {
  const demo = await startPlant()
  for (const [method, path] of [
    ['GET', '/api/workspaces/'],
    ['GET', '/api/workspaces/1/topology/'],
    ['GET', '/api/workspaces/1/latest-readings/'],
    ['PATCH', '/api/core/sensors/1/'],
    ['POST', '/api/sim/start/1/'],
    ['POST', '/api/sim/stop/1/'],
  ] as const) {
    const none = await demo.rest(method, path)
    const detail = 'Authentication credentials were not provided.'
    expect([path, none.status, none.body]).toEqual([path, 401, { detail }])
    const bad = await demo.rest(method, path, { token: 'nonsense', scheme: 'Token' })
    expect([path, bad.status, bad.body]).toEqual([path, 401, { detail: 'Invalid token.' }])
  }
})

test('the workspace has four motors with three sensors each, and two sensors without a machine', async () => {
  const demo = await startPlant()
  expect((await demo.ask('GET', '/api/workspaces/')).body).toEqual([{ id: 1, name: 'Motor plant' }])
  const { body } = await demo.ask('GET', '/api/workspaces/1/topology/')
  expect(partOf(body, 'workspace')).toEqual({ id: 1, name: 'Motor plant' })
  const machines = partOf(body, 'machines')
  const names = eachOf(machines, 'name')
  const sensorCounts = eachOf(machines, 'sensors', 'length')
  expect(names.map((name, index) => [name, sensorCounts[index]])).toEqual([
    ['Conveyor', 3],
    ['Pump', 3],
    ['Fan', 3],
    ['Mixer', 3],
  ])
  expect(partOf(machines, 0)).toMatchObject({ id: 1, kind: 'motor', x: 120, y: 80 })
  expect(partOf(machines, 0, 'sensors', 0)).toEqual({
    id: 1,
    name: 'Conveyor temperature',
    kind: 'temperature',
    unit: '°C',
    threshold: 80,
    machine: { id: 1, name: 'Conveyor' },
  })
  expect(partOf(body, 'sensors')).toMatchObject([
    { id: 13, name: 'Hall temperature', machine: null },
    { id: 14, name: 'Supply voltage', unit: 'V', threshold: null, machine: null },
  ])
})

test('latest readings are null until a sensor has read', async () => {
  const demo = await startPlant()
  const latest = async () => (await demo.ask('GET', '/api/workspaces/1/latest-readings/')).body
  const conveyor = {
    sensor_id: 1,
    unit: '°C',
    name: 'Conveyor temperature',
    machine: 'Conveyor',
    threshold: 80,
  }
  expect(partOf(await latest(), 0)).toEqual({ ...conveyor, value: null, ts: null })
  await demo.startSimulator()
  demo.read([1, 61.5], [99, 1])
  expect(await latest()).toHaveLength(14)
  expect(partOf(await latest(), 0)).toEqual({ ...conveyor, value: 61.5, ts: '2025-01-15T14:30:00.123Z' })
  expect(partOf(await latest(), 13)).toMatchObject({ machine: null, value: null, threshold: null })
})

test('a workspace, a sensor or a path that does not exist is 404, the path with a page', async () => {
  const demo = await startPlant()
  for (const [method, path] of [
    ['GET', '/api/workspaces/2/topology/'],
    ['GET', '/api/workspaces/x/latest-readings/'],
    ['POST', '/api/sim/start/2/'],
    ['POST', '/api/sim/stop/2/'],
    ['PATCH', '/api/core/sensors/15/'],
  ] as const) {
    const { status, body } = await demo.ask(method, path)
    expect([path, status, body]).toEqual([path, 404, { detail: 'Not found.' }])
  }
  const nothing = await demo.ask('GET', '/api/core/nothing/')
  expect([nothing.status, nothing.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8'])
})

test('a threshold that is changed takes effect at once and stays, also when the plant starts anew', async () => {
  const demo = await startPlant()
  await demo.startSimulator()
  const client = await demo.listening()
  demo.read([3, 4])
  const { body } = await demo.change(3, { threshold: 3.5 })
  expect(body).toMatchObject({
    id: 3,
    name: 'Conveyor vibration',
    threshold: 3.5,
    machine: { name: 'Conveyor' },
  })
  demo.read([3, 4])
  expect(await client.next()).toMatchObject({ type: 'reading', value: 4 })
  expect(await client.next()).toMatchObject({
    type: 'event',
    level: 'INFO',
    sensor_id: 3,
    message: 'vibration threshold set to 3.5 mm/s by operator',
  })
  expect(await client.next()).toMatchObject({ type: 'reading', value: 4 })
  expect(await client.next()).toMatchObject({ level: 'WARN', message: 'vibration threshold exceeded' })
  await demo.ask('POST', '/api/sim/stop/1/')
  await demo.startSimulator()
  const { body: topology } = await demo.ask('GET', '/api/workspaces/1/topology/')
  expect(partOf(topology, 'machines', 0, 'sensors', 2, 'threshold')).toBe(3.5)
  expect(partOf((await demo.change(3, { threshold: null })).body, 'threshold')).toBeNull()
  expect(partOf((await demo.change(3, { name: 'ignored' })).body, 'name')).toBe('Conveyor vibration')
})

test.each(['80', true, [80], {}])('a threshold of %j is 400 and changes nothing', async (threshold) => {
  const demo = await startPlant()
  const answer = await demo.change(1, { threshold })
  expect([answer.status, answer.body]).toEqual([400, { threshold: ['A valid number is required.'] }])
  expect(partOf((await demo.change(1, {})).body, 'threshold')).toBe(80)
})

test('the simulator is a process: stop ends it, start starts it, each says what it did', async () => {
  const demo = await startPlant()
  const sim = async (verb: string) => (await demo.ask('POST', `/api/sim/${verb}/1/`)).body
  const client = await demo.listening()
  expect(await sim('start')).toEqual({ started: true })
  expect(demo.children.newest.file).toBe('plant.mjs')
  demo.children.newest.report(0.1, 0.1, 40)
  expect(await client.next()).toEqual({ type: 'info', message: 'simulator_started' })
  expect(await client.next()).toMatchObject({ message: 'simulator runs: 4 motors, 14 sensors' })
  expect(await sim('start')).toEqual({ started: false })
  expect(await client.next()).toMatchObject({ level: 'INFO', message: 'Plant is already running' })
  expect(await sim('stop')).toEqual({ stopped: true })
  expect(await client.next()).toEqual({ type: 'info', message: 'simulator_stopped' })
  demo.read([1, 61.5])
  expect(await sim('stop')).toEqual({ stopped: true })
  expect(await sim('start')).toEqual({ started: true })
  expect(demo.children.all).toHaveLength(2)
  demo.children.newest.report(0.1, 0.1, 40)
  expect(await client.next()).toEqual({ type: 'info', message: 'simulator_started' })
})
