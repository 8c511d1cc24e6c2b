// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import ExaminationPanel from '../../../src/components/doctor/ExaminationPanel.vue'
import SourceSection from '../../../src/components/connections/SourceSection.vue'
import type { ExaminationNews, Finding } from '../../../src/domain/examination'
import { useAnnouncer } from '../../../src/stores/announcer'
import { useDoctor } from '../../../src/stores/doctor'
import { unwatch, watch } from './watched'

let wrapper: VueWrapper | null = null

afterEach(() => {
  wrapper?.unmount()
  unwatch()
})

const steps = (['configuration', 'reachable', 'latency'] as const).map((step) => ({ step, link: null }))
const found = (
  step: Finding['step'],
  outcome: Finding['outcome'],
  remedy: string | null = null,
): ExaminationNews => ({
  kind: 'finding',
  finding: { step, link: null, outcome, words: `<b>${step}</b> was seen.`, remedy },
})

async function panel() {
  const watched = await watch()
  const one = mount(ExaminationPanel, { props: { source: 'plant' }, global: { plugins: [watched.pinia] } })
  wrapper = one
  const tell = async (number: number, ...news: ExaminationNews[]): Promise<void> => {
    for (const told of news) useDoctor().take('plant', number, told)
    await nextTick()
  }
  await tell(1, { kind: 'planned', steps })
  const outcomes = (): (string | undefined)[] =>
    one.findAll('li').map((row) => row.attributes('data-outcome'))
  return { ...watched, one, tell, outcomes, conclusion: () => one.get('.conclusion').text() }
}

test('an examination begins when it is shown, and its steps are seen as they are taken', async () => {
  const { sent, one, tell, outcomes } = await panel()
  expect(sent.at(-1)).toEqual({ kind: 'examine', source: 'plant', number: 1 })
  expect(one.get('h3').text()).toBe('What is wrong with Plant?')
  expect([outcomes(), one.attributes('aria-busy')]).toEqual([['waiting', 'waiting', 'waiting'], 'true'])
  await tell(1, { kind: 'begun', step: steps[0]! })
  expect(outcomes()).toEqual(['running', 'waiting', 'waiting'])
  await tell(1, found('configuration', 'ok'), { kind: 'begun', step: steps[1]! })
  expect(outcomes()).toEqual(['ok', 'running', 'waiting'])
})

test('V2, V7: the first failure is the cause, in shape, text and remedy; what was seen is text, never markup', async () => {
  const { one, tell, conclusion, outcomes } = await panel()
  const failures = [found('reachable', 'failed', 'Start it.'), found('latency', 'failed', 'Wait.')]
  await tell(1, found('configuration', 'notice'), ...failures, { kind: 'done', complete: true })
  expect(outcomes()).toEqual(['notice', 'failed', 'failed'])
  expect(conclusion()).toMatch(/^Failed\s*Reachable: <b>reachable<\/b> was seen\.\s*Start it\.$/)
  expect(one.findAll('b')).toEqual([])
  expect(one.findAll('li').map((row) => [row.find('svg').exists(), row.text()])).toContainEqual([
    true,
    expect.stringMatching(/^LatencyFailed<b>latency<\/b> was seen\.Wait\.$/),
  ])
})

test('V3: the result is announced once, when it is there', async () => {
  const { tell } = await panel()
  const announcer = useAnnouncer()
  await tell(1, ...steps.map(({ step }) => found(step, 'ok')), { kind: 'done', complete: true })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(announcer.current).toMatchObject({
    number: 1,
    text: 'Plant was examined. Nothing is wrong with this source.',
  })
  await tell(1, { kind: 'done', complete: true }, found('latency', 'failed'))
  await vi.advanceTimersByTimeAsync(10_000)
  expect(announcer.current?.number).toBe(1)
})

test('it runs again when asked, not twice at once, and what an older one still says changes nothing', async () => {
  const { sent, one, tell, outcomes, conclusion } = await panel()
  const again = one.get('button')
  await again.trigger('click')
  expect(sent.filter(({ kind }) => kind === 'examine')).toHaveLength(1)
  expect(again.attributes('aria-disabled')).toBe('true')
  await tell(1, found('configuration', 'ok'), { kind: 'done', complete: false })
  expect(conclusion()).toContain('ended before it was through')
  await again.trigger('click')
  expect(sent.at(-1)).toEqual({ kind: 'examine', source: 'plant', number: 2 })
  await tell(1, found('configuration', 'failed'))
  await tell(2, { kind: 'planned', steps })
  expect(outcomes()).toEqual(['waiting', 'waiting', 'waiting'])
})

test('what is only worth knowing is no fault', async () => {
  const { tell, conclusion } = await panel()
  await tell(1, found('latency', 'notice'), found('reachable', 'notice'), { kind: 'done', complete: true })
  expect(conclusion()).toContain('Nothing is broken. 2 things are worth knowing.')
})

test('a source offers its examination by a button that says whether it is open', async () => {
  const { pinia, sources } = await watch()
  wrapper = mount(SourceSection, { props: { source: sources.configs[0]! }, global: { plugins: [pinia] } })
  const button = wrapper.findAll('button').find((one) => one.text() === 'Find out what is wrong')!
  expect(button.attributes('aria-expanded')).toBe('false')
  await button.trigger('click')
  await vi.dynamicImportSettled()
  expect([button.attributes('aria-expanded'), wrapper.find('.examination').exists()]).toEqual(['true', true])
  await button.trigger('click')
  expect(wrapper.find('.examination').exists()).toBe(false)
})
