import { describe, expect, it } from 'vitest'
import { RequestError } from '../../../../src/protocols/request-error'
import { answering, forbidden, notFound, page, runtimeWith, session, token, withToken } from './answering'

const { signal } = new AbortController()
const down = new RequestError('unreachable', 'down')
const broken = new RequestError('unexpected', 'broken', 500)

describe('where REST begins', () => {
  it('is the documented place first', async () => {
    const { request, paths } = answering({ '/api/v1/streams/': [], '/api/streams/': [] })
    await runtimeWith().latest!(request, null, signal)
    expect(paths()).toEqual(['/api/v1/streams/?no_pagination=true'])
  })

  it.each([
    ['not found', notFound],
    ['a page in place of JSON', page],
    ['a method that is not allowed', new RequestError('unexpected', 'no', 405)],
  ])('is the other one after %s, and that is remembered', async (_, error) => {
    const runtime = runtimeWith()
    const { request, paths } = answering({ '/api/v1/streams/': error, '/api/streams/': [] })
    await runtime.latest!(request, null, signal)
    await runtime.latest!(request, null, signal)
    expect(paths()).toEqual([
      '/api/v1/streams/?no_pagination=true',
      '/api/streams/?no_pagination=true',
      '/api/streams/?no_pagination=true',
    ])
  })

  it('is remembered by this source only', async () => {
    await runtimeWith().latest!(answering({ '/api/streams/': [] }).request, null, signal)
    const { request, paths } = answering({ '/api/v1/streams/': [] })
    await runtimeWith().latest!(request, null, signal)
    expect(paths()).toHaveLength(1)
  })

  it('is looked for again where the server was changed', async () => {
    const runtime = runtimeWith()
    await runtime.latest!(answering({ '/api/streams/': [] }).request, null, signal)
    const { request, paths } = answering({ '/api/v1/streams/': [] })
    await runtime.latest!(request, null, signal)
    expect(paths()[1]).toBe('/api/v1/streams/?no_pagination=true')
  })

  it('that is neither is told', async () => {
    await expect(runtimeWith().latest!(answering({}).request, null, signal)).rejects.toMatchObject({
      kind: 'unexpected',
      message: 'The server answers at none of /api/v1, /api. Check the address of this source.',
      status: 404,
    })
  })

  it.each([down, broken])('is not given up for an outage: %o', async (error) => {
    const { request, paths } = answering({ '/api/v1/streams/': error, '/api/streams/': [] })
    await expect(runtimeWith().latest!(request, null, signal)).rejects.toBe(error)
    expect(paths()).toHaveLength(1)
  })

  it('once known, a missing path is just missing', async () => {
    const runtime = runtimeWith()
    const gone = new RequestError('unexpected', 'No such stream', 404)
    const { request } = answering({ '/api/v1/streams/': [], '/api/v1/streams/9/': gone })
    await runtime.latest!(request, null, signal)
    const order = { command: 'pause', target: '9', value: null }
    await expect(runtime.execute!(request, session, order)).rejects.toBe(gone)
  })

  it('once known, no command is sent twice because its answer cannot be read', async () => {
    const runtime = runtimeWith()
    const execute = '/streams/9/execute/'
    const { request, paths } = answering({
      '/api/v1/streams/': [],
      [`/api/v1${execute}`]: page,
      [`/api${execute}`]: null,
    })
    await runtime.latest!(request, null, signal)
    const order = { command: 'run', target: '9', value: null }
    await expect(runtime.execute!(request, session, order)).rejects.toBe(page)
    expect(paths()).toHaveLength(2)
  })

  it.each(['/api/v1', '/api'])('is %s where the option says so, and nowhere else', async (api) => {
    const { request, paths } = answering({})
    await expect(runtimeWith({ api }).latest!(request, null, signal)).rejects.toBe(notFound)
    expect(paths()).toEqual([`${api}/streams/?no_pagination=true`])
  })

  it('is found out where the option says nothing that is known', async () => {
    for (const api of ['auto', '/v2', 5]) {
      const { request } = answering({ '/api/streams/': [] })
      await expect(runtimeWith({ api }).latest!(request, null, signal)).resolves.toBeDefined()
    }
  })
})

describe('a 403', () => {
  const latest = (answers: Record<string, unknown>) =>
    runtimeWith().latest!(answering(answers).request, token, signal)

  it('about missing credentials asks for a sign-in', async () => {
    const words = 'Authentication credentials were not provided.'
    const { request, paths } = answering({
      '/api/v1/streams/': new RequestError('forbidden', words, 403),
    })
    await expect(runtimeWith().latest!(request, null, signal)).rejects.toMatchObject({
      kind: 'unauthorized',
      message: words,
    })
    expect(paths()).toHaveLength(1)
  })

  it('in other words does so as well where nobody is signed in', async () => {
    const german = new RequestError('forbidden', 'Anmeldedaten fehlen.', 403)
    const { request, asked } = answering({ '/api/v1/streams/': german, '/api/v1/users/me/': german })
    await expect(runtimeWith().latest!(request, token, signal)).rejects.toMatchObject({
      kind: 'unauthorized',
    })
    expect(asked.at(-1)).toEqual(['/api/v1/users/me/', { ...withToken, signal }])
  })

  it('is about this user where somebody is signed in', async () => {
    const answers = { '/api/v1/streams/': forbidden, '/api/v1/users/me/': { username: 'ada' } }
    await expect(latest(answers)).rejects.toBe(forbidden)
  })

  it('stays one where nobody can tell', async () => {
    for (const me of [down, broken, notFound])
      await expect(latest({ '/api/v1/streams/': forbidden, '/api/v1/users/me/': me })).rejects.toBe(forbidden)
  })
})
