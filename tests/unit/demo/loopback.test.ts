import { expect, test } from 'vitest'
import { bareRequest, startDemo, VALID } from './kit'

test.each(['localhost:1234', '127.0.0.1', '[::1]:5000', 'LOCALHOST'])('host %s may ask', async (host) => {
  const demo = await startDemo()
  expect((await bareRequest(demo.port, { host })).status).toBe(200)
})

test.each(['demo.example', 'localhost.demo.example', '127.0.0.1.demo.example', '192.0.2.1:80'])(
  'host "%s" is refused with a word why',
  async (host) => {
    const demo = await startDemo()
    const { status, text } = await bareRequest(demo.port, { host })
    expect(status).toBe(403)
    expect(text).toContain(`was asked for the host "${host}"`)
  },
)

test.each([
  ['http://localhost:3000', 200],
  ['http://127.0.0.1', 200],
  ['http://[::1]:3000', 200],
  ['https://demo.example', 403],
  ['http://localhost.demo.example', 403],
  ['null', 403],
])('a page of %s gets %i, for REST, sockets and faults alike', async (origin, status) => {
  const demo = await startDemo()
  const host = `127.0.0.1:${demo.port}`
  expect((await bareRequest(demo.port, { host, origin })).status).toBe(status)
  expect((await bareRequest(demo.port, { host, origin }, '/demo/faults')).status).toBe(status)
  const client = demo.socket(`/ws/datapoints/stream?token=${VALID}`, { origin })
  if (status === 200) await client.opened
  else expect(await client.refused).toBe(403)
})

test('a socket where there is none is answered 404', async () => {
  const demo = await startDemo()
  expect(await demo.socket('/ws/nothing').refused).toBe(404)
})
