// Mounts a component on stores that watch, with charts left out and links that lead nowhere.
import { mount, RouterLinkStub, type VueWrapper } from '@vue/test-utils'
import { afterEach } from 'vitest'
import type { Component } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import { useNow } from '../../../src/stores/now'
import { watchAndTell } from '../stores/telling'
import { chartStubs } from './chart-stubs'
import { unwatch } from './watched'

const nowhere = { template: '' }

let mounted: VueWrapper | null = null

afterEach(() => {
  mounted?.unmount()
  mounted = null
  useNow().pause()
  unwatch()
})

/** @param props made when the stores watch already */
export async function page(
  component: Component,
  props: Record<string, unknown> = {},
  configuration?: object,
) {
  const told = await watchAndTell(configuration)
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', component: nowhere },
      { path: '/sensors/:source/:sensor', name: 'sensor', component: nowhere },
    ],
  })
  const show = (more: Record<string, unknown> = props): VueWrapper => {
    mounted = mount(component, {
      props: more,
      attachTo: document.body,
      global: {
        plugins: [told.pinia, router],
        stubs: { ...chartStubs, RouterLink: RouterLinkStub },
      },
    })
    return mounted
  }
  return { ...told, router, show }
}
