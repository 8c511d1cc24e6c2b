// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import type { ChartMark } from '../../../src/charts/chart-view'
import SensorView from '../../../src/views/SensorView.vue'
import { chartStubs } from '../components/chart-stubs'
import { deckRouter } from '../components/messages/kit'
import { START, unwatch } from '../components/watched'
import { watchAndTell } from '../stores/telling'

const WINDOW_MS = 300_000
let mounted: VueWrapper | null = null

afterEach(() => {
  mounted?.unmount()
  mounted = null
  unwatch()
})

async function sensor(query: string) {
  const told = await watchAndTell()
  told.preferences.sensorWindowMs = WINDOW_MS
  told.list('p')
  const router = deckRouter()
  await router.push(`/sensors/plant/p${query}`)
  mounted = mount(SensorView, {
    props: { source: 'plant', sensor: 'p' },
    global: { plugins: [told.pinia, router], stubs: chartStubs },
  })
  await nextTick()
  const chart = () => {
    const { standsAt, marks } = mounted!.getComponent(chartStubs.TimeSeriesChart).props()
    return { standsAt, marks: marks as readonly ChartMark[] | undefined }
  }
  return { ...told, router, wrapper: mounted, chart }
}
const at = (msAgo: number) => `?at=${new Date(START - msAgo).toISOString()}`

test('without a time in its address the page shows now', async () => {
  const { wrapper, chart } = await sensor('')
  expect(chart().standsAt).toBeNull()
  expect(wrapper.find('.notice').exists()).toBe(false)
})

test('a time in the address stands in the middle of the chart, marked, and asks for history from before it', async () => {
  const { chart, sent, tell } = await sensor(at(3_600_000))
  expect(chart().standsAt).toBe(START - 3_600_000 + WINDOW_MS / 2)
  expect(chart().marks?.map(({ time }) => time)).toEqual([START - 3_600_000])
  // One request at a time: the first was for the newest.
  tell({ kind: 'filled', sensors: ['p'], failure: null })
  const asked = sent.flatMap((command) => (command.kind === 'fill' ? [command.spanMs] : []))
  expect(Math.max(...asked)).toBe(3_600_000 + WINDOW_MS / 2)
})

test('T9: where no sample tells of that time, the page says so', async () => {
  const { wrapper, read } = await sensor(at(60_000))
  expect(wrapper.get('.notice').text()).toContain('No samples of that time are known here.')
  read('p', 5, START - 60_000)
  await nextTick()
  expect(wrapper.get('.notice').text()).not.toContain('No samples')
})

test('the notice leads back to now', async () => {
  const { wrapper, router, chart } = await sensor(`${at(60_000)}&other=1`)
  expect(wrapper.get('.notice').text()).toMatch(/^Showing .*\d/)
  await wrapper.get('.notice button').trigger('click')
  await vi.advanceTimersByTimeAsync(0)
  await nextTick()
  expect(router.currentRoute.value.query).toEqual({ other: '1' })
  expect(chart().standsAt).toBeNull()
})

test.each(['?at=', '?at=soon', '?at=1&at=2'])('%s names no time: the page shows now', async (query) => {
  const { chart } = await sensor(query)
  expect(chart().standsAt).toBeNull()
})
