// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import WallControls from '../../../src/components/WallControls.vue'
import { page } from './page'

afterEach(() => void vi.useRealTimers())

async function controls() {
  const shown = await page(WallControls, { shown: 3, all: 12, search: '', filter: 'all', windowMs: 300_000 })
  const wrapper = shown.show()
  const [filter, window] = wrapper.findAll('select')
  return { wrapper, field: wrapper.get('input'), filter: filter!, window: window! }
}

async function type({ element }: { element: HTMLInputElement }, text: string): Promise<void> {
  element.value = text
  element.dispatchEvent(new Event('input'))
  await nextTick()
}

function press(key: string, target: Element = document.body, more: KeyboardEventInit = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...more })
  target.dispatchEvent(event)
  return event
}

test('tells how many sensors are shown', async () => {
  expect((await controls()).wrapper.text()).toContain('3 of 12 sensors')
})

test('what is typed and chosen goes to the view', async () => {
  const { wrapper, field, filter, window } = await controls()
  vi.useFakeTimers()
  await field.setValue('motor')
  await filter.setValue('abnormal')
  await window.setValue('3600000')
  vi.runAllTimers()
  expect(wrapper.emitted('update:search')).toEqual([['motor']])
  expect(wrapper.emitted('update:filter')).toEqual([['abnormal']])
  expect(wrapper.emitted('update:windowMs')).toEqual([[3_600_000]])
})

test('P1: a letter is in the field at once, and the view hears of several when no other follows', async () => {
  const { wrapper, field } = await controls()
  vi.useFakeTimers()
  for (const text of ['m', 'mo', 'mot']) {
    await type(field, text)
    expect(field.element.value).toBe(text)
    expect(wrapper.emitted('update:search')).toBeUndefined()
  }
  vi.runAllTimers()
  expect(wrapper.emitted('update:search')).toEqual([['mot']])
})

test('who leaves the field leaves nothing behind in it that was not searched for', async () => {
  const { wrapper, field } = await controls()
  vi.useFakeTimers()
  await type(field, 'motor')
  await field.trigger('change')
  expect(wrapper.emitted('update:search')).toEqual([['motor']])
})

test('a search that comes from elsewhere is in the field, and nothing typed before it overtakes it', async () => {
  const { wrapper, field } = await controls()
  vi.useFakeTimers()
  await type(field, 'motor')
  await wrapper.setProps({ search: 'pump' })
  expect(field.element.value).toBe('pump')
  vi.runAllTimers()
  expect(wrapper.emitted('update:search') ?? []).not.toContainEqual(['motor'])
  await wrapper.setProps({ search: '' })
  expect(field.element.value).toBe('')
})

test('V5: “/” goes to the search', async () => {
  const { field } = await controls()
  expect(press('/').defaultPrevented).toBe(true)
  expect(document.activeElement).toBe(field.element)
})

test('“/” stays a character where somebody types, and with other keys held', async () => {
  const { field, filter } = await controls()
  const area = document.body.appendChild(document.createElement('textarea'))
  for (const target of [field.element, filter.element, area]) {
    expect(press('/', target).defaultPrevented).toBe(false)
  }
  expect(press('/', document.body, { ctrlKey: true }).defaultPrevented).toBe(false)
  area.remove()
})

test('V5: every control has a name', async () => {
  const { wrapper } = await controls()
  const names = wrapper.findAll('label').map((label) => label.get('span').text())
  expect(names).toEqual(['Search sensors', 'Show', 'Time shown'])
})
