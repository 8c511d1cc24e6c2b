// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { nextTick, type Component } from 'vue'
import { chartContract } from '../../../src/charts/contract/contract-answer'
import DrawingFacts from '../../../src/components/connections/DrawingFacts.vue'
import DrawingNotice from '../../../src/components/DrawingNotice.vue'
import type { DrawLevel } from '../../../src/domain/drawing'
import { useAnnouncer } from '../../../src/stores/announcer'
import { useDrawing } from '../../../src/stores/drawing'
import { page } from './page'

const SLOWEST =
  'This machine is busy: charts are drawn twice a second, cards only in sight. Values, alarms and limits are not slowed.'

/** Shows it on a page with twelve charts. */
async function drawn(component: Component) {
  const told = await page(component)
  told.now.resume()
  const figures = {
    level: 'full' as DrawLevel,
    charts: 12,
    draws: 0,
    samples: 0,
    latency: () => ({ p50: 21.4, p95: 47.6, n: 99 }),
    receiving: () => undefined,
  }
  const become = async (changed: Partial<typeof figures>): Promise<void> => {
    Object.assign(figures, changed)
    await vi.advanceTimersByTimeAsync(1_000)
  }
  return { ...told, figures, become }
}

async function noticed() {
  const { show, become, figures } = await drawn(DrawingNotice)
  useDrawing().follow(figures)
  return { notice: show(), become, announcer: useAnnouncer() }
}

test('the notice says that charts are slowed, what is not, and says it aloud once; then that it is over', async () => {
  const { notice, become, announcer } = await noticed()
  await become({ level: 'full' })
  expect(notice.find('aside').exists()).toBe(false)
  await become({ level: 'slower' })
  const words =
    'This machine is busy: charts are drawn 5 times a second. Values, alarms and limits are not slowed.'
  expect(notice.get('aside').text()).toBe(words)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(announcer.current).toMatchObject({ number: 1, text: words })
  await become({ level: 'slowest' })
  expect(notice.get('aside').text()).toBe(SLOWEST)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(announcer.current!.number).toBe(1)
  await become({ level: 'full' })
  expect(notice.find('aside').exists()).toBe(false)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(announcer.current).toMatchObject({ number: 2, text: 'Charts are drawn at full rate again.' })
})

test('where no chart is the notice is gone, and nothing is said aloud until it is judged anew', async () => {
  const { notice, become, announcer } = await noticed()
  await become({ level: 'slowest' })
  await vi.advanceTimersByTimeAsync(10_000)
  expect(announcer.current!.number).toBe(1)
  await become({ charts: 0 })
  expect(notice.find('aside').exists()).toBe(false)
  await become({ charts: 12 })
  expect(notice.get('aside').text()).toBe(SLOWEST)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(announcer.current!.number).toBe(1)
})

test('V3: the notice is no live region of its own', async () => {
  const { notice, become } = await noticed()
  await become({ level: 'slower' })
  expect(notice.find('aside').exists()).toBe(true)
  expect(notice.find('[aria-live], [role="status"], [role="alert"]').exists()).toBe(false)
})

async function facts() {
  const told = await drawn(DrawingFacts)
  const section = told.show()
  const fact = (name: string): string =>
    section
      .findAll('dt')
      .find((term) => term.text() === name)!
      .element.nextElementSibling!.textContent!.trim()
  return { ...told, section, fact }
}

test('P5, T6: Connections tells how long charts take, and what was received, stored and drawn in sum', async () => {
  const { figures, become, fact, tell, list, read, link } = await facts()
  useDrawing().follow(figures)
  list('p', 'q')
  read('p', 1)
  read('q', 2)
  link('plant').counters.value = { ...link('plant').counters.value, readings: 5 }
  link('open').counters.value = { ...link('open').counters.value, readings: 2 }
  tell()
  await become({ draws: 120, samples: 1_234 })
  expect(fact('Charts drawn a second')).toBe('120')
  expect(fact('Half painted within')).toBe('21 ms')
  expect(fact('95 % painted within')).toBe('48 ms')
  expect(fact('Readings received')).toBe('7')
  expect(fact('Readings stored')).toBe('2')
  expect(fact('Samples drawn')).toBe('1,234')
})

test('Connections tells how charts were drawn where there were some, and of none nothing', async () => {
  const { figures, become, fact } = await facts()
  const RATE = 'Charts were drawn'
  expect(fact(RATE)).toBe('Not yet')
  useDrawing().follow(figures)
  await become({})
  expect(fact(RATE)).toBe('As soon as there was something new')
  await become({ level: 'slowest' })
  await become({ charts: 0 })
  expect(fact(RATE)).toMatch(/^Each at most twice a second, .*are not slowed\.$/)
})

test('Connections says so when charts are drawn the slow way, and why', async () => {
  const { section } = await facts()
  expect(section.text()).not.toContain('the slow way')
  chartContract.value = { holds: false, broken: ['draw() clears the canvas first.'] }
  await nextTick()
  expect(section.text()).toContain('Charts are drawn the slow way: draw() clears the canvas first.')
  chartContract.value = null
})
