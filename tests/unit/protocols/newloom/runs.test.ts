import { describe, expect, it } from 'vitest'
import { answering, runtimeWith, token, withToken } from './answering'
import { NOON, reasonsOf } from './frames'

const LOGS = '/api/v1/stream-logs/'
const run = {
  id: 1,
  stream: 123,
  status: 'success',
  started_at: '2024-02-05T12:00:00Z',
  completed_at: '2024-02-05T12:00:05Z',
  error_message: null,
}
const read = {
  id: '1',
  job: '123',
  outcome: 'success',
  startedAt: NOON,
  completedAt: NOON + 5_000,
  message: null,
}
const lookUp = (rows: unknown, job = '123') =>
  runtimeWith().lookUp!(answering({ [LOGS]: rows }).request, token, { kind: 'job-runs', job })

describe('the runs of a stream', () => {
  it('are its log, asked for when somebody wants to see it', async () => {
    const { request, asked } = answering({ [LOGS]: [run] })
    const updates = await runtimeWith().lookUp!(request, token, { kind: 'job-runs', job: 'a&b=c/d' })
    expect(updates).toEqual([{ kind: 'job-runs', job: 'a&b=c/d', runs: [] }])
    expect(asked).toEqual([[`${LOGS}?stream=a%26b%3Dc%2Fd`, withToken]])
  })

  it('come as a list or a page, the newest first', async () => {
    const later = { ...run, id: 2, started_at: '2024-02-05T13:00:00Z', completed_at: null, status: 'running' }
    const runs = [
      { ...read, id: '2', startedAt: NOON + 3_600_000, completedAt: null, outcome: 'running' },
      read,
    ]
    for (const answer of [[run, later], [later, run], { next: null, results: [run, later] }])
      expect(await lookUp(answer)).toEqual([{ kind: 'job-runs', job: '123', runs }])
  })

  it('say why one failed, without secrets (C7)', async () => {
    const failed = { ...run, status: 'failed', error_message: ' bad ?token=Abc123Abc123 ' }
    const updates = await lookUp([failed])
    expect(updates).toMatchObject([{ runs: [{ outcome: 'failed', message: 'bad ?token=…' }] }])
  })

  it('are those of this stream, even where the server sends all', async () => {
    expect(await lookUp([run, { ...run, id: 2, stream: 5 }])).toMatchObject([{ runs: [{ id: '1' }] }])
    expect(await lookUp([{ ...run, stream: undefined }])).toMatchObject([{ runs: [read] }])
  })

  it('are the newest fifty', async () => {
    const rows = Array.from({ length: 60 }, (_, id) => ({ ...run, id }))
    const [update] = await lookUp(rows)
    expect(update).toMatchObject({ kind: 'job-runs', job: '123' })
    expect(update?.kind === 'job-runs' && update.runs.length).toBe(50)
  })

  it('keep what can be read of them', async () => {
    const updates = await lookUp([
      { ...run, status: 'aborted', started_at: 'x' },
      { ...run, id: null },
      'run',
    ])
    expect(updates[0]).toMatchObject({ runs: [{ id: '1', outcome: 'unknown', startedAt: null }] })
    expect(reasonsOf(updates)).toEqual([
      'run.started_at: expected an ISO 8601 time between 2000 and 2100, found text',
      'run: expected an object with an id, found an object',
      'run: expected an object with an id, found text',
    ])
  })

  it.each([[null], [{}], ['log']])('are not read out of %j', async (answer) => {
    await expect(lookUp(answer)).rejects.toMatchObject({ kind: 'unexpected' })
  })

  it('are all that can be looked up: the chat keeps no messages', async () => {
    const lookup = { kind: 'messages', conversation: 'main', count: 50 } as const
    await expect(runtimeWith().lookUp!(answering({}).request, token, lookup)).rejects.toMatchObject({
      kind: 'unexpected',
      message: 'This chat keeps no messages that could be asked for.',
    })
  })
})
