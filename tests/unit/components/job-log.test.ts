// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { nextTick } from 'vue'
import JobLog from '../../../src/components/jobs/JobLog.vue'
import type { JobRun } from '../../../src/domain/job-updates'
import { formatMoment } from '../../../src/texts/format'
import { job, WORKS, works } from '../stores/works'
import { page } from './page'

const AT = Date.UTC(2025, 0, 15, 11)

async function log() {
  const shown = await page(JobLog, { jobKey: 'works/roll-up' }, WORKS)
  const parts = works(shown)
  shown.goLive('works')
  await parts.listJobs(job('roll-up'))
  const wrapper = shown.show()
  await nextTick()
  const settle = async (failure: string | null): Promise<void> => {
    parts.jobs.settleLookup('works', parts.lookups().at(-1)!.number, failure)
    await nextTick()
  }
  const rows = () => wrapper.findAll('tbody tr').map((row) => row.findAll('td').map((cell) => cell.text()))
  const said = () => wrapper.get('.said').text()
  const button = (label: string) => wrapper.findAll('button').find((one) => one.text() === label)!
  return { ...shown, ...parts, wrapper, settle, rows, said, button }
}

function run(id: string, more: Partial<JobRun>): JobRun {
  return {
    id,
    job: 'roll-up',
    outcome: 'success',
    startedAt: AT,
    completedAt: AT + 2_000,
    message: null,
    ...more,
  }
}

test('asks when it is opened, and says so', async () => {
  const { wrapper, lookups, said } = await log()
  expect(wrapper.get('h2').text()).toBe('Last runs of The roll-up')
  expect(lookups()).toMatchObject([{ lookup: { kind: 'job-runs', job: 'roll-up' } }])
  expect(said()).toBe('Asking the backend …')
})

test('lists the last runs with outcome, start, duration and message; what is not known is a dash', async () => {
  const { say, settle, rows, said, wrapper } = await log()
  const failed = run('2', {
    outcome: 'failed',
    startedAt: AT + 60_000,
    completedAt: null,
    message: '<b>Broken</b>',
  })
  await say({ kind: 'job-runs', job: 'roll-up', runs: [run('1', {}), failed, run('3', { startedAt: null })] })
  await settle(null)
  expect(rows()).toEqual([
    ['Failed', formatMoment(AT + 60_000), '–', '<b>Broken</b>'],
    ['Succeeded', formatMoment(AT), '2 s', ''],
    ['Succeeded', '–', '–', ''],
  ])
  expect([said(), wrapper.find('td b').exists()]).toEqual(['', false])
})

test('says when there are none, and why they could not be had, and asks again', async () => {
  const { settle, said, button, lookups } = await log()
  await settle(null)
  expect(said()).toBe('No runs.')
  await button('Ask again').trigger('click')
  await settle('The server does not answer.')
  expect(said()).toBe('The runs could not be read. The server does not answer.')
  await button('Ask again').trigger('click')
  expect(said()).toBe('Asking the backend …')
  expect(lookups()).toHaveLength(3)
})

test('closes by its button', async () => {
  const { wrapper, button } = await log()
  await button('Close').trigger('click')
  expect(wrapper.emitted('close')).toHaveLength(1)
})
