// Speaks to the demo's WebMACS as any program can: creates sensors, pushes readings. A backend that is away for a
// moment is asked again; what it refuses is told in its own words.

import type { OutgoingDatapoint, PlayerClock } from './player'
import type { Column } from './recording'

const TRY_AGAIN_AFTER_MS = 1_000
const MOST_TRIES = 30

export interface BackendClientOptions {
  /** Address of the page or of the demo alone. */
  url: string
  token: string
  clock: PlayerClock
  /** Tests bring their own. */
  fetch?: typeof globalThis.fetch
}

export class BackendClient {
  private readonly fetch: typeof globalThis.fetch

  constructor(private readonly options: BackendClientOptions) {
    this.fetch = options.fetch ?? globalThis.fetch
  }

  /** Answers the id of the sensor. One of this name that was created before is used again. */
  async createSensor({ name, unit, lowest, highest }: Column): Promise<string> {
    const margin = (highest - lowest) / 10 || 1
    const range = { min_value: rounded(lowest - margin), max_value: rounded(highest + margin) }
    // Where the recording has no value of it, the backend's own range will do.
    const created = await this.post('events', { name, unit, ...(lowest <= highest ? range : {}) }, 1)
    const id = fieldOf(created, 'public_id')
    if (typeof id !== 'string')
      throw new Error(`${this.options.url} is no WebMACS: it answered without an id.`)
    return id
  }

  /** Answers how many were stored. */
  async push(datapoints: readonly OutgoingDatapoint[]): Promise<number> {
    return Number(fieldOf(await this.post('datapoints', { datapoints }, MOST_TRIES), 'stored'))
  }

  private async post(path: string, body: unknown, triesLeft: number): Promise<unknown> {
    const { url, token, clock } = this.options
    const outcome = await this.fetch(`${url.replace(/\/+$/, '')}/api/v1/${path}`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    }).catch(() => undefined)
    if (outcome?.ok) return outcome.json()
    if (outcome && outcome.status < 500) throw new Error(await refusalIn(outcome))
    if (triesLeft > 1) {
      await clock.sleep(TRY_AGAIN_AFTER_MS)
      return this.post(path, body, triesLeft - 1)
    }
    const how = outcome ? `answers with ${outcome.status}` : 'does not answer'
    throw new Error(`${url} ${how}. Start the demo with "npm start", or name its address with --url.`)
  }
}

/** Sums of decimals carry a tail that nobody measured. */
function rounded(value: number): number {
  return Number(value.toPrecision(12))
}

async function refusalIn(response: Response): Promise<string> {
  const text = await response.text()
  try {
    const detail = fieldOf(JSON.parse(text), 'detail')
    return `Refused with ${response.status}: ${typeof detail === 'string' ? detail : JSON.stringify(detail)}`
  } catch {
    return `Refused with ${response.status}: no WebMACS is there. Name the address of the demo with --url.`
  }
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined
}
