import { expect, test } from 'vitest'
import { OTHER, OWN, PROBE, startDemo } from './kit'
import { eachOf, partOf, textOf } from './wire'

test('signing in answers a token and who one is; wrong fields are told apart from wrong credentials', async () => {
  const demo = await startDemo()
  const login = (body: unknown) => demo.rest('POST', '/api/v1/auth/login', { body })
  const good = await login({ email: 'admin@demo.local', password: 'watchdeck' })
  expect(good.body).toMatchObject({ token_type: 'bearer', username: 'admin' })
  const me = await demo.rest('GET', '/api/v1/auth/me', { token: textOf(good.body, 'access_token') })
  expect(me.body).toEqual({
    public_id: partOf(good.body, 'public_id'),
    email: 'admin@demo.local',
    username: 'admin',
    role: 'admin',
  })
  const wrong = await login({ email: 'admin@demo.local', password: 'wrong' })
  expect([wrong.status, wrong.body]).toEqual([401, { detail: 'Incorrect email or password' }])
  const missing = await login({ email: 'admin@demo.local' })
  expect(missing.status).toBe(422)
  expect(partOf(missing.body, 'detail')).toEqual([
    { loc: ['body', 'password'], msg: 'Field required', type: 'missing' },
  ])
  expect(partOf((await login('{')).body, 'detail', 0, 'type')).toBe('json_invalid')
})

test('without a token every path but health and login answers 401 with a detail', async () => {
  const demo = await startDemo()
  for (const path of ['auth/me', 'events', 'rules', 'datapoints/latest', 'experiments']) {
    const { status, body } = await demo.rest('GET', `/api/v1/${path}`)
    expect([path, status, body]).toEqual([path, 401, { detail: 'Not authenticated' }])
  }
  expect((await demo.rest('GET', '/health')).status).toBe(200)
})

test('health names the last reading and turns degraded when none came for half a minute', async () => {
  const demo = await startDemo()
  const fresh = await demo.rest('GET', '/health')
  expect(fresh.body).toEqual({
    status: 'ok',
    version: 'demo',
    database: 'ok',
    last_datapoint: null,
    uptime_seconds: 0,
  })
  await demo.push({ value: 1, event_public_id: PROBE })
  demo.clock.advance(31_000)
  expect((await demo.rest('GET', '/health')).body).toMatchObject({
    status: 'degraded',
    last_datapoint: '2025-01-15T14:30:00.123456+00:00',
    uptime_seconds: 31,
  })
})

test('events are paged, with ids that are the same in each start', async () => {
  const demo = await startDemo()
  const token = await demo.login('viewer')
  const all = await demo.rest('GET', '/api/v1/events', { token })
  expect(all.body).toMatchObject({ page: 1, page_size: 25, total: 3 })
  expect(partOf(all.body, 'data', 0)).toEqual({
    public_id: PROBE,
    name: 'Probe',
    unit: '%',
    type: 'sensor',
    min_value: 0,
    max_value: 100,
  })
  expect(partOf(all.body, 'data', 2)).toMatchObject({ public_id: OWN, type: 'range', unit: '' })
  const second = await demo.rest('GET', '/api/v1/events?page=2&page_size=2', { token })
  expect(eachOf(partOf(second.body, 'data'), 'name')).toEqual(['Your own value'])
  const tooLarge = await demo.rest('GET', '/api/v1/events?page_size=101', { token })
  expect([tooLarge.status, partOf(tooLarge.body, 'detail', 0, 'loc')]).toEqual([422, ['query', 'page_size']])
})

test('T9: rules are for operators and admins; a viewer gets 403', async () => {
  const demo = await startDemo()
  for (const username of ['operator', 'admin']) {
    const { body } = await demo.rest('GET', '/api/v1/rules', { token: await demo.login(username) })
    expect(eachOf(partOf(body, 'data'), 'name')).toEqual(['Your own value high'])
  }
  const viewer = await demo.rest('GET', '/api/v1/rules', { token: await demo.login('viewer') })
  expect([viewer.status, viewer.body]).toEqual([403, { detail: 'Insufficient permissions' }])
})

test('latest has one reading for each sensor, with its zone', async () => {
  const demo = await startDemo()
  await demo.push({ value: 1, event_public_id: PROBE }, { value: 2, event_public_id: OTHER })
  demo.clock.advance(1_000)
  await demo.push({ value: 3, event_public_id: PROBE })
  const { body } = await demo.rest('GET', '/api/v1/datapoints/latest', { token: await demo.login() })
  expect(body).toMatchObject([
    { value: 3, event_public_id: PROBE, timestamp: '2025-01-15T14:30:01.123456+00:00' },
    { value: 2, event_public_id: OTHER, timestamp: '2025-01-15T14:30:00.123456+00:00' },
  ])
})

test('a history is limited to its minutes, oldest first; an unknown sensor has an empty one', async () => {
  const demo = await startDemo()
  const token = await demo.login()
  await demo.push({ value: 1, event_public_id: PROBE })
  demo.clock.advance(90_000)
  await demo.push({ value: 2, event_public_id: PROBE })
  const series = async (minutes: number) => {
    const body = { event_public_ids: [PROBE, 'unknown', '__proto__'], minutes, max_points: 10 }
    return (await demo.rest('POST', '/api/v1/datapoints/series', { token, body })).body
  }
  expect(eachOf(partOf(await series(1), PROBE), 'value')).toEqual([2])
  expect(eachOf(partOf(await series(2), PROBE), 'value')).toEqual([1, 2])
  expect(partOf(await series(2), 'unknown')).toEqual([])
})

test.each([
  [{ event_public_ids: Array(21).fill(PROBE) }, 'event_public_ids', 'too_long'],
  [{ event_public_ids: 'one' }, 'event_public_ids', 'list_type'],
  [{ event_public_ids: undefined }, 'event_public_ids', 'missing'],
  [{ minutes: 0 }, 'minutes', 'greater_than_equal'],
  [{ minutes: 14_401 }, 'minutes', 'less_than_equal'],
  [{ minutes: 1.5 }, 'minutes', 'int_type'],
  [{ max_points: 9 }, 'max_points', 'greater_than_equal'],
  [{ max_points: 2_001 }, 'max_points', 'less_than_equal'],
  [{ max_points: '10' }, 'max_points', 'int_type'],
])('a history asked for with %j is answered 422 with the place', async (wrong, field, type) => {
  const demo = await startDemo()
  const body = { event_public_ids: [PROBE], minutes: 5, max_points: 100, ...wrong }
  const answer = await demo.rest('POST', '/api/v1/datapoints/series', { token: await demo.login(), body })
  expect(answer.status).toBe(422)
  expect(partOf(answer.body, 'detail')).toHaveLength(1)
  expect(partOf(answer.body, 'detail', 0)).toMatchObject({ loc: ['body', field], type })
  expect(partOf(answer.body, 'detail', 0, 'msg')).toEqual(expect.any(String))
})

test('experiments are started and stopped by operators, not by viewers', async () => {
  const demo = await startDemo()
  const body = { name: 'Run' }
  const viewer = await demo.rest('POST', '/api/v1/experiments', { token: await demo.login('viewer'), body })
  expect(viewer.status).toBe(403)
  const token = await demo.login('operator')
  const first = await demo.rest('POST', '/api/v1/experiments', { token, body })
  const again = await demo.rest('POST', '/api/v1/experiments', { token, body })
  expect(partOf(again.body, 'public_id')).not.toBe(partOf(first.body, 'public_id'))
  const { body: list } = await demo.rest('GET', '/api/v1/experiments', { token })
  expect(eachOf(partOf(list, 'data'), 'stopped_on').map((stoppedOn) => stoppedOn === null)).toEqual([
    true,
    false,
    false,
  ])
  expect((await demo.rest('PUT', '/api/v1/experiments/none/stop', { token })).status).toBe(404)
})

test('an unknown path is answered 404 in JSON', async () => {
  const demo = await startDemo()
  const answer = await demo.rest('GET', '/api/v1/nothing')
  expect([answer.status, answer.body]).toEqual([404, { detail: 'Not Found' }])
})
