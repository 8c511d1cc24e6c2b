import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RequestError } from '../../../../src/protocols/request-error'
import { runtimeFor } from '../../../../src/protocols/systems/servosense/runtime'
import { answering, LATEST, runtime, signedIn, sourceWith, token } from './answering'
import { at, reasonsOf, rejectionsOf } from './frames'

const { signal } = new AbortController()

describe('signing in', () => {
  const fields = { email: 'op@plant', password: 'pw' }

  it('with email and password gives the token', async () => {
    const { request, asked } = answering({ '/api/user/token/': { token: '9944' } })
    expect(await runtime.signIn!(request, 'password', fields)).toEqual({ token: '9944' })
    expect(asked).toEqual([['/api/user/token/', { method: 'POST', body: fields }]])
  })

  it('with a token takes it as it is, without the space and the word before it', async () => {
    const { request, asked } = answering({})
    for (const typed of ['9944', ' 9944 \n', 'Token 9944', 'token  9944'])
      expect(await runtime.signIn!(request, 'token', { token: typed })).toEqual({ token: '9944' })
    expect(asked).toEqual([])
  })

  it('with no token says so', async () => {
    const { request } = answering({})
    for (const typed of [{}, { token: ' ' }])
      await expect(runtime.signIn!(request, 'token', typed)).rejects.toMatchObject({ kind: 'unauthorized' })
  })

  it('with a wrong entry tells it in the words of the server, which answers 400', async () => {
    const words = 'Unable to authenticate with provided credentials.'
    const { request } = answering({ '/api/user/token/': new RequestError('unexpected', words, 400) })
    await expect(runtime.signIn!(request, 'password', fields)).rejects.toMatchObject({
      kind: 'unauthorized',
      message: words,
    })
  })

  it('tells an outage as an outage', async () => {
    for (const error of [
      new RequestError('unreachable', 'down'),
      new RequestError('unexpected', 'no', 500),
    ]) {
      const { request } = answering({ '/api/user/token/': error })
      await expect(runtime.signIn!(request, 'password', fields)).rejects.toBe(error)
    }
  })

  it.each([[null], [[]], [{}], [{ token: 5 }], [{ token: '' }], ['token']])(
    'refuses an answer such as %j, and shows nothing of it',
    async (answer) => {
      const { request } = answering({ '/api/user/token/': answer })
      await expect(runtime.signIn!(request, 'password', fields)).rejects.toMatchObject({ kind: 'unexpected' })
    },
  )

  it('is proved by the list of workspaces, which names nobody', async () => {
    const { request, asked } = answering({ '/api/workspaces/': [{ id: 1, name: 'Hall' }] })
    expect(await runtime.me!(request, token)).toEqual({ name: 'Unnamed user', role: null })
    expect(asked).toEqual([['/api/workspaces/', signedIn]])
    await expect(runtime.me!(answering({}).request, token)).rejects.toMatchObject({ kind: 'unexpected' })
  })
})

describe('the latest readings', () => {
  const row = { sensor_id: 1, value: 61.5, unit: '°C', ts: '2025-07-31T15:47:51Z', name: 'W', machine: null }
  const poll = (answer: unknown, of = runtimeFor(sourceWith())) =>
    of.latest!(answering({ [LATEST]: answer }).request, token, signal)
  const latest = async (answer: unknown) => (await poll(answer)).filter(({ kind }) => kind !== 'unit')

  it('are asked for with the token', async () => {
    const { request, asked } = answering({ [LATEST]: [] })
    expect(await runtime.latest!(request, token, signal)).toEqual([{ kind: 'readings', readings: [] }])
    expect(asked).toEqual([[LATEST, { ...signedIn, signal }]])
  })

  it('are readings with their own time', async () => {
    expect(await latest([row, { ...row, sensor_id: 2 }])).toEqual([
      {
        kind: 'readings',
        readings: [
          { sensor: '1', time: at(51), value: 61.5 },
          { sensor: '2', time: at(51), value: 61.5 },
        ],
      },
    ])
  })

  it('come in a unit, told once of each sensor and not with every poll', async () => {
    const runtime = runtimeFor(sourceWith())
    const units = [{ kind: 'unit', sensor: '1', unit: '°C' }]
    expect((await poll([row], runtime)).filter(({ kind }) => kind === 'unit')).toEqual(units)
    expect((await poll([row], runtime)).filter(({ kind }) => kind === 'unit')).toEqual([])
    expect((await poll([{ ...row, unit: null }])).filter(({ kind }) => kind === 'unit')).toEqual([])
  })

  it('T5: without a time have none, and are no younger for it', async () => {
    expect(await latest([{ ...row, ts: null }])).toEqual([
      { kind: 'readings', readings: [{ sensor: '1', time: null, value: 61.5 }] },
    ])
  })

  it('without a value are none: that sensor has not measured yet', async () => {
    expect(await latest([{ ...row, value: null, ts: null }])).toEqual([{ kind: 'readings', readings: [] }])
  })

  it('T9: tell no limits, which would take away those of a row that cannot be read', async () => {
    const updates = await latest([{ ...row, threshold: 80 }, null])
    expect(updates.map(({ kind }) => kind)).toEqual(['readings', 'rejection'])
  })

  it('T6: that cannot be understood are told once for each fault, with their number', async () => {
    const late = { ...row, ts: 'late' }
    const updates = await latest([late, null, row, late, { ...row, value: 'x' }, late, { sensor_id: 5 }])
    expect(updates[0]).toMatchObject({ readings: [{ sensor: '1' }] })
    expect(rejectionsOf(updates).map(({ readings }) => readings)).toEqual([3, 1, 1, 1])
    expect(reasonsOf(updates)).toEqual([
      'ts: expected an ISO 8601 time between 2000 and 2100, found text',
      'reading: expected an object, found null',
      'value: expected a finite number, found text',
      'value: expected a finite number, found nothing',
    ])
  })

  it.each([[null], [{}], ['latest'], [5]])('are not %j', async (answer) => {
    await expect(latest(answer)).rejects.toMatchObject({ kind: 'unexpected' })
  })

  it('of a workspace that is not there say what to check', async () => {
    await expect(latest(new RequestError('unexpected', 'Not found.', 404))).rejects.toMatchObject({
      message: 'The server has no workspace "1". Check the option "workspace" of this source.',
    })
  })
})

describe('the workspace in a path', () => {
  it('is encoded', async () => {
    const { request, asked } = answering({ '/api/workspaces/a%2Fb%3F/latest-readings/': [] })
    await runtimeFor(sourceWith({ workspace: 'a/b?' })).latest!(request, null, signal)
    expect(asked).toHaveLength(1)
  })

  it('says that it was forgotten, and asks nothing', async () => {
    const { request, asked } = answering({})
    const forgetful = runtimeFor(sourceWith({}))
    const asks = [() => forgetful.metadata(request, null), () => forgetful.latest!(request, null, signal)]
    for (const ask of asks) {
      await expect(ask()).rejects.toMatchObject({
        message: 'Set the option "workspace" of this source: the number or id of the workspace.',
      })
    }
    expect(asked).toEqual([])
  })
})

describe('what the server does not have', () => {
  it('is not offered: history, health, an end to a token', () => {
    expect([runtime.history, runtime.health, runtime.signOut]).toEqual([null, null, null])
  })
})

describe('whatever the backend answers', () => {
  it('is understood or rejected as a RequestError, and never anything else', async () => {
    const ordered = (command: string) => (request: Parameters<typeof runtime.metadata>[0]) =>
      runtime.execute!(request, token, { command, target: '1', value: 80 })
    const asks = [
      (request: Parameters<typeof runtime.metadata>[0]) => runtime.signIn!(request, 'password', {}),
      (request: Parameters<typeof runtime.metadata>[0]) => runtime.me!(request, token),
      (request: Parameters<typeof runtime.metadata>[0]) => runtime.metadata(request, token),
      (request: Parameters<typeof runtime.metadata>[0]) => runtime.latest!(request, token, signal),
      ...['start-simulator', 'stop-simulator', 'threshold'].map(ordered),
    ]
    const nearly = fc.record(
      {
        token: fc.jsonValue(),
        machines: fc.oneof(
          fc.array(fc.record({ name: fc.jsonValue(), sensors: fc.jsonValue() })),
          fc.jsonValue(),
        ),
        sensors: fc.oneof(
          fc.array(fc.record({ id: fc.jsonValue(), threshold: fc.jsonValue(), machine: fc.jsonValue() })),
          fc.jsonValue(),
        ),
        threshold: fc.jsonValue(),
        started: fc.jsonValue(),
        stopped: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    const rows = fc.array(
      fc.record(
        { sensor_id: fc.jsonValue(), value: fc.jsonValue(), ts: fc.jsonValue(), threshold: fc.jsonValue() },
        { requiredKeys: [] },
      ),
    )
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.jsonValue(), nearly, rows),
        fc.constantFrom(...asks),
        async (answer, ask) => {
          const error = await ask(() => Promise.resolve(answer)).then(
            () => null,
            (thrown: unknown) => thrown,
          )
          if (error !== null) expect(error).toBeInstanceOf(RequestError)
        },
      ),
      { numRuns: 1_000 },
    )
  })
})
