// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, expect, test } from 'vitest'
import OutboxNotices from '../../../../src/components/messages/OutboxNotices.vue'
import { useSources } from '../../../../src/stores/sources'
import { show } from './kit'

afterEach(() => localStorage.clear())

const entry = (source: string) => ({
  ...{ id: source, source, conversation: 'main', text: '<b>later</b>', writtenAt: 0, order: 1 },
  ...{ status: 'waiting', why: '', author: null, echoAfter: null },
})

test('nothing is said where all is well', async () => {
  const { wrapper } = await show(OutboxNotices)
  expect(wrapper.text()).toBe('')
})

test('T6: kept messages that cannot be read or sent are told, and what is discarded was shown', async () => {
  localStorage.setItem('watchdeck:outbox:y', 'hello')
  localStorage.setItem('watchdeck:outbox:gone', JSON.stringify({ version: 1, entry: entry('gone') }))
  const pinia = createPinia()
  setActivePinia(pinia)
  useSources().phase = 'ready'
  const { wrapper } = await show(OutboxNotices, {}, { pinia })
  expect(wrapper.get('[data-notice=unreadable]').text()).toBe(
    'This browser keeps 1 unsent message that cannot be read.',
  )
  const orphans = wrapper.get('[data-notice=orphans]')
  expect(orphans.get('summary').text()).toBe('1 unsent message to sources that are not configured any more')
  expect(orphans.get('li').text()).toContain('<b>later</b>')
  await orphans.get('button').trigger('click')
  expect(wrapper.find('[data-notice=orphans]').exists()).toBe(false)
  expect(localStorage.getItem('watchdeck:outbox:gone')).toBeNull()
})
