import { describe, expect, it } from 'vitest'
import { answering, runtimeWith } from './answering'
import { connectionOf, documented, kindsOf, NOON, reasonsOf, streams } from './frames'

const hear = (...frames: unknown[]) => streams().hear(...frames)

describe('the documented error of a stream', () => {
  it('is an error of the job and a log entry that names it', () => {
    expect(hear(documented.error)).toEqual([
      { kind: 'job-error', job: '123', code: 'ERROR_CODE', message: 'Error description', time: NOON },
      {
        kind: 'log',
        level: 'WARN',
        message: 'Stream 123: Error description (ERROR_CODE)',
        sensor: null,
        job: '123',
        time: NOON,
      },
    ])
  })

  it('is critical where the stream failed', () => {
    const failed = { type: 'status_update', stream_id: 123, status: 'failed' }
    const { hear: next } = streams()
    expect(next(failed, documented.error)).toContainEqual(
      expect.objectContaining({ kind: 'log', level: 'CRIT' }),
    )
    // It was started again.
    expect(next(documented.status, documented.error)).toContainEqual(
      expect.objectContaining({ kind: 'log', level: 'WARN' }),
    )
    expect(next({ ...failed, stream_id: 5 }, documented.error)).toContainEqual(
      expect.objectContaining({ kind: 'log', level: 'WARN' }),
    )
  })

  it('names the stream as it is listed', async () => {
    const runtime = runtimeWith()
    const { request } = answering({
      '/api/v1/streams/': [{ id: 123, name: 'Roll-up', status: 'active' }],
      '/api/v1/stream-stats/': [],
    })
    await runtime.metadata(request, null)
    const { hear: next } = connectionOf(runtime.createDecoder('streams'))
    expect(next(documented.error)).toContainEqual(
      expect.objectContaining({ message: 'Roll-up: Error description (ERROR_CODE)' }),
    )
  })

  it.each([
    [{ message: 'Disk full', code: 'E28' }, 'E28', 'Disk full'],
    [{ message: 'Disk full' }, null, 'Disk full'],
    [{ error: 'Disk full' }, null, 'Disk full'],
    [{ error: { detail: 'Disk full', code: 28 } }, '28', 'Disk full'],
    [{ error: { code: 'E28' } }, 'E28', 'E28'],
    // A code of the connection is about the stream where one is named.
    [{ error: { code: 'connection_error', message: 'No feed' } }, 'connection_error', 'No feed'],
    [{ code: 'permission_denied', message: 'Not yours' }, 'permission_denied', 'Not yours'],
  ])('comes as %j', (shape, code, message) => {
    expect(hear({ type: 'error', stream_id: 123, ...shape })).toMatchObject([
      { kind: 'job-error', job: '123', code, message, time: null },
      { kind: 'log', level: 'WARN' },
    ])
  })

  it('may come without a type', () => {
    expect(kindsOf(hear({ stream_id: 123, error: { message: 'Disk full' } }))).toEqual(['job-error', 'log'])
  })

  it('keeps its words where its time cannot be read', () => {
    const updates = hear({ type: 'error', stream_id: 1, error: { message: 'Disk full', timestamp: 'soon' } })
    expect(kindsOf(updates)).toEqual(['job-error', 'log', 'rejection'])
    expect(reasonsOf(updates)).toEqual([expect.stringContaining('error.timestamp')])
  })

  it.each([{}, { error: {} }, { message: 5, code: {} }])('without any words is rejected: %j', (shape) => {
    expect(reasonsOf(hear({ type: 'error', stream_id: 123, ...shape }))).toEqual([
      'error: expected its words, found none',
    ])
  })

  it('C7: shows no token', () => {
    const leaky = { type: 'error', stream_id: 1, error: { message: 'bad ?token=Abc123Abc123' } }
    expect(JSON.stringify(hear(leaky))).not.toContain('Abc123')
  })
})

describe('the three kinds of errors, in plain words', () => {
  it('connection_error asks for another sign-in', () => {
    expect(hear(documented.connectionError)).toEqual([
      {
        kind: 'refusal',
        action: 'reauthenticate',
        text: 'The server does not accept the sign-in: Authentication failed',
      },
    ])
  })

  it('permission_denied is about the whole link, for nothing is asked for on it', () => {
    expect(hear(documented.status, documented.permissionError).at(-1)).toEqual({
      kind: 'refusal',
      action: 'stop',
      text: 'This user may not do that: Not authorized for this chat',
    })
  })

  it('invalid_format says that what was sent could not be read', () => {
    expect(hear(documented.formatError)).toEqual([
      {
        kind: 'log',
        level: 'WARN',
        message: 'The server could not read what was sent: Invalid message format',
        sensor: null,
        time: null,
      },
    ])
  })

  it('have words where the server has none', () => {
    const bare = (code: string) => hear({ type: 'error', code })[0]
    expect(bare('connection_error')).toMatchObject({
      text: 'The server does not accept the sign-in: no reason given',
    })
    expect(bare('permission_denied')).toMatchObject({ text: 'This user may not do that: no reason given' })
    expect(bare('invalid_format')).toMatchObject({
      message: 'The server could not read what was sent: no reason given',
    })
  })

  it.each([
    [{ type: 'error', message: 'Overload' }, 'Overload'],
    [{ type: 'error', code: 'busy', message: 'Overload' }, 'Overload (busy)'],
    [{ type: 'error', error: { code: 'busy', message: 'Overload' } }, 'Overload (busy)'],
    [{ error: 'Overload' }, 'Overload'],
  ])('%j is any other, and a warning', (frame, message) => {
    expect(hear(frame)).toEqual([{ kind: 'log', level: 'WARN', message, sensor: null, time: null }])
  })
})
