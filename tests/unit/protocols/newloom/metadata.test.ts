import { describe, expect, it } from 'vitest'
import type { Job } from '../../../../src/domain/job-updates'
import type { Update } from '../../../../src/domain/updates'
import { RequestError } from '../../../../src/protocols/request-error'
import { answering, forbidden, notFound, runtimeWith, token, withToken } from './answering'
import { kindsOf, NOON, reasonsOf } from './frames'

const STREAMS = '/api/v1/streams/'
const STATS = '/api/v1/stream-stats/'
const { signal } = new AbortController()
const rollup = {
  id: 123,
  name: 'Roll-up',
  stream_type: 'sql',
  frequency: '5m',
  status: 'processing',
  last_run: '2024-02-05T12:00:00Z',
  next_run: null,
}
const job: Job = {
  id: '123',
  name: 'Roll-up',
  type: 'sql',
  frequency: '5m',
  state: 'running',
  stateText: 'processing',
  lastRun: NOON,
  nextRun: null,
}
const latest = (streams: unknown) =>
  runtimeWith().latest!(answering({ [STREAMS]: streams }).request, token, signal)
const jobsOf = (updates: readonly Update[]) =>
  updates.flatMap((update) => (update.kind === 'jobs' ? update.jobs : []))

describe('the streams', () => {
  it('are jobs, asked for with the token', async () => {
    const { request, asked } = answering({ [STREAMS]: [rollup] })
    expect(await runtimeWith().latest!(request, token, signal)).toEqual([{ kind: 'jobs', jobs: [job] }])
    expect(asked).toEqual([[`${STREAMS}?no_pagination=true`, { ...withToken, signal }]])
  })

  it('may come in pages, which are read to the last, wherever the server believes to be', async () => {
    const next = 'http://internal:8000/api/v1/streams/?no_pagination=true&page=2'
    const { request, paths } = answering({
      [STREAMS]: { count: 2, next, previous: null, results: [rollup] },
      [`${STREAMS}?no_pagination=true&page=2`]: {
        count: 2,
        next: null,
        previous: '',
        results: [{ ...rollup, id: 5 }],
      },
    })
    const updates = await runtimeWith().latest!(request, token, signal)
    expect(jobsOf(updates).map(({ id }) => id)).toEqual(['123', '5'])
    expect(paths()).toEqual([`${STREAMS}?no_pagination=true`, `${STREAMS}?no_pagination=true&page=2`])
  })

  it('in pages that go round in a circle are still read', async () => {
    const next = '?no_pagination=true'
    expect(jobsOf(await latest({ next, results: [rollup] }))).toEqual([job])
  })

  it('may be none: then all are gone', async () => {
    expect(await latest([])).toEqual([{ kind: 'jobs', jobs: [] }])
    expect(await latest({ count: 0, next: null, results: [] })).toEqual([{ kind: 'jobs', jobs: [] }])
  })

  it.each([
    [{ name: null }, { name: 'Stream 123' }],
    [{ name: '  ' }, { name: 'Stream 123' }],
    [
      { stream_type: undefined, frequency: null },
      { type: '', frequency: '' },
    ],
    [{ status: undefined }, { state: 'unknown', stateText: '' }],
    [{ status: 'archived' }, { state: 'unknown', stateText: 'archived' }],
    [{ last_run: null }, { lastRun: null }],
    [{ id: '__proto__' }, { id: '__proto__' }],
  ])('with %j are complete without', async (other, read) => {
    const updates = await latest([{ ...rollup, ...other }])
    expect(updates).toEqual([{ kind: 'jobs', jobs: [{ ...job, ...read }] }])
  })

  it.each([
    ['name', 5, { name: 'Stream 123' }],
    ['status', 5, { state: 'unknown', stateText: '' }],
    ['last_run', 'yesterday', { lastRun: null }],
    ['next_run', 17, { nextRun: null }],
  ])('whose %s is %j keep the rest, and say what is wrong', async (key, value, without) => {
    const updates = await latest([{ ...rollup, [key]: value }])
    expect(jobsOf(updates)).toEqual([{ ...job, ...without }])
    expect(reasonsOf(updates)).toEqual([expect.stringContaining(`Stream 123.${key}: expected`)])
  })

  it.each([[null], ['stream'], [{}], [{ id: null }], [{ id: '' }]])(
    'that cannot be told apart are rejected, each by itself: %j',
    async (row) => {
      const updates = await latest([row, rollup])
      expect(jobsOf(updates)).toEqual([job])
      expect(reasonsOf(updates)).toEqual([
        expect.stringContaining('stream: expected an object with an id, found'),
      ])
    },
  )

  it.each([[null], ['streams'], [{}], [{ results: {} }], [5]])('are not read out of %j', async (answer) => {
    await expect(latest(answer)).rejects.toMatchObject({ kind: 'unexpected' })
  })
})

describe('the metadata', () => {
  const execution = {
    id: 9,
    execution_start: '2024-02-05T11:55:00Z',
    execution_end: '2024-02-05T12:00:00Z',
    streams_attempted: 5,
    streams_succeeded: 4,
    streams_failed: 1,
    total_execution_time: '00:05:00.250000',
  }
  const older = { ...execution, execution_start: '2024-02-04T11:55:00Z', streams_attempted: 1 }
  const metadata = (stats: unknown) =>
    runtimeWith().metadata(answering({ [STREAMS]: [rollup], [STATS]: stats }).request, token)

  it('is the streams, the newest execution as metrics, and that there are no limits (T9)', async () => {
    const updates = await metadata([older, execution, older])
    expect(kindsOf(updates)).toEqual(['jobs', 'sensors', 'readings', 'limits'])
    expect(updates.slice(2)).toEqual([
      {
        kind: 'readings',
        readings: [
          { sensor: 'metric:streams_attempted', time: NOON, value: 5 },
          { sensor: 'metric:streams_succeeded', time: NOON, value: 4 },
          { sensor: 'metric:streams_failed', time: NOON, value: 1 },
          { sensor: 'metric:total_execution_time', time: NOON, value: 300.25 },
        ],
      },
      { kind: 'limits', access: 'known', limits: [] },
    ])
  })

  it('T1: describes metrics that change with each execution only', async () => {
    const [, sensors] = await metadata([execution])
    expect(sensors).toMatchObject({
      sensors: [
        { id: 'metric:streams_attempted', unit: '', metric: true, reporting: 'on-change' },
        { id: 'metric:streams_succeeded', unit: '', metric: true, reporting: 'on-change' },
        { id: 'metric:streams_failed', unit: '', metric: true, reporting: 'on-change' },
        { id: 'metric:total_execution_time', unit: 's', metric: true, reporting: 'on-change' },
      ],
    })
  })

  it('has sensors before the first execution, and figures of one that runs at its start', async () => {
    expect(kindsOf(await metadata([]))).toEqual(['jobs', 'sensors', 'limits'])
    const running = { ...execution, execution_end: null, total_execution_time: null }
    expect((await metadata({ results: [running] }))[2]).toMatchObject({
      readings: [{ time: NOON - 300_000 }, {}, {}],
    })
  })

  it('T6: says which figure of it could not be understood', async () => {
    const updates = await metadata([{ ...execution, streams_failed: 'one' }, 5])
    expect(reasonsOf(updates)).toEqual([
      'execution: expected an object, found a number',
      'execution.streams_failed: expected a whole number from 0, found text',
    ])
    expect(updates[2]).toMatchObject({ readings: [{ value: 5 }, { value: 4 }, { value: 300.25 }] })
  })

  it('is the streams alone where statistics are not to be had; only a server without any has no such sensors', async () => {
    expect(kindsOf(await metadata(notFound))).toEqual(['jobs', 'sensors', 'limits'])
    const failed = await metadata(new RequestError('unexpected', 'broken', 500))
    expect(kindsOf(failed)).toEqual(['jobs', 'rejection', 'limits'])
    expect(reasonsOf(failed)).toEqual(['The execution statistics could not be read: broken'])
    expect(kindsOf(await metadata({ no: 'list' }))).toEqual(['jobs', 'rejection', 'limits'])
  })

  it('is nothing without a server, a sign-in or the streams', async () => {
    const down = new RequestError('unreachable', 'down')
    await expect(metadata(down)).rejects.toBe(down)
    const { request } = answering({ [STREAMS]: forbidden, '/api/v1/users/me/': forbidden, [STATS]: [] })
    await expect(runtimeWith().metadata(request, token)).rejects.toMatchObject({ kind: 'unauthorized' })
  })
})
