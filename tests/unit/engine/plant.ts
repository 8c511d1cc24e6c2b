// A WebMACS backend for the engine's tests: REST answers that a test can change, and the page's own origin
// that hands out what to sign in with.
import { FakeFetch, json, type Answer, type Asked } from '../fake-fetch'

export const ORIGIN = 'https://watch.example'
export const BASE = `${ORIGIN}/sources/plant`

const paths = {
  handout: 'GET /sign-in.json',
  login: 'POST /sources/plant/api/v1/auth/login',
  logout: 'POST /sources/plant/api/v1/auth/logout',
  me: 'GET /sources/plant/api/v1/auth/me',
  events: 'GET /sources/plant/api/v1/events',
  rules: 'GET /sources/plant/api/v1/rules',
  health: 'GET /sources/plant/health',
  latest: 'GET /sources/plant/api/v1/datapoints/latest',
  series: 'POST /sources/plant/api/v1/datapoints/series',
}
export type Path = keyof typeof paths

const event = { public_id: 'oven', name: 'Oven', min_value: 0, max_value: 300, unit: '°C', type: 'sensor' }

export class Plant {
  readonly http = new FakeFetch()
  /** Tokens that are accepted. */
  readonly valid = new Set<string>()
  #issued = 0

  constructor() {
    const page = (...data: unknown[]): Answer => json({ page: 1, page_size: 100, total: data.length, data })
    this.on('handout', () => json({ email: 'op@plant', password: 'pw' }))
      .on('login', () => json({ access_token: this.issue(), public_id: 'u1', username: 'op' }))
      .on('logout', () => json({}))
      .on(
        'me',
        this.guarded(() => json({ username: 'op', role: 'operator' })),
      )
      .on(
        'events',
        this.guarded(() => page(event)),
      )
      .on(
        'rules',
        this.guarded(() => page()),
      )
      .on('health', () => json({ status: 'ok', version: '1' }))
      .on(
        'latest',
        this.guarded(() => json([datapoint(1)])),
      )
      .on(
        'series',
        this.guarded((asked) => json(seriesOf(asked))),
      )
  }

  on(path: Path, answer: (asked: Asked) => Answer): this {
    this.http.on(paths[path], answer)
    return this
  }

  count(path: Path): number {
    return this.http.count(paths[path])
  }

  issue(): string {
    const token = `jwt-${++this.#issued}`
    this.valid.add(token)
    return token
  }

  /** Answers only who shows a token that is valid. */
  guarded(answer: (asked: Asked) => Answer): (asked: Asked) => Answer {
    return (asked) => {
      const token = asked.authorization?.replace('Bearer ', '') ?? ''
      return this.valid.has(token) ? answer(asked) : json({ detail: 'Invalid or expired token' }, 401)
    }
  }

  /** Every path, the page's own origin too, gives this answer. */
  everything(answer: () => Answer): void {
    for (const path of Object.values(paths)) this.http.on(path, answer)
  }
}

export function datapoint(value: number, timestamp = '2025-01-15T14:30:00.000000'): Record<string, unknown> {
  return { value, event_public_id: 'oven', timestamp, experiment_public_id: null }
}

export function batchOf(...values: number[]): unknown {
  return { type: 'datapoints_batch', datapoints: values.map((value) => datapoint(value)) }
}

function seriesOf({ body }: Asked): Record<string, unknown> {
  const { event_public_ids: ids } = body as { event_public_ids: string[] }
  return Object.fromEntries(ids.map((id) => [id, [datapoint(7)]]))
}
