// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { chartContract } from '../../../src/charts/contract/contract-answer'
import { drawingFigures } from '../../../src/charts/scheduling/shared-scheduler'
import DrawingFacts from '../../../src/components/connections/DrawingFacts.vue'
import DrawingNotice from '../../../src/components/DrawingNotice.vue'
import type { DrawLevel } from '../../../src/domain/drawing'
import { useAnnouncer } from '../../../src/stores/announcer'
import { useDrawing } from '../../../src/stores/drawing'
import { page } from './page'

async function slowTo(level: DrawLevel): Promise<void> {
  vi.spyOn(drawingFigures, 'level', 'get').mockReturnValue(level)
  await vi.advanceTimersByTimeAsync(1_000)
}

test('the notice says that charts are slowed, what is not, and says it aloud once; then that it is over', async () => {
  const { show, now } = await page(DrawingNotice)
  now.resume()
  const notice = show()
  const announcer = useAnnouncer()
  await slowTo('full')
  expect(notice.find('aside').exists()).toBe(false)
  await slowTo('slower')
  const words =
    'This machine is busy: charts are drawn 5 times a second. Values, alarms and limits are not slowed.'
  expect(notice.get('aside').text()).toBe(words)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(announcer.current).toMatchObject({ number: 1, text: words })
  await slowTo('slowest')
  expect(notice.get('aside').text()).toContain('charts are drawn twice a second.')
  await vi.advanceTimersByTimeAsync(10_000)
  expect(announcer.current!.number).toBe(1)
  await slowTo('full')
  expect(notice.find('aside').exists()).toBe(false)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(announcer.current).toMatchObject({ number: 2, text: 'Charts are drawn at full rate again.' })
})

test('V3: the notice is no live region of its own', async () => {
  const { show, now } = await page(DrawingNotice)
  now.resume()
  const notice = show()
  await slowTo('slower')
  expect(notice.find('[aria-live], [role="status"], [role="alert"]').exists()).toBe(false)
})

async function facts() {
  const told = await page(DrawingFacts)
  told.now.resume()
  const drawing = useDrawing()
  const figures = { level: 'full' as DrawLevel, draws: 0, samples: 0 }
  const measured = { p50: 21.4, p95: 47.6, n: 99 }
  const stop = drawing.follow(Object.assign(figures, { latency: () => measured, receiving: () => undefined }))
  const section = told.show()
  const fact = (name: string): string =>
    section
      .findAll('dt')
      .find((term) => term.text() === name)!
      .element.nextElementSibling!.textContent!.trim()
  return { ...told, figures, section, fact, stop }
}

test('P5, T6: Connections tells how long charts take, and what was received, stored and drawn in sum', async () => {
  const { figures, fact, tell, list, read, link, stop } = await facts()
  list('p', 'q')
  read('p', 1)
  read('q', 2)
  link('plant').counters.value = { ...link('plant').counters.value, readings: 5 }
  link('open').counters.value = { ...link('open').counters.value, readings: 2 }
  figures.draws = 120
  figures.samples = 1_234
  tell()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(fact('Charts drawn a second')).toBe('120')
  expect(fact('Half painted within')).toBe('21 ms')
  expect(fact('95 % painted within')).toBe('48 ms')
  expect(fact('Readings received')).toBe('7')
  expect(fact('Readings stored')).toBe('2')
  expect(fact('Samples drawn')).toBe('1,234')
  expect(fact('Charts are drawn')).toBe('As soon as there is something new')
  figures.level = 'slowest'
  await vi.advanceTimersByTimeAsync(1_000)
  expect(fact('Charts are drawn')).toMatch(/at most twice a second.*are not slowed\.$/)
  stop()
})

test('Connections says so when charts are drawn the slow way, and why', async () => {
  const { section, stop } = await facts()
  expect(section.text()).not.toContain('the slow way')
  chartContract.value = { holds: false, broken: ['draw() clears the canvas first.'] }
  await nextTick()
  expect(section.text()).toContain('Charts are drawn the slow way: draw() clears the canvas first.')
  chartContract.value = null
  stop()
})
