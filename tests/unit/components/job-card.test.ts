// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import JobCard from '../../../src/components/health/JobCard.vue'
import type { JobProgress } from '../../../src/domain/job-updates'
import { formatMoment, formatTime } from '../../../src/texts/format'
import { job, WORKS, works } from '../stores/works'
import { page } from './page'

const COUNTS: JobProgress = { processed: 50, failed: 2, total: 104, elapsed: 323 }

async function card() {
  const shown = await page(JobCard, { jobKey: 'works/roll-up' }, WORKS)
  const parts = works(shown)
  shown.goLive('works')
  const wrapper = shown.show()
  const article = () => wrapper.get('article')
  const attributes = () => {
    const { 'data-freshness': freshness, 'data-state': state } = article().attributes()
    return [freshness, state]
  }
  const mark = () => wrapper.get('.mark').text()
  const facts = () => wrapper.findAll('.counts dd').map((one) => one.text())
  const moments = () =>
    wrapper.findAll('.runs time').map((one) => one.findAll('span').map((part) => part.text()))
  const message = () => wrapper.get('.message')
  const buttons = () => wrapper.findAll('.buttons button').map((one) => one.text())
  const progress = (told: JobProgress = COUNTS) =>
    parts.say({ kind: 'job-progress', job: 'roll-up', progress: told })
  return {
    ...shown,
    ...parts,
    wrapper,
    article,
    attributes,
    mark,
    facts,
    moments,
    message,
    buttons,
    progress,
  }
}

describe('the card of a job', () => {
  test('is an article named after it, with freshness and state, and what kind of job it is', async () => {
    const { wrapper, article, attributes, listJobs } = await card()
    await listJobs(job('roll-up'))
    expect(wrapper.get(`#${article().attributes('aria-labelledby')!}`).text()).toBe('The roll-up')
    expect(attributes()).toEqual(['live', 'normal'])
    expect(wrapper.get('.about').text()).toBe('roll_up · 1min')
  })

  test("V2: each state has the backend's own word and a shape, and only what failed a colour", async () => {
    const { wrapper, article, attributes, mark, listJobs } = await card()
    const shapes = new Set<string>()
    for (const [state, stateText, state_of_card, word] of [
      ['active', 'active', 'normal', 'Active'],
      ['running', 'processing', 'busy', 'Processing'],
      ['paused', '', 'stopped', 'Paused'],
      ['failed', 'failed', 'crit', 'Failed'],
      ['unknown', 'on strike', 'unknown', 'On strike'],
    ] as const) {
      await listJobs(job('roll-up', { state, stateText }))
      expect([attributes()[1], mark()]).toEqual([state_of_card, word])
      expect(article().classes('crit')).toBe(state === 'failed')
      shapes.add(wrapper.get('.mark path').attributes('d')!)
    }
    expect(shapes.size).toBe(5)
  })

  test('shows counts and progress while it runs, and afterwards those of the last run, as far as they were told', async () => {
    const { wrapper, facts, listJobs, stateOf, progress } = await card()
    await listJobs(job('roll-up'))
    expect(facts()).toEqual(['–', '–', '–', '–'])
    expect(wrapper.find('progress').exists()).toBe(false)
    await stateOf('roll-up', 'running')
    await progress()
    expect(facts()).toEqual(['50', '2', '104', '5 min'])
    const bar = wrapper.get('progress')
    expect(bar.attributes()).toMatchObject({
      value: '52',
      max: '104',
      'aria-label': 'Progress of The roll-up',
    })
    expect(wrapper.get('.progress .words').text()).toBe('52 of 104')
    await stateOf('roll-up', 'active')
    expect(wrapper.get('.progress .words').text()).toBe('Last told: 52 of 104')
    await progress({ ...COUNTS, processed: 102 })
    expect(wrapper.get('.progress .words').text()).toBe('Last run: 104 of 104')
    await stateOf('roll-up', 'running')
    await progress()
    await stateOf('roll-up', 'failed')
    expect(wrapper.get('.progress .words').text()).toBe('Last run: 52 of 104')
  })

  test('without a total there is no bar, and more than the total is no more than full', async () => {
    const { wrapper, listJobs, progress } = await card()
    await listJobs(job('roll-up', { state: 'running' }))
    await progress({ ...COUNTS, total: null })
    expect(wrapper.find('progress').exists()).toBe(false)
    expect(wrapper.get('.progress .words').text()).toBe('52 done')
    await progress({ ...COUNTS, total: 10 })
    expect(wrapper.get('progress').attributes()).toMatchObject({ value: '10', max: '10' })
  })

  test('says when it last ran and will run, by distance and by the clock, and not that a paused one will', async () => {
    const { moments, listJobs, now } = await card()
    const [lastRun, nextRun] = [Date.now() - 120_000, Date.now() + 180_000]
    await listJobs(job('roll-up', { lastRun, nextRun }))
    expect(moments()).toEqual([
      ['2 min ago', formatTime(lastRun)],
      ['in 3 min', formatTime(nextRun)],
    ])
    await vi.advanceTimersByTimeAsync(200_000)
    now.tick()
    await nextTick()
    expect(moments()[1]).toEqual(['due now', formatTime(nextRun)])
    const yesterday = Date.now() - 86_400_000
    await listJobs(job('roll-up', { lastRun: yesterday }))
    expect(moments()[0]).toEqual(['24 h ago', formatMoment(yesterday)])
    await listJobs(job('roll-up', { state: 'paused', nextRun }))
    expect(moments()).toEqual([
      ['–', ''],
      ['–', ''],
    ])
  })

  test('says why it failed, with the code; later that is an old story', async () => {
    const { message, listJobs, stateOf, fail } = await card()
    await listJobs(job('roll-up'))
    await fail('roll-up', 'No sensor has read anything.', 'NO_READINGS')
    await stateOf('roll-up', 'failed')
    expect(message().text()).toBe('No sensor has read anything. (NO_READINGS)')
    await stateOf('roll-up', 'running')
    expect(message().text()).toBe('Last error: No sensor has read anything. (NO_READINGS)')
    expect(message().classes()).toContain('old')
    await stateOf('roll-up', 'active')
    expect(message().text()).toBe('')
  })

  test('T8: a failed one that goes quiet keeps its shape, its words and its error, with its age', async () => {
    const { wrapper, article, attributes, mark, message, listJobs, fail, close } = await card()
    await listJobs(job('roll-up', { state: 'failed' }))
    await fail('roll-up', 'Broken.', null)
    close('works', 1006)
    await vi.advanceTimersByTimeAsync(40_000)
    expect(attributes()).toEqual(['stale', 'unknown'])
    expect([mark(), message().text()]).toEqual(['Failed', 'Broken.'])
    expect(article().classes()).toEqual(expect.arrayContaining(['crit', 'stale']))
    expect(wrapper.get('.freshness').text()).toBe('Last known failed, 40 s ago')
  })

  test('T8: one that was well and goes quiet is unknown; one that is listed no longer says so', async () => {
    const { wrapper, mark, listJobs, close } = await card()
    await listJobs(job('roll-up', { state: 'running' }))
    await listJobs()
    expect(mark()).toBe('Unknown')
    expect(wrapper.get('.freshness').text()).toBe('No longer listed. Last known running, 0 s ago')
    await listJobs(job('roll-up'))
    close('works', 1006)
    await nextTick()
    expect(wrapper.get('.freshness').text()).toBe('Last known active, 0 s ago')
  })

  test('V7: names and messages from the wire are text', async () => {
    const { wrapper, message, listJobs, fail } = await card()
    await listJobs(job('roll-up', { name: '<b>x</b>', stateText: '<i>y</i>', state: 'failed' }))
    await fail('roll-up', '<img src=x>', null)
    expect(wrapper.find('b, i, img').exists()).toBe(false)
    expect([wrapper.get('h4').text(), message().text()]).toEqual(['<b>x</b>', '<img src=x>'])
  })

  test('V3: it is no live region, though it counts', async () => {
    const { wrapper, listJobs, progress } = await card()
    await listJobs(job('roll-up', { state: 'running' }))
    await progress()
    expect(wrapper.find('[aria-live], [role=status], [role=alert]').exists()).toBe(false)
  })
})

describe('the commands of a job', () => {
  test('are those that its state allows, and go to it', async () => {
    const { wrapper, buttons, listJobs, sent } = await card()
    await listJobs(job('roll-up', { state: 'failed' }))
    expect(buttons()).toEqual(['Start', 'Run now'])
    await wrapper.findAll('.buttons button')[1]!.trigger('click')
    expect(sent.filter(({ kind }) => kind === 'execute')).toMatchObject([
      { source: 'works', order: { command: 'run', target: 'roll-up' } },
    ])
  })

  test('can be given while it is polled, and not while nobody tells of it', async () => {
    const { wrapper, listJobs, poll, close } = await card()
    const isPossible = () => wrapper.get('.buttons button').attributes('aria-disabled') === 'false'
    await listJobs(job('roll-up'))
    close('works', 1006)
    await nextTick()
    expect(isPossible()).toBe(false)
    expect(wrapper.get('.obstacle').text()).toBe('Not while the connection is lost.')
    await poll()
    expect(isPossible()).toBe(true)
  })
})
