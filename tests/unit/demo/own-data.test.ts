import { expect, test } from 'vitest'
import { OWN, PROBE, startDemo, VALID } from './kit'
import { eachOf, partOf, textOf } from './wire'

async function start() {
  const demo = await startDemo()
  const post = (path: string, body: unknown, token: string | undefined = VALID) =>
    demo.rest('POST', `/api/v1/${path}`, { token, body })
  const latest = async () => (await demo.rest('GET', '/api/v1/datapoints/latest', { token: VALID })).body
  const problems = async (path: string, body: unknown) => {
    const answer = await post(path, body)
    expect(answer.status).toBe(422)
    return eachOf(partOf(answer.body, 'detail'), 'loc', 1).map((field, index) => [
      field,
      partOf(answer.body, 'detail', index, 'type'),
    ])
  }
  return { ...demo, post, latest, problems }
}

test('one value pushed by REST is stored and broadcast as one of a controller is', async () => {
  const demo = await start()
  const stream = await demo.greeted()
  const answer = await demo.post('datapoints', { value: 85, event_public_id: OWN })
  expect([answer.status, answer.body]).toEqual([201, { stored: 1 }])
  expect(await stream.next()).toMatchObject({
    type: 'datapoints_batch',
    datapoints: [{ value: 85, event_public_id: OWN }],
  })
  expect(await demo.latest()).toMatchObject([{ value: 85, event_public_id: OWN }])
  const rules = await demo.rest('GET', '/api/v1/rules', { token: VALID })
  expect(textOf(rules.body, 'data', 0, 'last_triggered_at')).toBe('2025-01-15T14:30:00.123456+00:00')
})

test('a batch answers how many of it were stored; what is unknown or no number costs nothing else', async () => {
  const demo = await start()
  const good = { value: 1, event_public_id: PROBE }
  const mixed = [good, { ...good, event_public_id: 'unknown' }, { ...good, value: '1' }, null, good]
  expect((await demo.post('datapoints', { datapoints: mixed })).body).toEqual({ stored: 2 })
  expect((await demo.post('datapoints', { datapoints: Array(500).fill(good) })).body).toEqual({ stored: 500 })
  const large = await demo.post('datapoints', { datapoints: Array(501).fill(good) })
  expect([large.status, textOf(large.body, 'detail', 0, 'msg')]).toEqual([
    422,
    'Batch too large (501), max 500',
  ])
  expect(await demo.problems('datapoints', { datapoints: [] })).toEqual([['datapoints', 'value_error']])
  expect(await demo.problems('datapoints', { datapoints: 'many' })).toEqual([['datapoints', 'value_error']])
})

test('everything that is wrong with one reading is told at once', async () => {
  const demo = await start()
  expect(await demo.problems('datapoints', {})).toEqual([
    ['value', 'missing'],
    ['event_public_id', 'missing'],
  ])
  expect(await demo.problems('datapoints', { value: '5', event_public_id: 17 })).toEqual([
    ['value', 'float_type'],
    ['event_public_id', 'string_type'],
  ])
  const unknown = await demo.post('datapoints', { value: 5, event_public_id: '__proto__' })
  expect([unknown.status, unknown.body]).toEqual([404, { detail: 'Event not found' }])
})

test('a sensor of one’s own is created, listed last, and takes values; creating it again changes it', async () => {
  const demo = await start()
  const created = await demo.post('events', { name: 'Wave', unit: 'V', min_value: -10, max_value: 10 })
  const id = textOf(created.body, 'public_id')
  expect([created.status, created.body]).toEqual([
    201,
    { public_id: id, name: 'Wave', unit: 'V', type: 'sensor', min_value: -10, max_value: 10 },
  ])
  const again = await demo.post('events', { name: 'Wave', type: 'range' })
  expect(again.body).toEqual({
    public_id: id,
    name: 'Wave',
    unit: '',
    type: 'range',
    min_value: 0,
    max_value: 100,
  })
  const list = await demo.rest('GET', '/api/v1/events', { token: VALID })
  expect(eachOf(partOf(list.body, 'data'), 'name')).toEqual(['Probe', 'Other', 'Your own value', 'Wave'])
  expect((await demo.post('datapoints', { value: 3, event_public_id: id })).body).toEqual({ stored: 1 })
})

test('everything that is wrong with a sensor is told at once', async () => {
  const demo = await start()
  expect(await demo.problems('events', {})).toEqual([['name', 'missing']])
  const wrong = { name: ' ', unit: 'x'.repeat(21), type: 'toaster', min_value: null, max_value: '9' }
  expect(await demo.problems('events', wrong)).toEqual([
    ['name', 'string_too_short'],
    ['unit', 'string_too_long'],
    ['type', 'enum'],
    ['min_value', 'float_type'],
    ['max_value', 'float_type'],
  ])
  expect(await demo.problems('events', { name: 'Flat', min_value: 5, max_value: 5 })).toEqual([
    ['max_value', 'greater_than'],
  ])
})

test('names of the demo are its own, and there is an end to the sensors of visitors', async () => {
  const demo = await start()
  const taken = await demo.post('events', { name: 'Probe' })
  expect([taken.status, taken.body]).toEqual([409, { detail: 'The event "Probe" is the demo\'s own' }])
  for (let count = 1; count <= 50; count++) {
    expect((await demo.post('events', { name: `Sensor ${count}` })).status).toBe(201)
  }
  const full = await demo.post('events', { name: 'Sensor 51' })
  expect([full.status, full.body]).toEqual([409, { detail: 'There are 50 created events already' }])
  expect((await demo.post('events', { name: 'Sensor 50' })).status).toBe(201)
})

test.each(['events', 'datapoints'])('pushing to %s is for operators and admins', async (path) => {
  const demo = await start()
  const nobody = await demo.rest('POST', `/api/v1/${path}`, { body: {} })
  const viewer = await demo.rest('POST', `/api/v1/${path}`, { body: {}, token: await demo.login('viewer') })
  expect([nobody.status, viewer.status]).toEqual([401, 403])
})
