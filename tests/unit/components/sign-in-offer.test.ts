// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test } from 'vitest'
import { defineComponent, nextTick, ref } from 'vue'
import { useSignInOffer } from '../../../src/components/sign-in-offer'
import { unwatch, watch } from './watched'

let wrapper: VueWrapper

afterEach(() => {
  wrapper.unmount()
  unwatch()
})

async function offer() {
  const watched = await watch()
  const asked = ref<string | null>(null)
  const frame = defineComponent(() => {
    useSignInOffer(asked)
    return () => null
  })
  wrapper = mount(frame, { global: { plugins: [watched.pinia] } })
  return { ...watched, asked }
}

test('a sign-in is asked for by itself, once, for a source that has shown nothing and only a sign-in brings back', async () => {
  const { asked, refuse } = await offer()
  expect(asked.value).toBeNull()
  refuse('plant')
  await nextTick()
  expect(asked.value).toBe('plant')
  asked.value = null
  await nextTick()
  expect(asked.value).toBeNull()
})

test('it is never asked for over somebody’s work', async () => {
  const { asked, refuse } = await offer()
  document.body.dispatchEvent(new Event('pointerdown', { bubbles: true }))
  refuse('plant')
  await nextTick()
  expect(asked.value).toBeNull()
})
