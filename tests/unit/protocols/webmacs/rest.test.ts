import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Rejection, Update } from '../../../../src/domain/updates'
import { RequestError } from '../../../../src/protocols/request-error'
import { runtime } from '../../../../src/protocols/systems/webmacs/runtime'
import { answering, token } from './answering'

const { signal } = new AbortController()
const TIME = Date.UTC(2025, 0, 15, 14, 30)

function rejectionsIn(updates: readonly Update[]): Rejection[] {
  return updates.flatMap((update) => (update.kind === 'rejection' ? [update.rejection] : []))
}

describe('signing in', () => {
  it('with email and password gives the token', async () => {
    const { request, asked } = answering({ '/api/v1/auth/login': { access_token: 'jwt', username: 'op' } })
    const fields = { email: 'op@plant', password: 'pw' }
    expect(await runtime.signIn!(request, 'password', fields)).toEqual({ token: 'jwt' })
    expect(asked).toEqual([['/api/v1/auth/login', { method: 'POST', body: fields }]])
  })

  it('with an API token takes it as it is, without the space around it', async () => {
    const { request, asked } = answering({})
    expect(await runtime.signIn!(request, 'api-token', { token: ' wm_x \n' })).toEqual({ token: 'wm_x' })
    expect(asked).toEqual([])
  })

  it('says what is wrong with a wrong entry', async () => {
    const { request } = answering({ '/api/v1/auth/login': new RequestError('unauthorized', 'nope', 401) })
    await expect(runtime.signIn!(request, 'password', {})).rejects.toMatchObject({
      kind: 'unauthorized',
      message: 'Email or password is wrong.',
    })
  })

  it.each([[null], [[]], [{}], [{ access_token: 5 }], ['token']])(
    'refuses an answer such as %j',
    async (answer) => {
      const { request } = answering({ '/api/v1/auth/login': answer })
      await expect(runtime.signIn!(request, 'password', {})).rejects.toBeInstanceOf(RequestError)
    },
  )

  it('signing out shows the token', async () => {
    const { request, asked } = answering({})
    await runtime.signOut!(request, token)
    expect(asked).toEqual([['/api/v1/auth/logout', { method: 'POST', authorization: 'Bearer secret' }]])
  })

  it('tells who somebody is and what they may do', async () => {
    const me = { public_id: 'u1', email: 'op@plant', username: 'op', role: 'viewer' }
    const { request, asked } = answering({ '/api/v1/auth/me': me })
    expect(await runtime.me!(request, token)).toEqual({ name: 'op', role: 'viewer' })
    expect(asked[0]![1]).toEqual({ authorization: 'Bearer secret' })
    const nameless = answering({ '/api/v1/auth/me': { email: 'op@plant' } })
    expect(await runtime.me!(nameless.request, null)).toEqual({ name: 'op@plant', role: null })
    expect(nameless.asked[0]![1]).toEqual({ authorization: null })
  })
})

describe('health', () => {
  it('reads status and facts, without a sign-in', async () => {
    const { request, asked } = answering({
      '/health': {
        status: 'ok',
        version: '1.2',
        database: 'connected',
        last_datapoint: null,
        uptime_seconds: 93_784,
      },
    })
    expect(await runtime.health!(request)).toEqual({
      status: 'ok',
      facts: [
        { name: 'Version', value: '1.2' },
        { name: 'Database', value: 'connected' },
        { name: 'Uptime', value: '1 d 2 h' },
      ],
    })
    expect(asked).toEqual([['/health', undefined]])
  })

  it('is degraded in any other word than ok', async () => {
    for (const status of ['degraded', 'down', null, 5]) {
      const { request } = answering({ '/health': { status } })
      expect((await runtime.health!(request)).status).toBe('degraded')
    }
  })
})

describe('the latest values', () => {
  const point = {
    public_id: 'p',
    value: 5,
    timestamp: '2025-01-15T14:30:00',
    event_public_id: 'a',
    experiment_public_id: null,
  }
  const latest = (answer: unknown) =>
    runtime.latest!(answering({ '/api/v1/datapoints/latest': answer }).request, token, signal)

  it('are readings with their own time', async () => {
    expect(await latest([point])).toEqual([
      { kind: 'readings', readings: [{ sensor: 'a', time: TIME, value: 5 }] },
      { kind: 'experiment', id: null, time: TIME },
    ])
  })

  it('T5: without a time are rejected, for nobody knows how old they are', async () => {
    const updates = await latest([{ ...point, timestamp: null }, point])
    expect(updates).toMatchObject([
      { kind: 'readings', readings: [{ value: 5 }] },
      { kind: 'experiment', id: null },
      { kind: 'rejection', rejection: { readings: 1 } },
    ])
  })

  it('tell the experiment that the newest of them belongs to, whatever their order', async () => {
    const of = (second: number, experiment: string | null) => ({
      ...point,
      timestamp: `2025-01-15T14:30:0${second}`,
      experiment_public_id: experiment,
    })
    const updates = await latest([of(5, 'now'), of(1, 'before'), of(3, null)])
    expect(updates.filter(({ kind }) => kind === 'experiment')).toEqual([
      { kind: 'experiment', id: 'now', time: TIME + 5_000 },
    ])
  })

  it.each([[null], [{}], ['latest'], [5]])('are not %j', async (answer) => {
    await expect(latest(answer)).rejects.toBeInstanceOf(RequestError)
  })
})

describe('history', () => {
  const wanted = (sensors: string[], spanMs = 900_000) => ({ sensors, spanMs })
  const series = '/api/v1/datapoints/series'

  it('asks for the span in minutes, within the limits of the server', async () => {
    const asked = async (spanMs: number): Promise<unknown> => {
      const answered = answering({ [series]: { a: [] } })
      await runtime.history!(answered.request, token, wanted(['a'], spanMs))
      return answered.asked[0]![1]!.body
    }
    expect(await asked(61_000)).toEqual({ event_public_ids: ['a'], minutes: 2, max_points: 2_000 })
    expect(await asked(0)).toMatchObject({ minutes: 1 })
    expect(await asked(1e12)).toMatchObject({ minutes: 14_400 })
  })

  it('asks for twenty sensors at a time', async () => {
    const ids = Array.from({ length: 45 }, (_, i) => `s${i}`)
    const { request, asked } = answering({ [series]: Object.fromEntries(ids.map((id) => [id, []])) })
    const updates = await runtime.history!(request, token, wanted(ids))
    expect(asked).toHaveLength(3)
    expect(updates).toEqual(ids.map(() => ({ kind: 'readings', readings: [] })))
  })

  it('gives readings, though the points name no sensor', async () => {
    const points = [
      { value: 1, timestamp: '2025-01-15T14:30:00' },
      { value: 2, timestamp: '2025-01-15T14:30:01' },
    ]
    const { request } = answering({ [series]: { a: points, b: [] } })
    expect(await runtime.history!(request, token, wanted(['a', 'b']))).toEqual([
      {
        kind: 'readings',
        readings: [
          { sensor: 'a', time: TIME, value: 1 },
          { sensor: 'a', time: TIME + 1_000, value: 2 },
        ],
      },
      { kind: 'readings', readings: [] },
    ])
  })

  it('tells the experiments that its points belong to', async () => {
    const at = (second: number, experiment: string | null) => ({
      value: 1,
      timestamp: `2025-01-15T14:30:0${second}`,
      experiment_public_id: experiment,
    })
    const points = [at(0, null), at(1, 'x'), at(2, 'x'), at(3, null), at(4, 'y'), at(5, 'y')]
    const { request } = answering({ [series]: { a: points } })
    const updates = await runtime.history!(request, token, wanted(['a']))
    expect(updates.filter(({ kind }) => kind !== 'readings')).toEqual([
      {
        kind: 'past-experiments',
        experiments: [
          { id: 'x', from: TIME + 1_000, to: TIME + 3_000, ended: true },
          { id: 'y', from: TIME + 4_000, to: TIME + 5_000, ended: false },
        ],
      },
    ])
  })

  it('T6: what cannot be understood costs nothing else', async () => {
    const points = [{ value: 1, timestamp: '2025-01-15T14:30:00' }, { value: 'x' }, null, { value: 3 }]
    const { request } = answering({ [series]: { a: points, b: 'none' } })
    const updates = await runtime.history!(request, token, wanted(['a', 'b', 'c']))
    const rejections = rejectionsIn(updates)
    expect(updates[0]).toEqual({ kind: 'readings', readings: [{ sensor: 'a', time: TIME, value: 1 }] })
    expect(rejections.map(({ readings }) => readings)).toEqual([1, 1, 1, 0, 0])
    expect(rejections.map(({ reason }) => reason).slice(3)).toEqual([
      'series: expected a list for each sensor, found text',
      'series: expected a list for each sensor, found nothing',
    ])
  })

  it('takes no answer from the prototype of an object', async () => {
    const { request } = answering({ [series]: {} })
    const updates = await runtime.history!(request, token, wanted(['__proto__', 'constructor']))
    expect([updates.length, rejectionsIn(updates).length]).toEqual([2, 2])
  })
})

describe('whatever the backend answers', () => {
  it('is understood or rejected as a RequestError, and never anything else', async () => {
    const asks = [
      runtime.signIn!,
      runtime.me!,
      runtime.metadata,
      runtime.health!,
      runtime.latest!,
      (request: Parameters<typeof runtime.metadata>[0]) =>
        runtime.history!(request, token, { sensors: ['a'], spanMs: 1 }),
    ] as ((request: unknown, ...more: unknown[]) => Promise<unknown>)[]
    const nearly = fc.record({
      data: fc.jsonValue(),
      total: fc.jsonValue(),
      a: fc.jsonValue(),
      status: fc.jsonValue(),
    })
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), nearly), fc.constantFrom(...asks), async (answer, ask) => {
        const error = await ask(() => Promise.resolve(answer), token, {}).then(
          () => null,
          (thrown: unknown) => thrown,
        )
        if (error !== null) expect(error).toBeInstanceOf(RequestError)
      }),
      { numRuns: 500 },
    )
  })
})
