// A wall of a thousand sensors: only what is near the screen shows words and charts, everything keeps its place, its name
// and its state, and nothing holds the page up.
import { Chart } from 'chart.js'
import { createPinia, disposePinia } from 'pinia'
import { afterEach, expect, it, vi } from 'vitest'
import { page, userEvent } from 'vitest/browser'
import { createApp } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import '../../src/styles/base.css'
import App from '../../src/App.vue'
import { drawingFigures } from '../../src/charts/scheduling/shared-scheduler'
import { startWatching } from '../../src/stores/wiring'
import OverviewView from '../../src/views/OverviewView.vue'
import { playBackend } from './played-backend'

const SENSORS = 1_000
/** Far more than two screens hold at this size. */
const MOST_CHARTS = 60

let stop = (): void => undefined
afterEach(() => {
  stop()
  vi.restoreAllMocks()
  vi.unstubAllGlobals()
})

async function openWall() {
  await page.viewport(1_000, 800)
  localStorage.clear()
  const backend = playBackend(SENSORS)
  const host = document.createElement('div')
  document.body.append(host)
  const pinia = createPinia()
  const empty = { template: '' }
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', name: 'overview', component: OverviewView },
      ...['sensor', 'health', 'events', 'messages', 'connections', 'sources'].map((name) => ({
        path: name === 'sensor' ? '/sensors/:source/:sensor' : `/${name}`,
        name,
        component: empty,
      })),
    ],
  })
  await router.push('/')
  const app = createApp(App).use(pinia).use(router)
  app.mount(host)
  const watching = startWatching('page')
  stop = () => {
    watching.stop()
    app.unmount()
    disposePinia(pinia)
    host.remove()
  }
  const all = (selector: string): Element[] => [...host.querySelectorAll(selector)]
  const card = (sensor: number): HTMLElement | null =>
    host.querySelector<HTMLElement>(`article[aria-label="Sensor ${String(sensor)}"]`)
  const isAsleep = (sensor: number): boolean => card(sensor)?.classList.contains('asleep') ?? false
  const eventually = (check: () => void): Promise<void> => vi.waitFor(check, 15_000)
  await eventually(() => expect(all('article')).toHaveLength(SENSORS))
  await eventually(() => {
    backend.push()
    expect(card(SENSORS - 1)?.dataset['freshness']).toBe('live')
  })
  await eventually(() => expect(card(0)?.querySelector('canvas')).not.toBeNull())
  return { backend, all, card, isAsleep, eventually }
}

it('P2: charts and words are shown only near the screen, and scrolling brings those and hides the others', async () => {
  const { all, card, isAsleep, eventually } = await openWall()
  const charts = (): number => Object.keys(Chart.instances).length
  await eventually(() => expect(charts()).toBeGreaterThan(5))
  expect(charts()).toBeLessThanOrEqual(MOST_CHARTS)
  expect(card(SENSORS - 1)?.querySelector('canvas, data')).toBeNull()

  window.scrollTo(0, document.documentElement.scrollHeight)
  await eventually(() => {
    expect(card(SENSORS - 1)?.querySelector('canvas')).not.toBeNull()
    expect(isAsleep(0)).toBe(true)
  })
  const said = [...(card(0)?.querySelectorAll('data, canvas, .freshness') ?? [])]
  expect(said).toHaveLength(3)
  expect(said.filter((one) => getComputedStyle(one).visibility !== 'hidden')).toEqual([])
  expect(card(0)?.querySelector('h3')?.checkVisibility({ visibilityProperty: true })).toBe(true)
  await eventually(() => expect(charts()).toBeLessThanOrEqual(2 * MOST_CHARTS))
  expect(all('article canvas').length).toBe(charts())
}, 60_000)

it('P1: a card near the screen is rasterised for itself; of those far off that nobody has seen none has memory of its own', async () => {
  const { card } = await openWall()
  const hasLayer = (sensor: number): boolean =>
    getComputedStyle(card(sensor) ?? document.body).willChange !== 'auto'
  expect(hasLayer(0)).toBe(true)
  expect(hasLayer(SENSORS - 1)).toBe(false)
}, 60_000)

it('T6: a card that sleeps follows nothing, and says what is true as it wakes', async () => {
  const { backend, card, isAsleep, eventually } = await openWall()
  const value = (sensor: number): string | null =>
    card(sensor)?.querySelector('data')?.getAttribute('value') ?? null
  const last = SENSORS - 1
  backend.push(new Map([[0, 41]]))
  await eventually(() => expect(value(0)).toBe('41'))
  window.scrollTo(0, document.documentElement.scrollHeight)
  await eventually(() => expect(isAsleep(0)).toBe(true))
  backend.push(new Map([0, last].map((sensor) => [sensor, 42])))
  await eventually(() => expect(value(last)).toBe('42'))
  expect(value(0)).toBe('41')

  window.scrollTo(0, 0)
  await eventually(() => expect(isAsleep(0)).toBe(false))
  expect(value(0)).toBe('42')
}, 60_000)

it('V6: no card moves or changes its size as what it says comes and goes', async () => {
  const { all, isAsleep, eventually } = await openWall()
  const places = (): string[] =>
    all('article').map((one) => {
      const { top, left, width, height } = one.getBoundingClientRect()
      return [top + window.scrollY, left, width, height].map(Math.round).join(' ')
    })
  const before = places()
  window.scrollTo(0, document.documentElement.scrollHeight / 2)
  await eventually(() => expect(isAsleep(0)).toBe(true))
  window.scrollTo(0, 0)
  await eventually(() => expect(isAsleep(0)).toBe(false))
  expect(places()).toEqual(before)
  expect(new Set(before.map((place) => place.split(' ').at(-1))).size).toBe(1)
}, 60_000)

it('T8: far off the screen a card keeps its name, its link and its state, and the band tells what is abnormal', async () => {
  const { backend, all, card, eventually } = await openWall()
  const far = card(900)
  expect(far?.dataset['freshness']).toBe('live')
  expect(far?.querySelector('a')?.getAttribute('href')).toBe(`/sensors/${backend.source}/sensor-900`)
  backend.push(new Map([[900, 150]]))
  await eventually(() => expect(far?.dataset['state']).toBe('warn'))
  await eventually(() =>
    expect(all('.band li').some((one) => one.textContent?.includes('Sensor 900'))).toBe(true),
  )
  expect(far?.querySelector('canvas, data')).toBeNull()
}, 60_000)

it('P1: a search hides what does not match where it stands, and what is shown again is as it was', async () => {
  const { all, card, isAsleep, eventually } = await openWall()
  const inSight = (): number => all('article').filter((one) => one.checkVisibility()).length
  const [first, last] = [card(0), card(SENSORS - 1)]
  const chart = first?.querySelector('canvas')
  await userEvent.fill(page.getByRole('searchbox'), `Sensor ${String(SENSORS - 1)}`)
  await eventually(() => expect(inSight()).toBe(1))
  expect(card(SENSORS - 1)).toBe(last)
  expect(last?.getBoundingClientRect().top).toBeLessThan(window.innerHeight)
  await eventually(() => expect(last?.querySelector('canvas')).not.toBeNull())

  await userEvent.clear(page.getByRole('searchbox'))
  await eventually(() => expect(inSight()).toBe(SENSORS))
  expect(card(0)).toBe(first)
  expect(first?.querySelector('canvas')).toBe(chart)
  await eventually(() => expect(isAsleep(0)).toBe(false))
}, 60_000)

it('P2: what a search hid, and then shows far from the screen, sleeps', async () => {
  const { card, isAsleep, eventually } = await openWall()
  window.scrollTo(0, document.documentElement.scrollHeight)
  await eventually(() => expect(card(SENSORS - 1)?.querySelector('canvas')).not.toBeNull())
  await userEvent.fill(page.getByRole('searchbox'), 'Sensor 0')
  await eventually(() => expect(card(SENSORS - 1)?.checkVisibility()).toBe(false))
  await userEvent.clear(page.getByRole('searchbox'))
  window.scrollTo(0, 0)
  await eventually(() => expect(card(SENSORS - 1)?.checkVisibility()).toBe(true))
  await eventually(() => expect(isAsleep(SENSORS - 1)).toBe(true))
}, 60_000)

it('the keyboard reaches a card that is far off, and its words come with it', async () => {
  const { card, eventually } = await openWall()
  card(700)?.querySelector('a')?.focus()
  await eventually(() => expect(card(700)?.querySelector('data')?.textContent).toBeTruthy())
}, 60_000)

it('T8: on a machine that is too busy nothing off the screen is awake, and all keep their state', async () => {
  const { backend, all, card, eventually } = await openWall()
  const awake = (): Element[] => all('article:has(canvas, data):not(.asleep)')
  const offScreen = (): Element[] =>
    awake().filter((one) => one.getBoundingClientRect().top >= window.innerHeight)
  await eventually(() => expect(offScreen().length).toBeGreaterThan(0))

  const level = vi.spyOn(drawingFigures, 'level', 'get').mockReturnValue('slowest')
  await eventually(() => expect(all('[data-drawing="slowest"]')).toHaveLength(1))
  await eventually(() => {
    expect(offScreen()).toEqual([])
    expect(awake().length).toBeGreaterThan(0)
  })
  expect(all('article')).toHaveLength(SENSORS)
  backend.push(new Map([[900, 150]]))
  await eventually(() => expect(card(900)?.dataset['state']).toBe('warn'))

  level.mockReturnValue('slower')
  await eventually(() => expect(offScreen().length).toBeGreaterThan(0))
}, 60_000)
