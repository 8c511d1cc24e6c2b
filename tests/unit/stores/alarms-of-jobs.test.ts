// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import type { AlarmNews } from '../../../src/domain/alarm-register'
import { useAlarms } from '../../../src/stores/alarms'
import { useJournal } from '../../../src/stores/journal'
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
  const journal = useJournal()
  const alarms = useAlarms()
  const news: AlarmNews[] = []
  alarms.onNews((one) => void news.push(one))
  const parts = works(told)
  told.goLive('works')
  told.goLive('plant')
  await nextTick()
  const heard = () => news.splice(0).map(({ alarm, to }) => `${alarm.name} ${to}`)
  const written = () => journal.journal.entries.map(({ level, text }) => `${level} ${text}`)
  return { ...told, ...parts, alarms, heard, written }
}

test('A1: a job that failed is a critical alarm with its words, until it is no longer failed', async () => {
  const { listJobs, stateOf, fail, alarms, heard, written } = await watched()
  await listJobs(job('roll-up'))
  expect(heard()).toEqual([])
  await fail('roll-up', 'No sensor has read anything.')
  await stateOf('roll-up', 'failed')
  expect(alarms.shown).toMatchObject([
    { state: 'crit', alarm: { kind: 'job', name: 'The roll-up', text: 'No sensor has read anything.' } },
  ])
  expect(alarms.counts).toMatchObject({ all: 1, crit: 1 })
  await stateOf('roll-up', 'running')
  expect(heard()).toEqual(['The roll-up unacknowledged', 'The roll-up returned-unacknowledged'])
  expect(written()).toEqual(
    expect.arrayContaining([
      'CRIT The roll-up: No sensor has read anything.',
      'INFO The roll-up no longer failed',
    ]),
  )
})

describe('what went wrong with a job is one alarm', () => {
  test('told after the failure, it is in the alarm of the job only', async () => {
    const { listJobs, stateOf, complain, alarms } = await watched()
    await listJobs(job('roll-up'))
    await stateOf('roll-up', 'failed')
    await complain('roll-up', 'Disk full')
    expect(alarms.shown).toMatchObject([{ state: 'crit', alarm: { kind: 'job', text: 'Disk full' } }])
    expect(alarms.shown).toHaveLength(1)
  })

  test('told before, it returns when the job has failed', async () => {
    const { listJobs, stateOf, complain, alarms, heard } = await watched()
    await listJobs(job('roll-up'))
    await complain('roll-up', 'Disk full')
    expect(alarms.shown).toMatchObject([{ state: 'warn', alarm: { kind: 'event', text: 'Disk full' } }])
    heard()
    await stateOf('roll-up', 'failed')
    expect(heard()).toEqual(['The roll-up unacknowledged', 'Works returned-unacknowledged'])
  })

  test('of a job that goes on, the newest error stands for a minute', async () => {
    const { listJobs, complain, alarms } = await watched()
    await listJobs(job('roll-up', { state: 'running' }))
    await complain('roll-up', 'Row 1 is bad')
    await complain('roll-up', 'Row 2 is bad')
    expect(alarms.shown).toMatchObject([{ state: 'warn', alarm: { kind: 'event', text: 'Row 2 is bad' } }])
    await vi.advanceTimersByTimeAsync(61_000)
    expect(alarms.counts).toMatchObject({ warn: 0 })
  })
})

test('T8: a failed job whose link dies stays as last known crit, and returns only when it is told to be well', async () => {
  const { listJobs, close, goLive, happen, alarms, heard } = await watched()
  await listJobs(job('roll-up', { state: 'failed' }))
  heard()
  close('works', 1006)
  await vi.advanceTimersByTimeAsync(60_000)
  expect(alarms.counts).toMatchObject({ crit: 0, lastKnown: 1 })
  expect(heard()).not.toContain('The roll-up returned-unacknowledged')
  happen('works', { kind: 'try-now' })
  goLive('works')
  await listJobs(job('roll-up'))
  expect(heard()).toContain('The roll-up returned-unacknowledged')
})

test('T8: a failed job that is listed no longer keeps its alarm', async () => {
  const { listJobs, alarms } = await watched()
  await listJobs(job('roll-up', { state: 'failed' }))
  await listJobs()
  expect(alarms.shown).toMatchObject([{ state: 'unknown', lastKnown: 'crit', alarm: { kind: 'job' } }])
})

test('jobs that wait, run or are paused are no alarm', async () => {
  const { listJobs, heard } = await watched()
  await listJobs(
    job('a'),
    job('b', { state: 'running' }),
    job('c', { state: 'paused' }),
    job('d', { state: 'unknown' }),
  )
  expect(heard()).toEqual([])
})
