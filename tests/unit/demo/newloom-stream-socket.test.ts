import { expect, test } from 'vitest'
import { OTHER, PROBE } from './kit'
import { startJobs } from './newloom-kit'
import { partOf } from './wire'

const TS = '2025-01-15T14:30:00.123Z'

test('a run is told as it goes: running, how far it is each half second, and active again', async () => {
  const demo = await startJobs()
  await demo.push({ value: 1, event_public_id: PROBE }, { value: 2, event_public_id: OTHER })
  const client = await demo.listening('/ws/streams/')
  expect(client.unread).toBe(0)
  await demo.ask('POST', '/api/v1/streams/3/execute/')
  const stats = (processed_count: number, execution_time: string) => ({
    type: 'execution_stats',
    stream_id: 3,
    stats: { processed_count, failed_count: 0, total_count: 2, execution_time },
  })
  expect(await client.next()).toEqual({
    type: 'status_update',
    stream_id: 3,
    status: 'running',
    timestamp: TS,
  })
  expect(await client.next()).toEqual(stats(0, '00:00:00'))
  demo.clock.advance(500)
  expect(await client.next()).toEqual(stats(1, '00:00:00'))
  demo.clock.advance(500)
  expect(await client.next()).toEqual(stats(2, '00:00:01'))
  demo.clock.advance(500)
  expect(await client.next()).toEqual(stats(2, '00:00:01'))
  const timestamp = '2025-01-15T14:30:01.623Z'
  expect(await client.next()).toEqual({ type: 'status_update', stream_id: 3, status: 'active', timestamp })
})

test.each([
  [1, 'NO_READINGS', 'No sensor has read anything in the last minute.'],
  [3, 'NOTHING_TO_EXPORT', 'There is no reading of the last 10 minutes to export.'],
])(
  'job %i without readings fails with the code %s and the reason, and works again with some',
  async (id, code, message) => {
    const demo = await startJobs()
    const client = await demo.listening('/ws/streams/')
    await demo.ask('POST', `/api/v1/streams/${id}/execute/`)
    expect(await client.next()).toMatchObject({ stream_id: id, status: 'running' })
    expect(await client.next()).toMatchObject({ stream_id: id, status: 'failed' })
    expect(await client.next()).toEqual({
      type: 'error',
      stream_id: id,
      error: { message, code, timestamp: TS },
    })
    await demo.push({ value: 1, event_public_id: PROBE })
    await demo.ask('POST', `/api/v1/streams/${id}/execute/`)
    demo.finishRun()
    expect((await demo.ask('GET', `/api/v1/streams/${id}/`)).body).toMatchObject({ status: 'active' })
  },
)

test('a job that failed is active again when it is started; one paused while it ran is paused, without an error', async () => {
  const demo = await startJobs()
  await demo.ask('POST', '/api/v1/streams/3/execute/')
  await demo.push({ value: 1, event_public_id: PROBE })
  const client = await demo.listening('/ws/streams/')
  await demo.ask('PATCH', '/api/v1/streams/3/', { status: 'active' })
  expect(await client.next()).toMatchObject({ status: 'active' })
  await demo.ask('POST', '/api/v1/streams/3/execute/')
  await client.next()
  await client.next()
  const paused = await demo.ask('PATCH', '/api/v1/streams/3/', { status: 'paused' })
  expect(partOf(paused.body, 'status')).toBe('paused')
  expect(await client.next()).toMatchObject({ type: 'status_update', status: 'paused' })
  demo.finishRun()
  const log = (await demo.ask('GET', '/api/v1/stream-logs/?stream=3')).body
  const message = 'The job was paused while it ran.'
  expect(partOf(log, 0)).toMatchObject({ status: 'failed', error_message: message })
  expect(client.unread).toBe(0)
})

test('a heartbeat is not answered, a disconnect closes cleanly, anything else is a format error', async () => {
  const demo = await startJobs()
  const client = await demo.listening('/ws/streams/')
  client.send({ type: 'heartbeat' })
  for (const wrong of ['no JSON', '[1]', '42', { type: 'message' }, {}, Buffer.from('{}')]) {
    client.send(wrong)
    const message = 'Invalid message format'
    expect(await client.next()).toEqual({ type: 'error', code: 'invalid_format', message })
  }
  client.send({ type: 'disconnect' })
  expect(await client.closed).toEqual({ code: 1000, reason: '' })
})

test('K2: skew moves the times of frames and of REST', async () => {
  const demo = await startJobs()
  const client = await demo.listening('/ws/streams/')
  await demo.fault('skew', { seconds: 10, by: -60 })
  await demo.ask('POST', '/api/v1/streams/2/execute/')
  expect(await client.next()).toMatchObject({ timestamp: '2025-01-15T14:29:00.123Z' })
  const { body } = await demo.ask('GET', '/api/v1/streams/2/')
  expect(body).toMatchObject({ last_run: '2025-01-15T14:29:00.123Z', next_run: '2025-01-15T14:39:00.123Z' })
})

test('T6: garbage of this shape, for jobs and for the chat, follows the good frames', async () => {
  const demo = await startJobs()
  const client = await demo.listening('/ws/chat/')
  await demo.fault('garbage', { seconds: 3_600 })
  const bad: string[] = []
  for (let round = 0; round < 33; round++) {
    client.send({ type: 'message', content: `Message ${round}`, chat_id: 1 })
    expect(partOf(await client.next(), 'message', 'content')).toBe(`Message ${round}`)
    bad.push(String(await client.raw()))
  }
  for (const part of [
    'status_update',
    'execution_stats',
    'NaN',
    '__proto__',
    'exploded',
    '<script>',
    'typing',
  ]) {
    expect(bad.some((frame) => frame.includes(part))).toBe(true)
  }
})
