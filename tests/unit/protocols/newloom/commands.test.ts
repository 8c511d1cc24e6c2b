import { describe, expect, it } from 'vitest'
import type { JobState } from '../../../../src/domain/job-updates'
import { isUnanswered, RequestError } from '../../../../src/protocols/request-error'
import newloom from '../../../../src/protocols/systems/newloom'
import { answering, runtimeWith, session, token, withCsrf, withToken } from './answering'

const STREAM = '/api/v1/streams/7/'
const order = (command: string, target: string | null = '7') => ({ command, target, value: null })
const send = (command: string, answer: unknown, target: string | null = '7') =>
  runtimeWith().execute!(
    answering({ [STREAM]: answer, [`${STREAM}execute/`]: answer }).request,
    session,
    order(command, target),
  )

describe('the commands of a stream', () => {
  it.each<[JobState, string[]]>([
    ['active', ['pause', 'run']],
    ['running', ['pause']],
    ['paused', ['start', 'run']],
    ['failed', ['start', 'run']],
    ['unknown', []],
  ])('that is %s are %j', (state, offered) => {
    const ids = newloom.commands?.filter(({ allowedIn }) => allowedIn?.includes(state)).map(({ id }) => id)
    expect(ids).toEqual(offered)
  })

  it('are for jobs, and ask before something stops', () => {
    expect(newloom.commands?.map(({ id, target, confirm }) => [id, target, confirm?.('Roll-up')])).toEqual([
      ['start', 'job', undefined],
      ['pause', 'job', 'Pause Roll-up? It does not run again until it is started.'],
      ['run', 'job', undefined],
    ])
  })

  it.each([
    ['start', STREAM, { method: 'PATCH', body: { status: 'active' } }, { status: 'active' }],
    ['pause', STREAM, { method: 'PATCH', body: { status: 'paused' } }, { status: 'paused' }],
    ['run', `${STREAM}execute/`, { method: 'POST', deadlineMs: 60_000 }, null],
  ])('%s: with the token, or with the CSRF token of the session', async (command, path, options, answer) => {
    for (const [credentials, shown] of [
      [token, withToken],
      [session, withCsrf],
      [null, withCsrf],
    ] as const) {
      const { request, asked } = answering({ [path]: answer })
      const { accepted } = await runtimeWith().execute!(request, credentials, order(command))
      expect(accepted).toBe(true)
      expect(asked).toEqual([[path, { ...options, ...shown }]])
    }
  })

  it.each([
    ['a/b', '/api/v1/streams/a%2Fb/'],
    ['../../users', '/api/v1/streams/..%2F..%2Fusers/'],
    ['__proto__', '/api/v1/streams/__proto__/'],
  ])('to the stream "%s" stay within the path', async (target, path) => {
    const { request, paths } = answering({ [path]: { status: 'paused' } })
    await runtimeWith().execute!(request, session, order('pause', target))
    expect(paths()).toEqual([path])
  })

  it.each([
    ['start', null],
    ['start', ''],
    ['pause', '..'],
    ['run', '\ud800'],
    ['delete', '7'],
    ['__proto__', '7'],
  ])('"%s" to %j is refused here, and nothing is sent', async (command, target) => {
    const { request, asked } = answering({})
    const outcome = await runtimeWith().execute!(request, session, order(command, target))
    expect(outcome).toMatchObject({ accepted: false, text: expect.stringContaining(' ') })
    expect(asked).toEqual([])
  })
})

describe('the answer to a command', () => {
  it.each([
    ['start', { id: 7, status: 'active' }, true, 'It was started.'],
    ['start', { status: 'processing' }, true, 'It was started.'],
    ['start', { status: 'paused' }, false, 'The server did not take it: the stream is "paused".'],
    ['start', { status: 'failed' }, false, 'The server did not take it: the stream is "failed".'],
    ['pause', { status: 'Paused' }, true, 'It was paused.'],
    ['pause', { status: 'processing' }, false, 'The server did not take it: the stream is "processing".'],
    ['run', null, true, 'The run was asked for.'],
    ['run', {}, true, 'The run was asked for.'],
    ['run', { message: 'Stream execution started' }, true, 'Stream execution started'],
    ['run', { error: 'Stream is busy' }, false, 'Stream is busy'],
    ['run', { success: false, message: 'No data source' }, false, 'No data source'],
    ['run', { success: false }, false, 'The server did not carry it out and does not say why.'],
  ])('%s: %j', async (command, answer, accepted, text) => {
    expect(await send(command, answer)).toEqual({ accepted, text })
  })

  it.each([[null], [[]], [{}], [{ status: 5 }], ['active']])(
    'that is %j is unclear: nobody knows whether it was carried out',
    async (answer) => {
      const thrown = await send('pause', answer).catch((error: unknown) => error)
      expect(thrown).toBeInstanceOf(RequestError)
      expect(isUnanswered(thrown)).toBe(true)
    },
  )

  it('that is a refusal or none rejects as the request did', async () => {
    for (const error of [
      new RequestError('unexpected', 'Not in this state', 409),
      new RequestError('unreachable', 'down'),
    ])
      await expect(send('run', error)).rejects.toBe(error)
  })
})
