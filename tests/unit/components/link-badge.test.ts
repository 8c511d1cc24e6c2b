// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import LinkBadge from '../../../src/components/LinkBadge.vue'
import { useNow } from '../../../src/stores/now'
import { unwatch, watch } from './watched'

afterEach(unwatch)

async function badge(compact: boolean) {
  const watched = await watch()
  const wrapper = mount(LinkBadge, {
    props: { link: watched.link('plant'), label: 'Plant', compact },
    global: { plugins: [watched.pinia] },
  })
  return { ...watched, wrapper }
}

test.each([true, false])('the badge carries its link and mode (compact: %s)', async (compact) => {
  const { wrapper, goLive } = await badge(compact)
  expect(wrapper.attributes()).toMatchObject({ 'data-link': 'plant/datapoints', 'data-mode': 'connecting' })
  goLive('plant')
  await nextTick()
  expect(wrapper.attributes('data-mode')).toBe('websocket')
  expect(wrapper.text()).toContain('Live')
  expect(wrapper.classes('abnormal')).toBe(false)
})

test.each([true, false])('V3: its countdown is hidden from screen readers (compact: %s)', async (compact) => {
  const { wrapper, close } = await badge(compact)
  close('plant', 1011)
  await nextTick()
  const countdown = wrapper.get('[aria-hidden="true"]:not(svg)')
  expect(countdown.text()).toMatch(/in 1 s$/)
  expect(wrapper.get('.words').text()).toContain('Connecting · attempt 2')
  expect(wrapper.find('[aria-live], [role=status], [role=alert]').exists()).toBe(false)
})

test('V2: what is abnormal differs in shape, words and class, not in colour alone', async () => {
  const { wrapper, refuse } = await badge(true)
  const before = wrapper.get('svg').html()
  refuse('plant')
  await nextTick()
  expect(wrapper.get('svg').html()).not.toBe(before)
  expect(wrapper.get('.words').text()).toBe('Halted · Sign in first.')
  expect(wrapper.attributes('title')).toBe('Sign in first.')
  expect(wrapper.classes('abnormal')).toBe(true)
})

test('connecting turns abnormal as time goes by, without an event, when the header counts it', async () => {
  const { wrapper } = await badge(true)
  useNow()
  await vi.advanceTimersByTimeAsync(9_000)
  expect(wrapper.classes('abnormal')).toBe(false)
  await vi.advanceTimersByTimeAsync(3_000)
  expect(wrapper.classes('abnormal')).toBe(true)
})
