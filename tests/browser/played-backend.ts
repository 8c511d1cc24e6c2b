// A WebMACS backend inside of the page, for tests that need no server: watchdeck.json with one source, its REST
// answers, and its stream. It reaches an engine on the page; one in a worker finds nobody.
import { vi } from 'vitest'

export const SENSOR_COUNT = 8

const sensorsOf = (count: number) =>
  Array.from({ length: count }, (_, i) => ({
    public_id: `sensor-${String(i)}`,
    name: `Sensor ${String(i)}`,
    min_value: 0,
    max_value: 100,
    unit: '%',
    type: 'sensor',
  }))

const configurationOf = (source: string) => ({
  version: 1,
  sources: [
    {
      id: source,
      system: 'webmacs',
      label: 'Plant',
      proxy: 'http://127.0.0.1:1',
      auth: { method: 'password', automatic: '/sign-in' },
    },
  ],
})

const page = (data: unknown[]): unknown => ({ page: 1, page_size: 100, total: data.length, data })

/** What a path answers; `undefined` is 404. */
function answerTo(path: string, source: string, sensors: readonly object[]): unknown {
  if (path.endsWith('/watchdeck.json')) return configurationOf(source)
  if (path.endsWith('/sign-in')) return { email: 'played@backend.local', password: 'played' }
  if (path.endsWith('/auth/login')) return { access_token: 'played', public_id: 'played', username: 'played' }
  if (path.endsWith('/auth/me')) return { public_id: 'played', username: 'played', role: 'operator' }
  if (path.endsWith('/events')) return page([...sensors])
  if (path.endsWith('/rules')) return page([])
  if (path.endsWith('/datapoints/latest')) return []
  if (path.endsWith('/datapoints/series')) return {}
  if (path.endsWith('/health')) return { status: 'ok' }
  return undefined
}

export interface PlayedBackend {
  /** Its id, which no other has: what the browser kept of another test's sensors is not shown beside these. */
  source: string
  /** One reading of each sensor on every open socket: its number, or what is told instead. */
  push: (values?: ReadonlyMap<number, number>) => void
  openSockets: () => number
}

/** Until `vi.unstubAllGlobals`. */
export function playBackend(count = SENSOR_COUNT): PlayedBackend {
  const source = `plant-${crypto.randomUUID()}`
  const sensors = sensorsOf(count)
  const open = new Set<PlayedSocket>()
  class PlayedSocket extends EventTarget {
    static readonly CLOSING = 2
    readonly OPEN = 1
    readyState = 0

    constructor() {
      super()
      open.add(this)
      queueMicrotask(() => {
        if (this.readyState !== 0) return
        this.readyState = 1
        this.dispatchEvent(new Event('open'))
        this.tell({ type: 'connected' })
      })
    }

    tell(frame: unknown): void {
      this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(frame) }))
    }

    send(): void {
      if (this.readyState !== 1) throw new DOMException('not open', 'InvalidStateError')
    }

    close(): void {
      this.readyState = 3
      open.delete(this)
    }
  }
  vi.stubGlobal('WebSocket', PlayedSocket)
  vi.stubGlobal('fetch', (input: string | URL | Request) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input, location.href)
    const answer = answerTo(pathname, source, sensors)
    return Promise.resolve(
      answer === undefined ? new Response(null, { status: 404 }) : Response.json(answer, { status: 200 }),
    )
  })
  return {
    source,
    push: (values) => {
      const timestamp = new Date().toISOString()
      const datapoints = sensors.map(({ public_id }, i) => ({
        value: values?.get(i) ?? i % 100,
        event_public_id: public_id,
        timestamp,
      }))
      for (const socket of open) socket.tell({ type: 'datapoints_batch', datapoints })
    },
    openSockets: () => open.size,
  }
}
