// @vitest-environment happy-dom
import { expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import ComponentCard from '../../../src/components/health/ComponentCard.vue'
import MetricCard from '../../../src/components/health/MetricCard.vue'
import { formatValue } from '../../../src/texts/format'
import { centre, told } from './centre'

async function card() {
  const shown = await centre(ComponentCard, { componentKey: 'plant/storage' })
  const wrapper = shown.show()
  const article = () => wrapper.get('article')
  const attributes = () => {
    const { 'data-freshness': freshness, 'data-state': state } = article().attributes()
    return [freshness, state]
  }
  const mark = () => wrapper.get('.mark').text()
  const facts = () => wrapper.findAll('dd').map((one) => one.text())
  const figures = () => wrapper.findAll('.figure .value').map((one) => one.text().replace(/\s+/g, ' '))
  return { ...shown, wrapper, article, attributes, mark, facts, figures }
}

test('is an article named after its component, with freshness and state', async () => {
  const { wrapper, article, attributes, mark, facts, state } = await card()
  await state(told('storage'))
  expect(wrapper.get(`#${article().attributes('aria-labelledby')!}`).text()).toBe('The storage')
  expect(attributes()).toEqual(['live', 'normal'])
  expect(mark()).toBe('Running')
  expect(facts()).toEqual(['12345', '60 min', '0 s ago'])
})

test('V2: each state has its word and its shape, and only what is abnormal a colour', async () => {
  const { article, attributes, mark, state, wrapper } = await card()
  const shapes = new Set<string>()
  for (const [one, card, word] of [
    ['running', 'normal', 'Running'],
    ['starting', 'busy', 'Starting'],
    ['stopped', 'stopped', 'Stopped'],
    ['error', 'crit', 'Error'],
  ] as const) {
    await vi.advanceTimersByTimeAsync(10)
    await state(told('storage', { state: one }))
    expect([attributes()[1], mark()]).toEqual([card, word])
    expect(article().classes('crit')).toBe(card === 'crit')
    shapes.add(wrapper.get('.mark path').attributes('d')!)
  }
  expect(shapes.size).toBe(4)
})

test('T1: shows figures only while it runs and is heard of, whatever the server keeps', async () => {
  const { figures, facts, list, figure, read, state } = await card()
  list(figure('cpu', 'storage', 'Processor'))
  await state(told('storage'))
  read('cpu', 2.1)
  await nextTick()
  expect(figures()).toEqual([`${formatValue(2.1)} %`])
  await vi.advanceTimersByTimeAsync(10)
  await state(told('storage', { state: 'stopped' }))
  expect(figures()).toEqual(['– %'])
  expect(facts().slice(0, 2)).toEqual(['–', '–'])
})

test('T8: what is no longer heard of is unknown, with what was last known and its age', async () => {
  const { wrapper, attributes, mark, figures, facts, list, figure, read, state } = await card()
  list(figure('cpu', 'storage', 'Processor'))
  await state(told('storage'))
  read('cpu', 2.1)
  await vi.advanceTimersByTimeAsync(40_000)
  expect(attributes()).toEqual(['stale', 'unknown'])
  expect(mark()).toBe('Unknown')
  expect(wrapper.get('.freshness').text()).toBe('Last known running, 40 s ago')
  expect(figures()).toEqual(['– %'])
  expect(facts()).toEqual(['–', '–', '40 s ago'])
})

test('T8: an error that goes quiet keeps its shape, its words and its message', async () => {
  const { wrapper, article, mark, state } = await card()
  await state(told('storage', { state: 'error', error: 'port in use' }))
  await vi.advanceTimersByTimeAsync(40_000)
  expect(mark()).toBe('Error')
  expect(article().classes()).toEqual(expect.arrayContaining(['crit', 'stale']))
  expect(wrapper.get('.mark').classes()).toContain('remembered')
  expect(wrapper.get('.message').text()).toBe('port in use')
})

test('a state that lies: an error text while it runs is told dim, as an old message', async () => {
  const { wrapper, attributes, state } = await card()
  await state(told('storage', { error: 'out of memory' }))
  expect(attributes()).toEqual(['live', 'normal'])
  expect(wrapper.get('.message').text()).toBe('Old message: out of memory')
  expect(wrapper.get('.message').classes()).toContain('old')
})

test('being stopped is abnormal once the user says that it should run', async () => {
  const { wrapper, attributes, mark, state } = await card()
  await state(told('storage', { state: 'stopped' }))
  expect(attributes()[1]).toBe('stopped')
  await wrapper.get('input[type=checkbox]').setValue(true)
  expect(attributes()[1]).toBe('warn')
  expect(mark()).toBe('Stopped, should run')
  await wrapper.get('input[type=checkbox]').setValue(false)
  expect(attributes()[1]).toBe('stopped')
})

test('V7: names and messages from the wire are text', async () => {
  const { wrapper, state } = await card()
  await state(told('storage', { name: '<b>x</b>', state: 'error', error: '<img src=x>' }))
  expect(wrapper.find('b, img').exists()).toBe(false)
  expect(wrapper.get('h4').text()).toBe('<b>x</b>')
  expect(wrapper.get('.message').text()).toBe('<img src=x>')
})

test('V3: it is no live region', async () => {
  const { wrapper, state } = await card()
  await state(told('storage', { state: 'error', error: 'x' }))
  expect(wrapper.find('[aria-live], [role=status], [role=alert]').exists()).toBe(false)
})

test('a metric is an article with value, unit, state and freshness, and leads to its sensor', async () => {
  const { show, list, read } = await centre(MetricCard, { sensorKey: 'plant/m' })
  list({ id: 'm', name: 'Queries', unit: '/s', metric: true })
  read('m', 12.5)
  const wrapper = show()
  await nextTick()
  expect(wrapper.attributes()).toMatchObject({
    'aria-label': 'Queries',
    'data-freshness': 'live',
    'data-state': 'no-limit',
  })
  expect(wrapper.get('.value').text()).toMatch(new RegExp(`^${formatValue(12.5)}\\s*/s$`))
  expect(wrapper.getComponent({ name: 'RouterLinkStub' }).props('to')).toEqual({
    name: 'sensor',
    params: { source: 'plant', sensor: 'm' },
  })
  expect(wrapper.getComponent({ name: 'SparklineChart' }).props('label')).toContain('Queries: last')
  await vi.advanceTimersByTimeAsync(40_000)
  expect(wrapper.attributes()).toMatchObject({ 'data-freshness': 'stale', 'data-state': 'unknown' })
  expect(wrapper.text()).toContain('Stale, 40 s ago')
})
