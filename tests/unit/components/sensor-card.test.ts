// @vitest-environment happy-dom
import { RouterLinkStub } from '@vue/test-utils'
import { expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import SensorCard from '../../../src/components/SensorCard.vue'
import { formatValue } from '../../../src/texts/format'
import { page } from './page'

async function card() {
  const shown = await page(SensorCard, { sensorKey: 'plant/p', windowMs: 300_000 })
  shown.goLive('plant')
  shown.list({ id: 'p', name: 'Oil pressure', unit: 'bar' })
  shown.setLimits(shown.limit('p'))
  const wrapper = shown.show()
  const words = () => wrapper.text().replace(/\s+/g, ' ')
  const attributes = () => {
    const { 'data-freshness': freshness, 'data-state': state } = wrapper.attributes()
    return [freshness, state]
  }
  /** Samples at one a second, so that the cadence is known. */
  const run = async (...values: number[]): Promise<void> => {
    for (const value of values) {
      shown.read('p', value)
      await vi.advanceTimersByTimeAsync(1_000)
    }
  }
  return { ...shown, wrapper, words, attributes, run }
}

test('is an article named after its sensor, and leads to it', async () => {
  const { wrapper } = await card()
  expect(wrapper.element.tagName).toBe('ARTICLE')
  expect(wrapper.attributes('aria-label')).toBe('Oil pressure')
  expect(wrapper.get('a').attributes('href')).toBe('/sensors/plant/p')
})

test('leads there without loading the page, and leaves another tab to the browser', async () => {
  const { wrapper, router } = await card()
  const pushed = vi.spyOn(router, 'push')
  const other = [{ ctrlKey: true }, { metaKey: true }, { shiftKey: true }, { altKey: true }, { button: 1 }]
  for (const asked of other) await wrapper.get('a').trigger('click', asked)
  expect(pushed).not.toHaveBeenCalled()
  const click = new MouseEvent('click', { button: 0, cancelable: true })
  wrapper.get('a').element.dispatchEvent(click)
  expect(click.defaultPrevented).toBe(true)
  expect(pushed).toHaveBeenCalledWith({ name: 'sensor', params: { source: 'plant', sensor: 'p' } })
})

test('P1: another address does not have a thousand cards look up where they lead', async () => {
  const { wrapper, router } = await card()
  expect(wrapper.findComponent(RouterLinkStub).exists()).toBe(false)
  const resolved = vi.spyOn(router, 'resolve')
  await router.replace({ path: '/', query: { search: 'oil' } })
  await nextTick()
  expect(resolved.mock.calls.filter(([to]) => typeof to === 'object' && 'name' in to)).toEqual([])
})

test('before the first sample it says that there is no data yet', async () => {
  const { wrapper, words, attributes } = await card()
  expect(attributes()).toEqual(['unknown', 'unknown'])
  expect(words()).toContain('No data yet')
  expect(wrapper.get('.value').text()).toMatch(/^–\s*bar$/)
})

test('shows the value with its unit and its limit', async () => {
  const { wrapper, words, attributes, run } = await card()
  await run(50, 51, 52, 53.25)
  expect(attributes()).toEqual(['live', 'normal'])
  expect(wrapper.get('data').attributes('value')).toBe('53.25')
  expect(wrapper.get('.value').text()).toMatch(new RegExp(`^${formatValue(53.25)}\\s*bar$`))
  expect(words()).toContain(`Limit > ${formatValue(90)} bar`)
  expect(words()).toContain('Normal')
})

test('A0, V2: beyond its limit it says so in words and shape, with the next rendering', async () => {
  const { wrapper, words, attributes, run, read } = await card()
  await run(50, 50, 50, 50)
  const shape = wrapper.get('svg path').attributes('d')
  read('p', 90.5)
  await nextTick()
  expect(attributes()).toEqual(['live', 'warn'])
  expect(words()).toContain('Warning')
  expect(wrapper.classes()).toContain('warn')
  expect(wrapper.get('svg path').attributes('d')).not.toBe(shape)
})

test('T1: late and stale are told in words with the age, not by colour alone', async () => {
  const { words, attributes, run } = await card()
  await run(50, 50, 50, 50)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(attributes()).toEqual(['late', 'normal'])
  expect(words()).toContain('Late, 3 s ago')
  await vi.advanceTimersByTimeAsync(39_000)
  expect(attributes()).toEqual(['stale', 'unknown'])
  expect(words()).toContain('Stale, 42 s ago')
  expect(words()).toContain('Unknown')
  expect(words()).not.toContain('Normal')
})

test('T8: what was beyond its limit when it went quiet stays so, as last known', async () => {
  const { wrapper, words, attributes, run, preferences } = await card()
  preferences.chooseSeverity('plant', 'over p', 'crit')
  await run(95, 95, 95, 95)
  await vi.advanceTimersByTimeAsync(40_000)
  expect(attributes()).toEqual(['stale', 'unknown'])
  expect(words()).toContain('Last known critical, 41 s ago')
  expect(words()).toContain(`Limit > ${formatValue(90)} bar`)
  expect(wrapper.classes()).toEqual(expect.arrayContaining(['crit', 'stale']))
  expect(wrapper.get('.mark').classes()).toContain('remembered')
})

test('T9: limits that are not known, not visible or not there are told apart', async () => {
  const { words, tell, read } = await card()
  read('p', 5)
  tell({ kind: 'limits', access: 'forbidden', limits: [] })
  await nextTick()
  expect(words()).toContain('Limits not visible to you')
  expect(words()).not.toContain('Normal')
  tell({ kind: 'limits', access: 'known', limits: [] })
  await nextTick()
  expect(words()).toContain('No limit')
})

test('a value out of the range that the backend expects is told', async () => {
  const { words, list, read } = await card()
  list({ id: 'p', name: 'Oil pressure', unit: 'bar', range: { min: 0, max: 60 } })
  read('p', 70)
  await nextTick()
  expect(words()).toContain(`Outside ${formatValue(0)} to ${formatValue(60)} bar`)
})

test('V7: names and units from the wire are text, never markup', async () => {
  const { wrapper, words, list, read } = await card()
  list({ id: 'p', name: '<img src=x onerror=alert(1)>', unit: '<b>bar</b>' })
  read('p', 5)
  await nextTick()
  expect(wrapper.find('img, b').exists()).toBe(false)
  expect(words()).toContain('<img src=x onerror=alert(1)>')
  expect(words()).toContain('<b>bar</b>')
  expect(wrapper.attributes('aria-label')).toBe('<img src=x onerror=alert(1)>')
})

test('V3: it is no live region, however often its value changes', async () => {
  const { wrapper, run } = await card()
  await run(1, 2, 3)
  expect(wrapper.find('[aria-live], [role=status], [role=alert]').exists()).toBe(false)
})

test('V4: its chart has a text alternative with name, last, minimum, maximum and state', async () => {
  const { wrapper, run } = await card()
  await run(50, 20, 80, 60)
  const label = wrapper.getComponent({ name: 'TimeSeriesChart' }).props('label')
  expect(label).toBe(
    `Oil pressure: last ${formatValue(60)} bar, minimum ${formatValue(20)} bar, ` +
      `maximum ${formatValue(80)} bar, Normal`,
  )
})
