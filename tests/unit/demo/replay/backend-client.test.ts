import { expect, test } from 'vitest'
import { BackendClient, type BackendClientOptions } from '../../../../demo/replay/backend-client'
import { play } from '../../../../demo/replay/player'
import { readRecording } from '../../../../demo/replay/recording'
import { startDemo, VALID } from '../kit'
import { eachOf, partOf } from '../wire'

/** Nobody waits: its sleeps move it. */
function clockThatMoves() {
  let now = 0
  return {
    now: () => now,
    sleep: (milliseconds: number) => {
      now += milliseconds
      return Promise.resolve()
    },
  }
}

function clientThat(answers: BackendClientOptions['fetch']) {
  const clock = clockThatMoves()
  const client = new BackendClient({
    url: 'http://demo/',
    token: VALID,
    clock,
    ...(answers && { fetch: answers }),
  })
  return { clock, client }
}

test('a recording plays into the demo: its sensors are there, and every value is stored', async () => {
  const demo = await startDemo()
  const clock = clockThatMoves()
  const client = new BackendClient({ url: demo.origin, token: VALID, clock })
  const { columns, rows } = readRecording('time,Pump [bar],Idle\n0,4.1,\n1,4.3,\n2,4.2,\n')
  const sensors: string[] = []
  for (const column of columns) sensors.push(await client.createSensor(column))
  const push = (batch: Parameters<BackendClient['push']>[0]) => client.push(batch)
  const result = await play({ rows, sensors, speed: 1, clock, push, onProgress: () => undefined })
  expect(result).toEqual({ pushed: 3, stored: 3 })
  const { body: events } = await demo.rest('GET', '/api/v1/events', { token: VALID })
  expect(partOf(events, 'data', 3)).toMatchObject({
    name: 'Pump',
    unit: 'bar',
    min_value: 4.08,
    max_value: 4.32,
  })
  expect(partOf(events, 'data', 4)).toMatchObject({ name: 'Idle', min_value: 0, max_value: 100 })
  const { body: latest } = await demo.rest('GET', '/api/v1/datapoints/latest', { token: VALID })
  expect(eachOf(latest, 'value')).toEqual([4.2])
})

test('a push is tried again each second while the backend is away', async () => {
  let tries = 0
  const { clock, client } = clientThat(() => {
    tries++
    if (tries === 1) return Promise.reject(new TypeError('fetch failed'))
    return Promise.resolve(
      tries === 2 ? new Response('', { status: 502 }) : Response.json({ stored: 1 }, { status: 201 }),
    )
  })
  expect(await client.push([])).toBe(1)
  expect([tries, clock.now()]).toEqual([3, 2_000])
})

test('after half a minute it is given up, with a word what to do', async () => {
  const { clock, client } = clientThat(() => Promise.reject(new TypeError('fetch failed')))
  await expect(client.push([])).rejects.toThrow(
    'http://demo/ does not answer. Start the demo with "npm start", or name its address with --url.',
  )
  expect(clock.now()).toBe(29_000)
})

test('a refusal is told in the backend’s words, and not tried again', async () => {
  const refusing = (answer: Response) => clientThat(() => Promise.resolve(answer)).client.push([])
  await expect(refusing(Response.json({ detail: 'API token expired' }, { status: 401 }))).rejects.toThrow(
    'Refused with 401: API token expired',
  )
  const detail = [{ loc: ['body', 'name'], msg: 'Field required', type: 'missing' }]
  await expect(refusing(Response.json({ detail }, { status: 422 }))).rejects.toThrow('Field required')
  await expect(refusing(new Response('<html>', { status: 404 }))).rejects.toThrow('no WebMACS is there')
})
