// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { nextTick } from 'vue'
import MessageRow from '../../../../src/components/messages/MessageRow.vue'
import type { MessageView } from '../../../../src/stores/messages'
import { message, show } from './kit'

interface Place {
  day?: string
  isFirstNew?: boolean
  hasHistory?: boolean
}

async function row(more: Partial<MessageView>, place: Place = {}) {
  const props = { message: message(more), day: null, isFirstNew: false, hasHistory: true, ...place }
  const { wrapper } = await show(MessageRow, props)
  return wrapper
}

test('V7: markup, controls and directions in a message are shown and do nothing', async () => {
  const wrapper = await row({
    text: '<img src=x onerror=alert(1)>\u0007 \u202eexe',
    author: '<i>\u202eX</i>',
  })
  expect(wrapper.find('img, i').exists()).toBe(false)
  expect(wrapper.get('.text').text()).toBe('<img src=x onerror=alert(1)>\u2407 \ufffdexe')
  expect(wrapper.get('.author').text()).toBe('<i>\ufffdX</i>')
})

test('V2: own messages and automatic answers say so in words', async () => {
  expect((await row({ isOwn: true })).text()).toContain('(you)')
  expect((await row({ automatic: true })).text()).toContain('Automatic answer')
})

test('what is missing is said: author, text, time', async () => {
  const wrapper = await row({ author: null, text: '', timed: false })
  expect(wrapper.text()).toContain('Unknown author')
  expect(wrapper.text()).toContain('without text')
  expect(wrapper.text()).toContain('time of arrival')
})

test('its time tells the whole moment and the zone to who points at it', async () => {
  const title = (await row({})).get('time').attributes('title')
  expect(title).toMatch(/2026.* \S+$/)
})

test('the day and "New" stand above it where they begin', async () => {
  const wrapper = await row({}, { day: 'Saturday', isFirstNew: true })
  expect(wrapper.get('h3').text()).toBe('Saturday')
  expect(wrapper.get('.new').text()).toBe('New')
})

test('T4: a gap before it is said, with the way to fill it', async () => {
  expect((await row({})).find('.gap').exists()).toBe(false)
  const wrapper = await row({ isAfterGap: true })
  expect(wrapper.get('.gap').text()).toContain('Messages may be missing here.')
  await wrapper.get('.gap button').trigger('click')
  expect(wrapper.emitted('older')).toHaveLength(1)
  const lost = await row({ isAfterGap: true }, { hasHistory: false })
  expect([lost.find('.gap').exists(), lost.find('.gap button').exists()]).toEqual([true, false])
})

test('a sensor of this deck is a link with the time in words, another address is none', async () => {
  const link = `${location.origin}/sensors/plant/p?at=2026-11-21T14:03:22.000Z`
  const wrapper = await row({ text: `Look: ${link} http://example.com/` })
  const [only, ...others] = wrapper.findAll('a')
  expect(others).toEqual([])
  expect(only!.attributes('href')).toBe('/sensors/plant/p?at=2026-11-21T14:03:22.000Z')
  expect(only!.text()).toMatch(/^p at .*2026.*:03:22/)
  expect(wrapper.text()).toContain('http://example.com/')
})

test('P1: a megabyte is folded until somebody asks for all of it', async () => {
  const wrapper = await row({ text: 'lorem ipsum '.repeat(90_000) })
  expect(wrapper.get('.text').text().length).toBeLessThan(2_000)
  await wrapper.get('button').trigger('click')
  await nextTick()
  expect(wrapper.emitted('fold')).toHaveLength(1)
  expect(wrapper.get('.text').text().replace(/\s/g, '')).toHaveLength(900_000)
  await wrapper.get('button').trigger('click')
  expect(wrapper.get('.text').text().length).toBeLessThan(2_000)
})
