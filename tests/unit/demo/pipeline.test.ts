import { expect, test } from 'vitest'
import type { SensorReadingHook } from '../../../demo/systems/webmacs/webhooks'
import { OTHER, OWN, PROBE, startDemo } from './kit'
import { eachOf, partOf } from './wire'

const reading = (value: unknown, event_public_id: unknown = PROBE) => ({ value, event_public_id })

test('a pushed reading is broadcast with microseconds, without a zone, with the running experiment', async () => {
  const demo = await startDemo()
  const stream = await demo.greeted()
  const experiments = await demo.rest('GET', '/api/v1/experiments', { token: await demo.login() })
  await demo.push(reading(23.5), reading(1013, OTHER))
  const stamp = {
    timestamp: '2025-01-15T14:30:00.123456',
    experiment_public_id: partOf(experiments.body, 'data', 0, 'public_id'),
  }
  expect(await stream.next()).toEqual({
    type: 'datapoints_batch',
    datapoints: [
      { value: 23.5, event_public_id: PROBE, ...stamp },
      { value: 1013, event_public_id: OTHER, ...stamp },
    ],
  })
})

test('500 readings are taken, 501 are refused as a whole and nothing of them is stored', async () => {
  const demo = await startDemo()
  const controller = demo.controller()
  await controller.opened
  controller.send({ datapoints: Array.from({ length: 501 }, () => reading(1)) })
  expect(await controller.next()).toEqual({ type: 'error', message: 'Batch too large (501), max 500' })
  const token = await demo.login()
  expect((await demo.rest('GET', '/api/v1/datapoints/latest', { token })).body).toEqual([])
  await demo.push(...Array.from({ length: 500 }, (_, index) => reading(index)))
  expect(partOf((await demo.rest('GET', '/api/v1/datapoints/latest', { token })).body, 0, 'value')).toBe(499)
})

test.each([
  ['an empty batch', { datapoints: [] }],
  ['no batch', {}],
  ['something else than a list', { datapoints: 'many' }],
  ['wrong types', { datapoints: [reading('1'), reading(true), reading(1, 7), null, 5] }],
  ['a number that no double holds', `{"datapoints":[{"value":1e999,"event_public_id":"${PROBE}"}]}`],
  ['no JSON', '{'],
])('%s is answered: no valid datapoints', async (_name, frame) => {
  const demo = await startDemo()
  const controller = demo.controller()
  await controller.opened
  controller.send(frame)
  expect(await controller.next()).toEqual({ type: 'error', message: 'No valid datapoints in batch' })
})

test('one bad reading costs the others nothing, and unknown sensors are dropped without a word', async () => {
  const demo = await startDemo()
  const stream = await demo.greeted()
  await demo.push(reading('bad'), reading(1, 'unknown'), reading(2, '__proto__'), reading(3))
  expect(partOf(await stream.next(), 'datapoints')).toMatchObject([reading(3)])
  await demo.push(reading(4, 'unknown'))
  expect(await stream.beforePong()).toEqual([])
})

test('a sensor is broadcast at most each 200 ms, and every reading is stored all the same', async () => {
  const demo = await startDemo()
  const stream = await demo.greeted()
  for (const value of [1, 2, 3]) {
    await demo.push(reading(value))
    demo.clock.advance(100)
  }
  await demo.push(reading(4, OTHER))
  const frames = (await stream.beforePong()) as { datapoints: { value: number }[] }[]
  expect(frames.flatMap(({ datapoints }) => datapoints.map(({ value }) => value))).toEqual([1, 3, 4])
  const body = { event_public_ids: [PROBE], minutes: 1, max_points: 10 }
  const series = await demo.rest('POST', '/api/v1/datapoints/series', { token: await demo.login(), body })
  expect(eachOf(partOf(series.body, PROBE), 'value')).toEqual([1, 2, 3])
})

test('webhooks go out once in 5 s for each sensor', async () => {
  const sent: SensorReadingHook[] = []
  const webhook = 'http://127.0.0.1:9/hook'
  const demo = await startDemo({ webhook, deliver: (_target, body) => sent.push(body) })
  await demo.push(reading(1), reading(2, OTHER))
  demo.clock.advance(4_999)
  await demo.push(reading(3))
  demo.clock.advance(1)
  await demo.push(reading(4))
  expect(sent.map(({ value }) => value)).toEqual([1, 2, 4])
  expect(sent[0]).toMatchObject({ event_type: 'sensor_reading', event_public_id: PROBE })
})

test('a webhook that leads off this machine is refused at the start', async () => {
  await expect(startDemo({ webhook: 'http://192.0.2.1/hook' })).rejects.toThrow('WATCHDECK_DEMO_WEBHOOK')
})

test('rules see the last value of each sensor in a batch, and trigger again only after their cooldown', async () => {
  const demo = await startDemo()
  const token = await demo.login()
  const triggered = async () => {
    const { body } = await demo.rest('GET', '/api/v1/rules', { token })
    const rules = partOf(body, 'data')
    return partOf(rules, eachOf(rules, 'name').indexOf('Your own value high'), 'last_triggered_at')
  }
  await demo.push(reading(99, OWN), reading(80, OWN))
  expect(await triggered()).toBeNull()
  await demo.push(reading(5, OWN), reading(80.5, OWN))
  expect(await triggered()).toBe('2025-01-15T14:30:00.123456+00:00')
  demo.clock.advance(59_000)
  await demo.push(reading(99, OWN))
  expect(await triggered()).toBe('2025-01-15T14:30:00.123456+00:00')
  demo.clock.advance(1_000)
  await demo.push(reading(99, OWN))
  expect(await triggered()).toBe('2025-01-15T14:31:00.123456+00:00')
})

test('the warm-up ends after two minutes; readings then carry no experiment until one is started', async () => {
  const demo = await startDemo()
  const token = await demo.login()
  const stream = await demo.greeted()
  demo.clock.advance(120_000)
  await demo.push(reading(1))
  expect(partOf(await stream.next(), 'datapoints', 0, 'experiment_public_id')).toBeNull()
  const started = await demo.rest('POST', '/api/v1/experiments', { token, body: { name: 'Run' } })
  expect(started.status).toBe(201)
  demo.clock.advance(200)
  await demo.push(reading(2))
  expect(partOf(await stream.next(), 'datapoints', 0, 'experiment_public_id')).toBe(
    partOf(started.body, 'public_id'),
  )
  const path = `/api/v1/experiments/${partOf(started.body, 'public_id')}/stop`
  expect(partOf((await demo.rest('PUT', path, { token })).body, 'stopped_on')).toBe(
    '2025-01-15T14:32:00.323456+00:00',
  )
  demo.clock.advance(200)
  await demo.push(reading(3))
  expect(partOf(await stream.next(), 'datapoints', 0, 'experiment_public_id')).toBeNull()
})
