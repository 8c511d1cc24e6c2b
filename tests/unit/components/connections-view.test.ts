// @vitest-environment happy-dom
import { mount, RouterLinkStub } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { noCounts } from '../../../src/connection/counters'
import type { BatchPart } from '../../../src/domain/batch'
import { useTimeline } from '../../../src/stores/timeline'
import ConnectionsView from '../../../src/views/ConnectionsView.vue'
import { START, unwatch, watch } from './watched'

afterEach(unwatch)

async function view(configuration?: object) {
  const watched = await watch(configuration)
  const wrapper = mount(ConnectionsView, {
    global: { plugins: [watched.pinia], stubs: { RouterLink: RouterLinkStub } },
  })
  /** What a row of the first source says. */
  const fact = (name: string): string =>
    wrapper
      .findAll('dt')
      .find((term) => term.text() === name)!
      .element.nextElementSibling!.textContent!.trim()
  const button = (name: string) => wrapper.findAll('button').find((one) => one.text() === name)!
  return { ...watched, wrapper, fact, button }
}

function tell(...records: BatchPart['records']): void {
  const part: BatchPart = {
    source: 'plant',
    link: 'datapoints',
    provenance: 'live',
    readings: null,
    records,
    arrivedAt: START,
  }
  useTimeline().take({ number: 1, receivedAt: START, parts: [part] })
}

test('each source is a section named after it, with its system', async () => {
  const { wrapper } = await view()
  const sections = wrapper.findAll('[data-source]')
  const names = sections.map((one) => wrapper.get(`#${one.attributes('aria-labelledby')!}`).text())
  expect(names).toEqual(['Plant', 'Open'])
  expect(sections[0]!.text()).toContain('WebMACS')
})

test('C2: a failure tells its words, its code, the server’s reason, its age and the remedy', async () => {
  const { fact, goLive, close } = await view()
  goLive('plant')
  close('plant', 1012, '<b>maintenance</b>')
  await vi.advanceTimersByTimeAsync(3_000)
  expect(fact('Last failure')).toContain('The server is restarting.')
  expect(fact('Last failure')).toMatch(/3 s ago · Close code 1012 · “<b>maintenance<\/b>”/)
  expect(fact('Last failure')).toContain('Watchdeck keeps trying.')
  expect(fact('Failures in a row')).toBe('1')
  expect(fact('Next try')).toMatch(/^in \d+ s$/)
})

test('“Try now” tries while the link waits, and does nothing while it is live', async () => {
  const { button, goLive, close, link } = await view()
  goLive('plant')
  await nextTick()
  expect(button('Try now').attributes('aria-disabled')).toBe('true')
  await button('Try now').trigger('click')
  expect(link('plant').state.value.socket).toBe('delivering')
  close('plant', 1011)
  await nextTick()
  expect(button('Try now').attributes('aria-disabled')).toBe('false')
  await button('Try now').trigger('click')
  expect(link('plant').state.value.socket).toBe('opening')
})

test('signing in is asked for from the frame, signing out and reading again go to the source', async () => {
  const { wrapper, button, sent, sources } = await view()
  await button('Sign in').trigger('click')
  expect(wrapper.emitted('sign-in')).toEqual([['plant']])
  sources.noteSession('plant', { state: 'signed-in', user: { name: 'Ada', role: 'viewer' } }, { token: 't' })
  await nextTick()
  await button('Sign out').trigger('click')
  await button('Read sensors and limits again').trigger('click')
  expect(sent.slice(-2)).toEqual([
    { kind: 'sign-out', source: 'plant' },
    { kind: 'refresh', source: 'plant' },
  ])
})

test('T9: limits that this user may not see are not called missing', async () => {
  const { fact } = await view()
  expect(fact('Limits')).toBe('Not read yet')
  tell({ kind: 'limits', access: 'forbidden', limits: [] })
  await nextTick()
  expect(fact('Limits')).toBe('Limits not visible to you')
  tell({ kind: 'limits', access: 'known', limits: [] })
  await nextTick()
  expect(fact('Limits')).toBe('None set, read 0 s ago')
})

test('T6: what was received and turned away is counted', async () => {
  const { fact, links, link } = await view()
  links.count(link('plant').address, {
    ...noCounts(),
    frames: 1_234,
    bytes: 4_200,
    rejected: 3,
    roundTripMs: 12,
  })
  await nextTick()
  expect(fact('Frames received')).toBe((1_234).toLocaleString())
  expect(fact('Data received')).toMatch(/^4[.,]2 kB$/)
  expect(fact('Parts rejected')).toBe('3')
  expect(fact('Round trip')).toBe('12 ms')
})

test('T6, V7: rejected frames are shown newest first, their raw text as text; the open list stands still', async () => {
  const { wrapper, button } = await view()
  const reject = (reason: string, raw: string): void =>
    tell({ kind: 'rejection', rejection: { reason, raw, readings: 2 } })
  reject('first', 'a')
  reject('second', '<img src=x onerror=alert(1)>')
  await nextTick()
  const details = wrapper.get<HTMLDetailsElement>('[data-source=plant] > details')
  expect(details.get('summary').text()).toBe('Last rejected (2)')
  details.element.open = true
  await details.trigger('toggle')
  const reasons = (): string[] => wrapper.findAll('.reason').map((one) => one.text())
  expect(reasons()).toEqual(['second', 'first'])
  expect(wrapper.get('pre').element.textContent).toBe('<img src=x onerror=alert(1)>')
  expect(wrapper.find('img').exists()).toBe(false)
  expect(wrapper.get('li .details').text()).toMatch(/Datapoint stream\s+· 2 readings lost$/)
  reject('third', 'c')
  await nextTick()
  expect(reasons()).toEqual(['second', 'first'])
  await button('Show 1 newer').trigger('click')
  expect(reasons()).toEqual(['third', 'second', 'first'])
})

test('without sources the page says how to add one', async () => {
  const { wrapper } = await view({ version: 1, sources: [] })
  expect(wrapper.text()).toContain('public/watchdeck.json')
  expect(wrapper.text()).toContain('WATCHDECK_CONFIG')
})

test('what is wrong with the configuration is told by key, and not called missing', async () => {
  const { wrapper } = await view({ version: 1, sources: [{ id: 'Not small', system: 'none' }] })
  expect(wrapper.text()).not.toContain('public/watchdeck.json')
  const keys = wrapper.findAll('tbody th').map((one) => one.text())
  expect(keys).toEqual(['sources[0].id', 'sources[0].system'])
})
