// The events view on a page of its own, and what a person sees of it.
import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, vi } from 'vitest'
import { nextTick } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import type { LogLevel } from '../../../src/domain/updates'
import { useJournal } from '../../../src/stores/journal'
import EventsView from '../../../src/views/EventsView.vue'
import { watchAndTell } from '../stores/telling'
import { START, unwatch } from './watched'

let mounted: VueWrapper | null = null

afterEach(() => {
  mounted?.unmount()
  mounted = null
  vi.restoreAllMocks()
  unwatch()
})

export async function events(path = '/events') {
  const told = await watchAndTell()
  const journal = useJournal()
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/events', component: EventsView },
      { path: '/sensors/:source/:sensor', name: 'sensor', component: EventsView },
    ],
  })
  await router.push(path)
  const log = (message: string, level: LogLevel = 'INFO', sensor: string | null = null, at = START): void =>
    told.tell({ kind: 'log', level, message, sensor, time: at })
  const show = async (): Promise<VueWrapper> => {
    mounted = mount(EventsView, { attachTo: document.body, global: { plugins: [told.pinia, router] } })
    await nextTick()
    return mounted
  }
  const rows = (): string[] => mounted!.findAll('li .what').map((one) => one.text().replace(/\s+/g, ' '))
  const choose = async (name: string, value: string): Promise<void> => {
    const field = mounted!.findAll('label').find((one) => one.text().startsWith(name))!
    await field.get('select').setValue(value)
    await vi.advanceTimersByTimeAsync(0)
  }
  /** Scrolls so that the list begins so far from the upper edge of the window. */
  const scrollTo = async (top: number): Promise<void> => {
    vi.spyOn(HTMLElement.prototype, 'getBoundingClientRect').mockReturnValue(new DOMRect(0, top, 100, 100))
    window.dispatchEvent(new Event('scroll'))
    await nextTick()
  }
  const button = (text: string) => mounted!.findAll('button').find((one) => one.text().includes(text))
  return { ...told, journal, router, log, show, rows, choose, scrollTo, button }
}
