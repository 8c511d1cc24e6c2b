import { describe, expect, it } from 'vitest'
import { jobState } from '../../../src/domain/job-state'
import type { Job, JobProgress, JobRun, JobState } from '../../../src/domain/job-updates'
import { RecordedJobs } from '../../../src/domain/recorded-jobs'
import { NOON, SECOND } from './recording'

const COUNTS: JobProgress = { processed: 50, failed: 2, total: 60, elapsed: 323 }

function job(id: string, more: Partial<Job> = {}): Job {
  const state = more.state ?? 'active'
  return {
    id,
    name: `Job ${id}`,
    type: '',
    frequency: '',
    state,
    stateText: state,
    lastRun: null,
    nextRun: null,
    ...more,
  }
}

function run(id: string, startedAt: number | null, outcome: JobRun['outcome'] = 'success'): JobRun {
  return { id, job: 'a', outcome, startedAt, completedAt: null, message: null }
}

/** Each telling arrives at a second of the backend's clock, and at the same second here. */
function build() {
  const jobs = new RecordedJobs()
  const at = (second: number): number => NOON + second * SECOND
  const list = (second: number, ...all: Job[]): void =>
    jobs.take({ kind: 'jobs', jobs: all }, at(second), at(second))
  const state = (second: number, id: string, to: JobState, time: number | null = null): void =>
    jobs.take({ kind: 'job-state', job: id, state: to, stateText: to, time }, at(second), at(second))
  const progress = (second: number, id: string, told: JobProgress = COUNTS): void =>
    jobs.take({ kind: 'job-progress', job: id, progress: told }, at(second), at(second))
  const fail = (second: number, id: string, message = 'Out of memory.'): void =>
    jobs.take({ kind: 'job-error', job: id, code: 'E_MEMORY', message, time: null }, at(second), at(second))
  const runs = (second: number, id: string, ...all: JobRun[]): void =>
    jobs.take({ kind: 'job-runs', job: id, runs: all }, at(second), at(second))
  const of = (id: string) => jobs.list.find((one) => one.job.id === id)
  const shown = (): [string, string, boolean][] =>
    jobs.list.map(({ job: { id, state }, listed }) => [id, state, listed])
  return { jobs, at, list, state, progress, fail, runs, of, shown }
}

describe('the jobs of a source', () => {
  it('V6: keep the order in which they first came, whatever order the backend tells', () => {
    const { list, shown } = build()
    list(0, job('a'), job('b'))
    list(5, job('c'), job('b', { state: 'paused' }), job('a'))
    expect(shown()).toEqual([
      ['a', 'active', true],
      ['b', 'paused', true],
      ['c', 'active', true],
    ])
  })

  it('T8: one that is listed no longer stays with what was last known, and returns in its place', () => {
    const { list, shown, of } = build()
    list(0, job('a', { state: 'failed' }), job('b'))
    list(5, job('b'))
    expect(shown()).toEqual([
      ['a', 'failed', false],
      ['b', 'active', true],
    ])
    expect(of('a')!.isGone).toBe(true)
    list(10, job('b'), job('a'))
    expect(shown()[0]).toEqual(['a', 'active', true])
    expect(of('a')!.isGone).toBe(false)
  })

  it('one that is told of before any list goes by its id, and by its name once the list is read', () => {
    const { list, state, of } = build()
    state(0, '__proto__', 'running')
    expect(of('__proto__')).toMatchObject({
      job: { name: '__proto__', state: 'running' },
      listed: false,
      isGone: false,
    })
    list(1, job('__proto__', { state: 'running' }))
    expect(of('__proto__')).toMatchObject({ job: { name: 'Job __proto__' }, listed: true })
  })

  it('a state that is older than the known one changes nothing; one without a time is of its arrival', () => {
    const { at, list, state, of } = build()
    list(0, job('a'))
    state(5, 'a', 'running', at(5))
    state(6, 'a', 'paused', at(3))
    expect(of('a')).toMatchObject({ job: { state: 'running' }, toldAt: at(5), heardAt: at(5) })
    state(7, 'a', 'failed')
    expect(of('a')).toMatchObject({ job: { state: 'failed' }, toldAt: at(7) })
  })

  it('the list has the last word: a backend whose clock was set back is believed again', () => {
    const { at, list, state, of } = build()
    list(0, job('a'))
    state(1, 'a', 'running', at(3_600))
    list(2, job('a'))
    expect(of('a')!.job.state).toBe('active')
    state(3, 'a', 'failed', at(3))
    expect(of('a')!.job.state).toBe('failed')
  })

  it('P4: no more than 1,000 are kept, and what is told of others is counted', () => {
    const { jobs, list, state } = build()
    list(0, ...Array.from({ length: 1_002 }, (_, index) => job(String(index))))
    state(1, 'one more', 'running')
    expect([jobs.list.length, jobs.unplaced]).toEqual([1_000, 3])
    state(2, '999', 'running')
    expect(jobs.unplaced).toBe(3)
  })

  it('one whose state came by itself is outdated until the list is read', () => {
    const { list, state, progress, of } = build()
    list(0, job('a'))
    progress(1, 'a')
    state(1, 'a', 'active')
    expect(of('a')!.isOutdated).toBe(false)
    state(2, 'a', 'running')
    expect(of('a')!.isOutdated).toBe(true)
    list(3, job('a', { state: 'running' }))
    expect(of('a')!.isOutdated).toBe(false)
  })
})

describe('what a job did', () => {
  it('is kept after the end of a run, and forgotten when a new one begins', () => {
    const { list, state, progress, of } = build()
    list(0, job('a'))
    state(1, 'a', 'running')
    progress(2, 'a')
    state(3, 'a', 'active')
    expect(of('a')!.progress).toEqual(COUNTS)
    state(4, 'a', 'running')
    expect(of('a')!.progress).toBeNull()
  })

  it('is not forgotten when it is only now told that it runs', () => {
    const { list, progress, of } = build()
    progress(0, 'a')
    list(1, job('a', { state: 'running' }))
    expect(of('a')!.progress).toEqual(COUNTS)
  })

  it('an error stays with its code until a later run succeeds', () => {
    const { at, list, state, fail, of } = build()
    const error = { code: 'E_MEMORY', message: 'Out of memory.', at: at(2) }
    list(0, job('a'))
    state(1, 'a', 'running')
    fail(2, 'a')
    state(2, 'a', 'failed')
    state(3, 'a', 'active')
    expect(of('a')!.error).toEqual(error)
    state(4, 'a', 'running')
    expect(of('a')!.error).toEqual(error)
    state(5, 'a', 'active')
    expect(of('a')!.error).toBeNull()
  })

  it('an error in the middle of a run is not undone by the end of the same run', () => {
    const { list, state, fail, of } = build()
    list(0, job('a'))
    state(1, 'a', 'running')
    fail(2, 'a')
    state(3, 'a', 'active')
    expect(of('a')!.error).not.toBeNull()
  })

  it('an error is undone by a later run that the log says succeeded, and by no earlier one', () => {
    const { at, list, fail, runs, of } = build()
    list(0, job('a', { state: 'failed' }))
    fail(10, 'a')
    runs(11, 'a', run('1', at(1)), run('2', at(9), 'failed'))
    expect(of('a')!.error).not.toBeNull()
    runs(60, 'a', run('3', at(50)))
    expect(of('a')!.error).toBeNull()
  })

  it('the newest 50 runs are kept, the newest first, those without a start last', () => {
    const { at, list, runs, of } = build()
    list(0, job('a'))
    runs(
      1,
      'a',
      run('no start', null),
      ...Array.from({ length: 60 }, (_, index) => run(String(index), at(index))),
    )
    const ids = of('a')!.runs.map(({ id }) => id)
    expect([ids.length, ids[0], ids.at(-1)]).toEqual([50, '59', '10'])
  })
})

it.each([
  ['active', 'normal'],
  ['running', 'busy'],
  ['paused', 'stopped'],
  ['failed', 'crit'],
  ['unknown', 'unknown'],
] as const)('a job that is %s is %s', (state, card) => {
  expect(jobState(state)).toBe(card)
})
