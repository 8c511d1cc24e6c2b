import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RequestError } from '../../../../src/protocols/request-error'
import { answering, HEALTH, LOGIN, MESSAGES, named, runtime, signedIn, STATS } from './answering'
import { messagesOf, reasonsOf, TIME } from './frames'

const { signal } = new AbortController()
/** As the database has it, the newest first. */
const rows = [
  { id: 2, pseudo: 'jane', message: 'Hi', created_at: '2026-01-16 10:00:00' },
  { id: 1, pseudo: 'john_doe', message: 'Hello everyone!', created_at: '2026-01-16T10:00:00.000Z' },
]
const read = [
  { id: '1', conversation: 'main', author: 'john_doe', text: 'Hello everyone!', time: TIME },
  { id: '2', conversation: 'main', author: 'jane', text: 'Hi', time: TIME },
]
const latest = (answer: unknown) => runtime.latest!(answering({ [MESSAGES]: answer }).request, named, signal)
const lookUp = (answer: unknown, count: number) => {
  const { request } = answering({ [`/api/messages?limit=${count}`]: answer })
  return runtime.lookUp!(request, named, { kind: 'messages', conversation: 'main', count })
}

describe('the newest messages', () => {
  it('are polled with the token, where there is one', async () => {
    for (const [credentials, authorization] of [
      [signedIn, 'Bearer jwt-1'],
      [named, null],
      [null, null],
    ] as const) {
      const { request, asked } = answering({ [MESSAGES]: { success: true, messages: [] } })
      await runtime.latest!(request, credentials, signal)
      expect(asked).toEqual([[MESSAGES, { authorization, signal }]])
    }
  })

  it('come oldest first, under the names of the socket', async () => {
    expect(await latest({ success: true, messages: rows })).toEqual([
      { kind: 'messages', messages: read, reachesStart: true },
    ])
  })

  it('do not say that there are no older ones where as many came as were asked for', async () => {
    const messages = Array.from({ length: 50 }, (_, index) => ({ ...rows[0], id: 50 - index }))
    const [update] = await latest({ success: true, messages })
    expect(update).not.toHaveProperty('reachesStart')
    expect(messagesOf([update!]).map(({ id }) => id)).toEqual(messages.map(({ id }) => `${id}`).reverse())
  })

  it('T6: lose nothing for one among them that cannot be understood', async () => {
    const bad = [null, { id: 3 }, { ...rows[0], created_at: 'late' }]
    const updates = await latest({ messages: [...bad, ...rows] })
    expect(messagesOf(updates)).toHaveLength(3)
    expect(reasonsOf(updates)).toEqual([
      'message: expected an object, found null',
      'message: expected a username or a text, found neither',
      expect.stringMatching(/^createdAt: /),
    ])
  })
})

describe('older messages', () => {
  it('are had by asking for more', async () => {
    expect(await lookUp({ success: true, messages: rows }, 200)).toEqual([
      { kind: 'messages', messages: read, reachesStart: true },
    ])
    expect((await lookUp({ success: true, messages: rows }, 2))[0]).not.toHaveProperty('reachesStart')
  })

  it('are all that can be looked up', async () => {
    const { request } = answering({})
    await expect(runtime.lookUp!(request, named, { kind: 'job-runs', job: '1' })).rejects.toMatchObject({
      kind: 'unexpected',
      message: 'This system has no jobs.',
    })
  })
})

describe('an answer without messages', () => {
  it.each([
    [{ success: false, message: 'Database is away' }, 'unexpected', 'Database is away'],
    [{ success: false }, 'unexpected', 'The server did not answer the question and does not say why.'],
    [{ success: false, code: 'auth_required' }, 'unauthorized', 'The server asks for a sign-in.'],
    [{ error: 'Broken' }, 'unexpected', 'Broken'],
    [{}, 'unexpected', 'messages: expected a list, found nothing'],
    [{ success: true, messages: {} }, 'unexpected', 'messages: expected a list, found an object'],
    [null, 'unexpected', 'messages: expected an object, found null'],
    [rows, 'unexpected', 'messages: expected an object, found a list'],
  ])('%j is an error with words', async (answer, kind, message) => {
    await expect(latest(answer)).rejects.toMatchObject({ kind, message })
    await expect(lookUp(answer, 200)).rejects.toMatchObject({ kind, message })
  })

  it('passes on why nothing came', async () => {
    const gone = new RequestError('unreachable', 'The server cannot be reached.')
    await expect(latest(gone)).rejects.toBe(gone)
  })
})

describe('whatever the backend answers', () => {
  it('is understood or a RequestError, and never anything else', async () => {
    type Ask = (request: ReturnType<typeof answering>['request']) => Promise<unknown>
    const asks: Ask[] = [
      (request) => runtime.signIn!(request, 'password', { username: 'ann', password: 'pw' }),
      (request) => runtime.signOut!(request, signedIn),
      (request) => runtime.metadata(request, signedIn),
      (request) => runtime.health!(request),
      (request) => runtime.latest!(request, signedIn, signal),
      (request) => runtime.lookUp!(request, signedIn, { kind: 'messages', conversation: 'main', count: 9 }),
    ]
    const nearly = fc.record(
      {
        success: fc.boolean(),
        messages: fc.oneof(fc.array(fc.jsonValue()), fc.jsonValue()),
        token: fc.jsonValue(),
        status: fc.oneof(fc.constantFrom('ok', 'degraded'), fc.jsonValue()),
        uptime: fc.oneof(fc.double(), fc.jsonValue()),
        systemHealth: fc.oneof(fc.record({ status: fc.jsonValue(), memory: fc.jsonValue() }), fc.jsonValue()),
        error: fc.jsonValue(),
        timestamp: fc.jsonValue(),
      },
      { requiredKeys: [] },
    )
    const paths = [MESSAGES, '/api/messages?limit=9', STATS, HEALTH, LOGIN, '/api/auth/logout']
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.jsonValue(), nearly), fc.constantFrom(...asks), async (answer, ask) => {
        const { request } = answering(Object.fromEntries(paths.map((path) => [path, answer])))
        const error = await ask(request).then(
          () => null,
          (thrown: unknown) => thrown,
        )
        if (error !== null) expect(error).toBeInstanceOf(RequestError)
      }),
      { numRuns: 1_000 },
    )
  })
})
