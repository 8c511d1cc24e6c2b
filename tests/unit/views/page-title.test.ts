// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { defineComponent, nextTick } from 'vue'
import { useNow } from '../../../src/stores/now'
import { usePageTitle } from '../../../src/views/page-title'
import { createDeckRouter } from '../../../src/views/routes'
import { unwatch } from '../components/watched'
import { watchAndTell } from '../stores/telling'

afterEach(() => {
  useNow().pause()
  unwatch()
})

const frame = defineComponent(() => {
  usePageTitle()
  return () => null
})

test('the title of the page says where one is, with how much is abnormal in front', async () => {
  const told = await watchAndTell()
  const router = createDeckRouter()
  await router.push('/')
  const wrapper = mount(frame, { global: { plugins: [told.pinia, router] } })
  expect(document.title).toBe('Overview · Watchdeck')
  told.list({ id: 'p', name: 'Pressure' })
  told.setLimits(told.limit('p'))
  told.read('p', 95)
  await nextTick()
  await nextTick()
  expect(document.title).toBe('(1) Overview · Watchdeck')
  await router.push('/sensors/plant/p')
  expect(document.title).toBe('(1) Pressure · Watchdeck')
  await router.push('/nowhere')
  expect(document.title).toBe('(1) Watchdeck')
  wrapper.unmount()
})
