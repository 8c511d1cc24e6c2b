// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import MessageList from '../../../../src/components/messages/MessageList.vue'
import { message, show } from './kit'

const DAY_MS = 86_400_000

async function list(messages: unknown[], more: Record<string, unknown> = {}) {
  const props = {
    messages,
    reachesStart: false,
    hasHistory: true,
    endsInGap: false,
    isAskingOlder: false,
    olderFailure: null,
    ...more,
  }
  return (await show(MessageList, props)).wrapper
}
const keys = (count: number) =>
  Array.from({ length: count }, (_, index) => message({ key: String(index + 1) }))

test('P1: of 10,000 messages only those in sight are on the page, each with its place among all', async () => {
  const wrapper = await list(keys(10_000))
  const rows = wrapper.findAll('[data-key]')
  expect(rows.length).toBeGreaterThan(0)
  expect(rows.length).toBeLessThan(100)
  const last = rows.at(-1)!
  expect(last.attributes('data-key')).toBe('10000')
  expect(last.attributes('aria-posinset')).toBe('10000')
  expect(last.attributes('aria-setsize')).toBe('10000')
})

test('T4: what may be missing after the newest is said where nobody can be asked for it', async () => {
  const gapAfter = async (more: Record<string, unknown>): Promise<boolean> =>
    (await list(keys(1), more)).text().includes('Messages may be missing here.')
  expect(await gapAfter({ hasHistory: false })).toBe(false)
  expect(await gapAfter({ hasHistory: false, endsInGap: true })).toBe(true)
  expect(await gapAfter({ endsInGap: true })).toBe(false)
})

test('each day has its heading once', async () => {
  const { time } = message()
  const days = [time, time + 1_000, time + DAY_MS, time + DAY_MS + 1_000]
  const wrapper = await list(days.map((at, index) => message({ key: String(index), time: at })))
  expect(wrapper.findAll('[data-key]').map((row) => row.find('h3').exists())).toEqual([
    true,
    false,
    true,
    false,
  ])
})

test('"New" stands before the first unread message and stays when it is read', async () => {
  const messages = [
    message({ key: '1' }),
    message({ key: '2', isNew: true }),
    message({ key: '3', isNew: true }),
  ]
  const wrapper = await list(messages)
  const marked = () => wrapper.findAll('[data-key]').filter((row) => row.find('.new').exists())
  expect(marked().map((row) => row.attributes('data-key'))).toEqual(['2'])
  await wrapper.setProps({ messages: messages.map((one) => ({ ...one, isNew: false })) })
  expect(marked().map((row) => row.attributes('data-key'))).toEqual(['2'])
})

describe('older messages', () => {
  test('are asked for, once at a time', async () => {
    const wrapper = await list(keys(3))
    await wrapper.get('.beginning button').trigger('click')
    expect(wrapper.emitted('older')).toHaveLength(1)
    await wrapper.setProps({ isAskingOlder: true })
    expect(wrapper.get('.beginning button').text()).toBe('Asking for older messages …')
    await wrapper.get('.beginning button').trigger('click')
    expect(wrapper.emitted('older')).toHaveLength(1)
  })

  test.each([
    [{ reachesStart: true }, 'The conversation begins here.'],
    [{ hasHistory: false }, 'The backend keeps no messages from before'],
  ])('are not offered where there are none: %j', async (more, words) => {
    const wrapper = await list(keys(3), more)
    expect(wrapper.find('.beginning button').exists()).toBe(false)
    expect(wrapper.get('.beginning').text()).toContain(words)
  })

  test.each([
    [{ reachesStart: true }, 'No messages yet.'],
    [{ hasHistory: false }, /^The backend keeps no messages from before.*No messages yet\.$/],
    [{}, 'Older messages'],
  ])('nothing is said twice, nor before it is known, where there is no message: %j', async (more, words) => {
    const content = (await list([], more)).get('.content').text()
    expect(content).toMatch(typeof words === 'string' ? new RegExp(`^${words}$`) : words)
  })

  test('that could not be read say why', async () => {
    expect((await list([], { olderFailure: 'No answer.' })).text()).toContain('could not be read: No answer.')
  })
})

test('it tells that the newest is seen only while it is in sight', async () => {
  const wrapper = await list(keys(3))
  expect(wrapper.emitted('seen')?.at(-1)).toEqual([true])
  const scroller = wrapper.get<HTMLElement>('.scroller')
  Object.defineProperties(scroller.element, {
    scrollHeight: { value: 5_000, configurable: true },
    clientHeight: { value: 500, configurable: true },
  })
  scroller.element.scrollTop = 100
  await scroller.trigger('scroll')
  expect(wrapper.emitted('seen')?.at(-1)).toEqual([false])
  await wrapper.setProps({ messages: keys(5) })
  expect(wrapper.get('.newest').text()).toBe('↓ Jump to newest, 2 new')
  await wrapper.get('.newest').trigger('click')
  expect(wrapper.find('.newest').exists()).toBe(false)
})
