// @vitest-environment happy-dom
import { expect, test } from 'vitest'
import { createPinia, setActivePinia } from 'pinia'
import { nextTick } from 'vue'
import UnreadCount from '../../../../src/components/messages/UnreadCount.vue'
import { useMessages } from '../../../../src/stores/messages'
import { show } from './kit'

test.each([
  [0, ''],
  [3, '(3), 3 unread'],
  [250, '(99+), 99+ unread'],
])('with %j unread the way to the messages says %j, in text', async (unread, words) => {
  const pinia = createPinia()
  setActivePinia(pinia)
  Object.defineProperty(useMessages(), 'unread', { get: () => unread })
  const { wrapper } = await show(UnreadCount, {}, { pinia })
  await nextTick()
  expect(wrapper.text().replace(/\s+/g, ' ').replace(' ,', ',')).toBe(words)
})
