import { describe, expect, it } from 'vitest'
import type { JobState } from '../../../../src/domain/job-updates'
import { documented, kindsOf, NOON, reasonsOf, rejectionsOf, streams } from './frames'

const hear = (...frames: unknown[]) => streams().hear(...frames)
const status = (other: object) =>
  hear({
    type: 'status_update',
    stream_id: 123,
    status: 'running',
    timestamp: '2024-02-05T12:00:00Z',
    ...other,
  })
const stats = (figures: unknown) => hear({ type: 'execution_stats', stream_id: 123, stats: figures })

describe('the documented status update', () => {
  it('is the state of a job at its time', () => {
    expect(hear(documented.status)).toEqual([
      { kind: 'job-state', job: '123', state: 'running', stateText: 'running', time: NOON },
    ])
  })

  it.each<[string, JobState, string]>([
    ['active', 'active', 'active'],
    ['processing', 'running', 'processing'],
    ['paused', 'paused', 'paused'],
    ['failed', 'failed', 'failed'],
    [' Failed ', 'failed', 'Failed'],
    ['archived', 'unknown', 'archived'],
    ['__proto__', 'unknown', '__proto__'],
    ['x y '.repeat(30), 'unknown', `${'x y '.repeat(10)}…`],
  ])('with the status "%s" is %s', (word, state, stateText) => {
    expect(status({ status: word })).toMatchObject([{ state, stateText }])
  })

  it.each([null, undefined, 5, '', {}])('without a status, but %j, is rejected', (word) => {
    expect(reasonsOf(status({ status: word }))).toEqual([
      expect.stringContaining('status: expected a text, found'),
    ])
  })

  it('may have no time; one that cannot be read is told beside the state', () => {
    expect(status({ timestamp: undefined })).toMatchObject([{ kind: 'job-state', time: null }])
    const updates = status({ timestamp: 'soon' })
    expect(updates).toMatchObject([{ kind: 'job-state', time: null }, { kind: 'rejection' }])
    expect(reasonsOf(updates)).toEqual([
      'status_update.timestamp: expected an ISO 8601 time between 2000 and 2100, found text',
    ])
  })
})

describe('the documented execution statistics', () => {
  it('are progress, with the time in seconds', () => {
    expect(hear(documented.stats)).toEqual([
      {
        kind: 'job-progress',
        job: '123',
        progress: { processed: 50, failed: 2, total: 52, elapsed: 323 },
      },
    ])
  })

  it('tell what they tell: each figure stands for itself', () => {
    expect(stats({ processed_count: 1, total_count: null })).toEqual([
      {
        kind: 'job-progress',
        job: '123',
        progress: { processed: 1, failed: null, total: null, elapsed: null },
      },
    ])
  })

  it.each([
    ['processed_count', '50'],
    ['failed_count', -1],
    ['total_count', 1.5],
    ['execution_time', '5 minutes'],
    ['execution_time', []],
  ])('lose nothing but %s when that is %j', (key, value) => {
    const good = { processed_count: 50, failed_count: 2, total_count: 52, execution_time: '00:05:23' }
    const updates = stats({ ...good, [key]: value })
    expect(kindsOf(updates)).toEqual(['job-progress', 'rejection'])
    expect(reasonsOf(updates)).toEqual([expect.stringContaining(`stats.${key}: expected`)])
  })

  it.each([[undefined], [null], [[]], ['52'], [{}], [{ processed_count: 'all' }]])(
    'of %j are none, and are rejected',
    (figures) => {
      const updates = stats(figures)
      expect(updates.length).toBeGreaterThan(0)
      expect(rejectionsOf(updates)).toHaveLength(updates.length)
    },
  )
})

describe('a frame of the streams', () => {
  it.each([undefined, null, {}, 1.5, '', true])('about the stream %j is rejected', (id) => {
    expect(reasonsOf(status({ stream_id: id }))).toEqual([
      expect.stringContaining('stream_id: expected a whole number or a text'),
    ])
  })

  it.each(['__proto__', 'constructor', 'a/b', '7'])('may be about the stream "%s"', (id) => {
    expect(status({ stream_id: id })).toMatchObject([{ kind: 'job-state', job: id }])
  })

  it('of another kind is ignored, never an error', () => {
    for (const type of ['heartbeat', 'connected', 'message', '__proto__']) expect(hear({ type })).toEqual([])
  })

  it('that is none is rejected with a reason', () => {
    expect(reasonsOf(hear('nonsense', '[]', '{}', { type: 5 }, ''))).toEqual([
      'invalid JSON',
      'frame: expected an object, found a list',
      'type: expected a text, found nothing',
      'type: expected a text, found a number',
      'invalid JSON: nothing was sent',
    ])
  })
})

describe('what is said to the streams', () => {
  it('are heartbeats and a goodbye, as documented', () => {
    const { ping, leave, say } = streams()
    expect([ping(), leave()]).toEqual([{ type: 'heartbeat' }, { type: 'disconnect' }])
    expect(say({ kind: 'message', conversation: 'main', text: 'x' })).toBeNull()
  })

  it('is nothing where the dialect is not the documented one', () => {
    const { ping, leave } = streams({ dialect: 'deployed' })
    expect([ping(), leave()]).toEqual([null, null])
  })

  it('are no more heartbeats once one was refused, and that is not the user’s business', () => {
    const { ping, hear: next } = streams()
    ping()
    expect(next(documented.formatError)).toEqual([])
    expect(ping()).toBeNull()
  })

  it('goes on after an error that answers no heartbeat', () => {
    const { ping, hear: next } = streams()
    ping()
    expect(kindsOf(next(documented.status, documented.formatError))).toEqual(['job-state', 'log'])
    expect(ping()).toEqual({ type: 'heartbeat' })
  })
})
