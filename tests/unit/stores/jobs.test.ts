// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { useCommands } from '../../../src/stores/commands'
import { useNow } from '../../../src/stores/now'
import { unwatch } from '../components/watched'
import { watchAndTell } from './telling'
import { job, WORKS, works } from './works'

afterEach(() => {
  useNow().pause()
  unwatch()
})

async function watched() {
  const told = await watchAndTell(WORKS)
  const parts = works(told)
  told.goLive('works')
  return { ...told, ...parts }
}

describe('a job', () => {
  test('T1: is as fresh as the link that would tell of a change, however long nothing changes', async () => {
    const { listJobs, of } = await watched()
    await listJobs(job('roll-up'))
    await vi.advanceTimersByTimeAsync(3_600_000)
    expect(of('roll-up')).toMatchObject({ freshness: 'live', state: 'normal', lastKnown: null })
  })

  test('T8: is what was last known when the link dies, with its age, and its rank stays', async () => {
    const { listJobs, close, of } = await watched()
    await listJobs(job('roll-up', { state: 'failed' }))
    expect(of('roll-up')).toMatchObject({ state: 'crit', rank: 4 })
    close('works', 1006)
    await vi.advanceTimersByTimeAsync(40_000)
    expect(of('roll-up')).toMatchObject({ freshness: 'stale', state: 'unknown', lastKnown: 'crit', rank: 3 })
    expect(of('roll-up')!.ageMs).toBe(40_000)
  })

  test('T1: polls that are answered vouch for it, a chat that works does not', async () => {
    const { listJobs, close, poll, links, of } = await watched()
    await listJobs(job('roll-up'))
    links.want({ source: 'works', link: 'chat' })
    const chat = links.of('works').find(({ address }) => address.link === 'chat')!
    const { connection } = chat.state.value
    links.receive(chat.address, { kind: 'opened', connection })
    links.receive(chat.address, { kind: 'frame', connection })
    close('works', 1006)
    expect(of('roll-up')!.freshness).toBe('stale')
    await poll()
    expect(of('roll-up')!.freshness).toBe('live')
  })

  test('T8: that is listed no longer is not fresh, whatever the link does', async () => {
    const { listJobs, of } = await watched()
    await listJobs(job('roll-up', { state: 'failed' }))
    await listJobs()
    expect(of('roll-up')).toMatchObject({
      listed: false,
      isGone: true,
      freshness: 'stale',
      lastKnown: 'crit',
    })
  })

  test('is there as soon as it is told of, before any list', async () => {
    const { stateOf, of } = await watched()
    await stateOf('7', 'running')
    expect(of('7')).toMatchObject({ listed: false, freshness: 'live', state: 'busy', job: { name: '7' } })
  })

  test('is gone with its source', async () => {
    const { listJobs, sources, jobs } = await watched()
    await listJobs(job('roll-up'))
    sources.stop()
    expect(jobs.all).toEqual([])
  })
})

describe('the list', () => {
  test('is read anew when a state came by itself, at most each 10 s, and not for progress', async () => {
    const { listJobs, stateOf, say, refreshes } = await watched()
    await listJobs(job('roll-up'), job('export'))
    const progress = { processed: 1, failed: 0, total: 2, elapsed: 1 }
    await say({ kind: 'job-progress', job: 'roll-up', progress })
    expect(refreshes()).toBe(0)
    await stateOf('roll-up', 'running')
    expect(refreshes()).toBe(1)
    await listJobs(job('roll-up', { state: 'running' }), job('export'))
    await stateOf('export', 'running')
    await vi.advanceTimersByTimeAsync(9_000)
    expect(refreshes()).toBe(1)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(refreshes()).toBe(2)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(refreshes()).toBe(2)
  })
})

describe('the log of a job', () => {
  test('is asked for once, and comes with the job', async () => {
    const { listJobs, say, jobs, lookups, of } = await watched()
    await listJobs(job('roll-up'))
    expect(jobs.lookup('works/roll-up')).toEqual({ asking: false, failure: null })
    jobs.askRuns('works', 'roll-up')
    jobs.askRuns('works', 'roll-up')
    expect(lookups()).toMatchObject([{ source: 'works', lookup: { kind: 'job-runs', job: 'roll-up' } }])
    expect(jobs.lookup('works/roll-up').asking).toBe(true)
    const run = {
      id: '1',
      job: 'roll-up',
      outcome: 'success' as const,
      startedAt: 1,
      completedAt: 2,
      message: null,
    }
    await say({ kind: 'job-runs', job: 'roll-up', runs: [run] })
    jobs.settleLookup('works', lookups()[0]!.number, null)
    expect(jobs.lookup('works/roll-up')).toMatchObject({ asking: false, failure: null })
    expect(of('roll-up')!.runs).toEqual([run])
  })

  test('that could not be had says why, and can be asked for again', async () => {
    const { listJobs, jobs, lookups } = await watched()
    await listJobs(job('roll-up'))
    jobs.askRuns('works', 'roll-up')
    jobs.settleLookup('plant', lookups()[0]!.number, 'Of another source.')
    jobs.settleLookup('works', 999, 'Of another question.')
    expect(jobs.lookup('works/roll-up')).toMatchObject({ asking: true, failure: null })
    jobs.settleLookup('works', lookups()[0]!.number, 'No answer.')
    expect(jobs.lookup('works/roll-up')).toMatchObject({ asking: false, failure: 'No answer.' })
    jobs.askRuns('works', 'roll-up')
    expect(jobs.lookup('works/roll-up')).toMatchObject({ asking: true, failure: null })
    expect(new Set(lookups().map(({ number }) => number)).size).toBe(2)
  })
})

test('of its commands those are offered that its state allows', async () => {
  const { listJobs, stateOf } = await watched()
  await listJobs(job('roll-up'))
  const labels = () =>
    useCommands()
      .offered('works', 'job', 'roll-up')
      .map(({ label }) => label)
  expect(labels()).toEqual(['Pause', 'Run now'])
  await stateOf('roll-up', 'running')
  expect(labels()).toEqual(['Pause'])
  await stateOf('roll-up', 'paused')
  await nextTick()
  expect(labels()).toEqual(['Start', 'Run now'])
})
