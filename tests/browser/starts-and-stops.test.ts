// The whole page side, started and stopped a hundred times, leaves nothing behind (rules C6, P4): with the engine in
// its worker and a backend that cannot be reached, and with the engine on the page and a backend played here.
import { Chart } from 'chart.js'
import { createPinia, disposePinia } from 'pinia'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createApp } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'
import App from '../../src/App.vue'
import { drawScheduler } from '../../src/charts/scheduling/shared-scheduler'
import type { EnginePlace } from '../../src/engine/client'
import { startWatching } from '../../src/stores/wiring'
import ConnectionsView from '../../src/views/ConnectionsView.vue'
import EventsView from '../../src/views/EventsView.vue'
import HealthView from '../../src/views/HealthView.vue'
import OverviewView from '../../src/views/OverviewView.vue'
import SensorView from '../../src/views/SensorView.vue'
import { beginCensus, type Count } from './census'
import { playBackend, SENSOR_COUNT } from './played-backend'

let count: Count | undefined
afterEach(() => {
  count?.end()
  count = undefined
  vi.unstubAllGlobals()
})

interface Running {
  host: HTMLElement
  stop: () => void
}

async function start(place: EnginePlace, path: string): Promise<Running> {
  const host = document.createElement('div')
  document.body.append(host)
  const pinia = createPinia()
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [
      { path: '/', name: 'overview', component: OverviewView },
      { path: '/sensors/:source/:sensor', name: 'sensor', component: SensorView, props: true },
      { path: '/health', name: 'health', component: HealthView },
      { path: '/events', name: 'events', component: EventsView },
      { path: '/connections', name: 'connections', component: ConnectionsView },
    ],
  })
  await router.push(path)
  const app = createApp(App).use(pinia).use(router)
  app.mount(host)
  const watching = startWatching(place)
  return {
    host,
    stop: () => {
      watching.stop()
      app.unmount()
      disposePinia(pinia)
      host.remove()
    },
  }
}

function left(): Record<string, number> {
  return {
    ...count?.alive(),
    ...(Object.keys(Chart.instances).length > 0 && { charts: Object.keys(Chart.instances).length }),
    ...(drawScheduler.size > 0 && { drawn: drawScheduler.size }),
    ...(document.querySelector('canvas') && { canvases: document.querySelectorAll('canvas').length }),
  }
}

const shows = (host: HTMLElement, selector: string, atLeast = 1): Promise<void> =>
  vi.waitFor(() => expect(host.querySelectorAll(selector).length).toBeGreaterThanOrEqual(atLeast), 10_000)

describe('C6, P4: after a hundred starts and stops', () => {
  it('with the engine in its worker no timer, listener, socket, worker or chart is left', async () => {
    playBackend()
    count = beginCensus()
    for (let round = 0; round < 100; round++) {
      const { host, stop } = await start('worker', '/connections')
      if (round === 0) expect(count.alive()['worker']).toBe(1)
      // Stopped at once, or when its link has begun to open.
      if (round % 2 === 0) await shows(host, '[data-link]')
      stop()
    }
    await vi.waitFor(() => expect(left()).toEqual({}), 10_000)
  }, 120_000)

  it('with the engine on the page no timer, listener, socket, worker or chart is left', async () => {
    const backend = playBackend()
    count = beginCensus()
    for (let round = 0; round < 100; round++) {
      const { host, stop } = await start(
        'page',
        round % 10 === 0 ? `/sensors/${backend.source}/sensor-0` : '/',
      )
      // Stopped at once, while it opens its socket, or with charts that draw.
      if (round % 5 === 0) await shows(host, '[data-link]')
      else if (round % 2 === 0) {
        await shows(host, 'article canvas', SENSOR_COUNT)
        expect(Object.keys(Chart.instances).length).toBe(SENSOR_COUNT)
        backend.push()
        // One of all charts, one of the wall, and one of the header once the first values are shown; the page's clock, and
        // what writes to the archive.
        const { alive } = count
        await vi.waitFor(() => {
          const { IntersectionObserver: observers, socket, interval } = alive()
          expect({ observers, socket, interval }).toEqual({ observers: 3, socket: 1, interval: 2 })
        }, 10_000)
      }
      stop()
    }
    await vi.waitFor(() => expect(left()).toEqual({}), 10_000)
    expect(backend.openSockets()).toBe(0)
  }, 120_000)
})
