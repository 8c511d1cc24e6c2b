// Mounts a component of the messages with a router that knows the views they lead to.
import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { afterEach } from 'vitest'
import type { Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { MessageView } from '../../../../src/stores/messages'

const Nowhere = { template: '<div />' }
let mounted: VueWrapper | null = null

afterEach(() => {
  mounted?.unmount()
  mounted = null
})

export function deckRouter() {
  return createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', component: Nowhere },
      { path: '/messages', name: 'messages', component: Nowhere },
      { path: '/sensors/:source/:sensor', name: 'sensor', component: Nowhere },
      { path: '/:elsewhere(.*)*', component: Nowhere },
    ],
  })
}

export async function show(
  component: Component,
  props: Record<string, unknown> = {},
  { pinia = createPinia(), router = deckRouter(), path = '/' } = {},
) {
  setActivePinia(pinia)
  await router.push(path)
  mounted = mount(component, { props, attachTo: document.body, global: { plugins: [pinia, router] } })
  return { wrapper: mounted, router }
}

export function message(more: Partial<MessageView> = {}): MessageView {
  const key = more.key ?? '1'
  return {
    key,
    author: 'Grace',
    text: `Message ${key}`,
    time: Date.UTC(2026, 10, 21, 12, 0, Number(key)),
    timed: true,
    isOwn: false,
    automatic: false,
    isNew: false,
    isAfterGap: false,
    ...more,
  }
}
