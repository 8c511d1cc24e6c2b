import { expect, test } from 'vitest'
import { OTHER, PROBE } from './kit'
import { startJobs } from './newloom-kit'
import { eachOf, partOf } from './wire'

const HOURS = 3_600_000

test('the jobs are listed page by page or whole, with their times', async () => {
  const demo = await startJobs()
  const { body } = await demo.ask('GET', '/api/v1/streams/')
  expect(body).toMatchObject({ count: 3, next: null, previous: null })
  expect(partOf(body, 'results', 0)).toEqual({
    id: 1,
    name: 'Minute roll-up',
    stream_type: 'roll_up',
    frequency: '1min',
    status: 'active',
    last_run: null,
    next_run: '2025-01-15T14:30:10.123Z',
  })
  const whole = await demo.ask('GET', '/api/streams/?no_pagination=true')
  expect(eachOf(whole.body, 'name')).toEqual(['Minute roll-up', 'Retention', 'Export'])
  expect((await demo.ask('GET', '/api/streams/2/')).body).toEqual(partOf(whole.body, 1))
})

test('pages name their neighbours; one that is not there is 404', async () => {
  const demo = await startJobs()
  const first = await demo.ask('GET', '/api/streams/?page_size=2')
  expect(partOf(first.body, 'next')).toBe(`${demo.origin}/api/streams/?page_size=2&page=2`)
  const second = await demo.ask('GET', '/api/streams/?page_size=2&page=2')
  expect(eachOf(partOf(second.body, 'results'), 'name')).toEqual(['Export'])
  expect(second.body).toMatchObject({
    next: null,
    previous: `${demo.origin}/api/streams/?page_size=2&page=1`,
  })
  for (const page of ['3', '0', 'x']) {
    const none = await demo.ask('GET', `/api/streams/?page_size=2&page=${page}`)
    expect([none.status, none.body]).toEqual([404, { detail: 'Invalid page.' }])
  }
})

test('a job or a path that does not exist is 404, the path with a page; a status that is none is 400', async () => {
  const demo = await startJobs()
  for (const [method, path] of [
    ['GET', '/api/v1/streams/4/'],
    ['PATCH', '/api/v1/streams/x/'],
    ['POST', '/api/v1/streams/4/execute/'],
  ] as const) {
    const { status, body } = await demo.ask(method, path, method === 'GET' ? undefined : {})
    expect([path, status, body]).toEqual([path, 404, { detail: 'Not found.' }])
  }
  const nothing = await demo.ask('GET', '/api/v1/streams/1/nothing/')
  expect([nothing.status, nothing.headers.get('content-type')]).toEqual([404, 'text/html; charset=UTF-8'])
  const wrong = await demo.ask('PATCH', '/api/v1/streams/1/', { status: 'processing' })
  expect([wrong.status, wrong.body]).toEqual([400, { status: ['"processing" is not a valid choice.'] }])
  expect((await demo.ask('GET', '/api/v1/stream-logs/?stream=9')).status).toBe(400)
})

test('a viewer may look, and gets 403 for pausing and running', async () => {
  const demo = await startJobs()
  const headers = await demo.signIn('viewer')
  expect((await demo.rest('GET', '/api/v1/streams/', { headers })).status).toBe(200)
  const body = { status: 'paused' }
  const paused = await demo.rest('PATCH', '/api/v1/streams/1/', { headers, body })
  const executed = await demo.rest('POST', '/api/v1/streams/1/execute/', { headers })
  for (const { status, body } of [paused, executed]) {
    expect([status, body]).toEqual([403, { detail: 'You do not have permission to perform this action.' }])
  }
})

test('a job runs by itself when its time has come, and its next time is one interval on', async () => {
  const demo = await startJobs()
  demo.clock.advance(9_000)
  await demo.push({ value: 1, event_public_id: PROBE })
  const look = async () => (await demo.ask('GET', '/api/v1/streams/1/')).body
  demo.clock.advance(1_000)
  expect(await look()).toMatchObject({ status: 'processing', last_run: '2025-01-15T14:30:10.123Z' })
  demo.finishRun()
  expect(await look()).toMatchObject({ status: 'active', next_run: '2025-01-15T14:31:10.123Z' })
})

test('a paused job has no next time and can still be run at once; a started one waits for its interval', async () => {
  const demo = await startJobs()
  await demo.push({ value: 1, event_public_id: PROBE })
  const change = async (status: string) => (await demo.ask('PATCH', '/api/v1/streams/1/', { status })).body
  expect(await change('paused')).toMatchObject({ status: 'paused', next_run: null })
  demo.clock.advance(600_000)
  expect(await change('paused')).toMatchObject({ status: 'paused', last_run: null })
  await demo.push({ value: 1, event_public_id: PROBE })
  const executed = await demo.ask('POST', '/api/v1/streams/1/execute/')
  expect([executed.status, partOf(executed.body, 'status')]).toEqual([202, 'processing'])
  const again = await demo.ask('POST', '/api/v1/streams/1/execute/')
  expect([again.status, again.body]).toEqual([409, { detail: 'The stream is already being executed.' }])
  demo.finishRun()
  expect((await demo.ask('GET', '/api/v1/streams/1/')).body).toMatchObject({ status: 'paused' })
  expect(await change('active')).toMatchObject({ status: 'active', next_run: '2025-01-15T14:41:03.123Z' })
})

test('the log tells each run with its outcome, the statistics how long it took, the newest first', async () => {
  const demo = await startJobs()
  await demo.ask('POST', '/api/v1/streams/3/execute/')
  await demo.push({ value: 1, event_public_id: PROBE }, { value: 2, event_public_id: OTHER })
  await demo.ask('POST', '/api/v1/streams/3/execute/')
  const log = async () => (await demo.ask('GET', '/api/v1/stream-logs/?stream=3')).body
  expect(partOf(await log(), 0)).toMatchObject({ status: 'running', completed_at: null, result: null })
  demo.finishRun()
  const second = {
    stream: 3,
    started_at: '2025-01-15T14:30:00.123Z',
    completed_at: '2025-01-15T14:30:01.623Z',
  }
  expect(await log()).toEqual([
    { id: 2, ...second, status: 'success', error_message: '', result: { rows: 2, bytes: 96 } },
    {
      id: 1,
      ...second,
      status: 'failed',
      completed_at: second.started_at,
      error_message: 'There is no reading of the last 10 minutes to export.',
      result: null,
    },
  ])
  expect((await demo.ask('GET', '/api/v1/stream-logs/?stream=1')).body).toEqual([])
  expect((await demo.ask('GET', '/api/stream-logs/')).body).toHaveLength(2)
  expect(partOf((await demo.ask('GET', '/api/stream-stats/')).body, 0)).toEqual({
    id: 2,
    execution_start: '2025-01-15T14:30:00.123Z',
    execution_end: '2025-01-15T14:30:01.623Z',
    streams_attempted: 1,
    streams_succeeded: 1,
    streams_failed: 0,
    total_execution_time: '00:00:01',
  })
})

test('the export holds the readings of the last ten minutes as CSV', async () => {
  const demo = await startJobs()
  await demo.push({ value: 1, event_public_id: PROBE })
  demo.clock.advance(600_001)
  await demo.push({ value: 2.5, event_public_id: PROBE })
  demo.finishRun()
  await demo.ask('POST', '/api/v1/streams/3/execute/')
  demo.finishRun()
  const { body, headers } = await demo.ask('GET', '/api/v1/streams/3/product/')
  expect(body).toBe('sensor,unit,time,value\r\nProbe,%,2025-01-15T14:40:00.124Z,2.5\r\n')
  expect(headers.get('content-type')).toBe('text/csv; charset=utf-8')
  expect((await demo.ask('GET', '/api/v1/streams/2/product/')).status).toBe(404)
})

test('the roll-up holds mean, minimum and maximum of each sensor; one that fell silent failed', async () => {
  const demo = await startJobs()
  await demo.push({ value: 9, event_public_id: OTHER })
  demo.clock.advance(120_000)
  demo.finishRun()
  await demo.push({ value: 1, event_public_id: PROBE }, { value: 4, event_public_id: PROBE })
  const client = await demo.listening('/ws/streams/')
  await demo.ask('POST', '/api/v1/streams/1/execute/')
  demo.finishRun()
  const { body } = await demo.ask('GET', '/api/v1/streams/1/product/')
  expect(body).toEqual({ Probe: [{ time: expect.any(Number), mean: 2.5, min: 1, max: 4 }] })
  const frames: unknown[] = []
  while (client.unread > 0) frames.push(await client.next())
  expect(frames).toContainEqual({
    type: 'execution_stats',
    stream_id: 1,
    stats: { processed_count: 1, failed_count: 1, total_count: 2, execution_time: '00:00:01' },
  })
})

test('retention goes through all readings and drops those older than ten hours', async () => {
  const demo = await startJobs()
  await demo.ask('PATCH', '/api/v1/streams/2/', { status: 'paused' })
  await demo.push({ value: 1, event_public_id: PROBE }, { value: 2, event_public_id: OTHER })
  demo.clock.advance(10 * HOURS + 1)
  demo.finishRun()
  await demo.push({ value: 3, event_public_id: PROBE })
  const minutes = { event_public_ids: [PROBE, OTHER], minutes: 1_440, max_points: 100 }
  const kept = async () => {
    const token = await demo.webmacsLogin()
    const { body } = await demo.rest('POST', '/api/v1/datapoints/series', { token, body: minutes })
    return [PROBE, OTHER].map((sensor) => eachOf(partOf(body, sensor), 'value'))
  }
  expect(await kept()).toEqual([[1, 3], [2]])
  await demo.ask('POST', '/api/v1/streams/2/execute/')
  demo.finishRun()
  expect(await kept()).toEqual([[3], []])
  const log = (await demo.ask('GET', '/api/v1/stream-logs/?stream=2')).body
  expect(partOf(log, 0)).toMatchObject({ status: 'success', result: { dropped: 2 } })
})
