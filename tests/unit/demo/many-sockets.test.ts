import { expect, test, vi } from 'vitest'
import { systemKinds } from '../../../demo/systems'
import { PROBE, startDemo, VALID } from './kit'
import { partOf } from './wire'

vi.spyOn(console, 'error').mockImplementation(() => undefined)

const CLIENTS = 100

test('a hundred sockets at once on each kind of stream: every one hears everything, and cutting all leaves it well', async () => {
  const others = systemKinds.filter(({ id }) => id === 'control-center' || id === 'servosense')
  const demo = await startDemo({}, others)
  const paths = [`/ws/datapoints/stream?token=${VALID}`, '/control-center/ws', '/ws/workspaces/1/']
  const clients = paths.map((path) => Array.from({ length: CLIENTS }, () => demo.socket(path)))
  await Promise.all(clients.flat().map(({ opened }) => opened))
  const [streams = [], states = []] = clients
  await Promise.all(streams.map((client) => client.next()))
  const told = await Promise.all(states.map((client) => client.next()))
  expect(told.every((state) => partOf(state, 'components') !== undefined)).toBe(true)

  await demo.push({ value: 1, event_public_id: PROBE })
  const batches = await Promise.all(streams.map((client) => client.next()))
  expect(batches.map((batch) => partOf(batch, 'type'))).toEqual(Array(CLIENTS).fill('datapoints_batch'))

  demo.clock.advance(2_000)
  const again = await Promise.all(states.map((client) => client.next()))
  expect(new Set(again.map((state) => JSON.stringify(state))).size).toBe(1)

  const cut = await demo.rest('POST', '/demo/faults', { body: { system: '*', fault: 'terminate' } })
  expect(partOf(cut.body, 'sockets')).toBe(paths.length * CLIENTS)
  await Promise.all(clients.flat().map(({ closed }) => closed))
  expect((await demo.rest('GET', '/demo')).status).toBe(200)
})
