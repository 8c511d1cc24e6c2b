// The demo's motor plant as another client of its backend sees and changes it. It knows nothing of any page.
import { PLANT } from './parts.ts'

/** A sensor that reads about 2.3 mm/s, twice a second, never below 1.8 while the plant is calm. */
export const VIBRATION = { id: 3, name: 'Conveyor vibration', threshold: 4.5, beyond: 1.5 } as const
export const VIBRATION_PATH = `/sensors/${PLANT}/${VIBRATION.id}`

/** Nothing develops in the plant's first 150 s, and no test that needs it calm takes longer than the rest. */
const CALM_UNTIL_SECONDS = 75
const LOOK_EVERY_MS = 200
const OPERATOR = { email: 'operator@demo.local', password: 'watchdeck' }

interface Process {
  state: string
  pid: number | null
  uptime: number | null
}

export interface Measured {
  /** Epoch milliseconds. */
  time: number
  value: number
}

export interface Plant {
  /** Starts its story anew, unless that has just begun. */
  calm: () => Promise<void>
  process: () => Promise<Process>
  setThreshold: (sensor: number, threshold: number | null) => Promise<void>
  /** Puts each threshold back that was set here or by the page. */
  restore: () => Promise<void>
  /** Notes from now on what a sensor measures, as far as REST tells it; call the answer for what was noted. */
  witness: (sensor: number) => Promise<() => Measured[]>
  stopWitnesses: () => void
}

/** @param url of a page with the demo behind it */
export function plantAt(url: string): Plant {
  const timers: NodeJS.Timeout[] = []
  const ask = async <Answer>(path: string, init: RequestInit = {}): Promise<Answer> => {
    const headers = { 'Content-Type': 'application/json', ...init.headers }
    const answer = await fetch(url + path, { ...init, headers })
    if (!answer.ok) throw new Error(`${init.method ?? 'GET'} ${path}: ${answer.status}`)
    return (await answer.json()) as Answer
  }
  const signedIn = async (): Promise<{ Authorization: string }> => {
    const body = JSON.stringify(OPERATOR)
    const { token } = await ask<{ token: string }>('/api/user/token/', { method: 'POST', body })
    return { Authorization: `Token ${token}` }
  }
  const process = async (): Promise<Process> => {
    const { components } = await ask<{ components: { plant: Process } }>('/control-center/api/status')
    return components.plant
  }
  const setThreshold = async (sensor: number, threshold: number | null): Promise<void> => {
    const [method, body] = ['PATCH', JSON.stringify({ threshold })]
    await ask(`/api/core/sensors/${sensor}/`, { method, headers: await signedIn(), body })
  }

  return {
    process,
    setThreshold,
    calm: async () => {
      const { state, uptime } = await process()
      if (state === 'running' && (uptime ?? 0) < CALM_UNTIL_SECONDS) return
      await ask('/control-center/api/components/plant/restart', { method: 'POST' })
    },
    restore: () => setThreshold(VIBRATION.id, VIBRATION.threshold),
    witness: async (sensor) => {
      const headers = await signedIn()
      const seen = new Map<number, Measured>()
      const look = async (): Promise<void> => {
        const rows = await ask<{ sensor_id: number; value: number; ts: string }[]>(
          '/api/workspaces/1/latest-readings/',
          { headers },
        )
        const found = rows.find(({ sensor_id }) => sensor_id === sensor)
        const time = Date.parse(found?.ts ?? '')
        if (found) seen.set(time, { time, value: found.value })
      }
      await look()
      // A backend that is down tells nothing, and nothing is what is noted then.
      timers.push(setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS))
      return () => [...seen.values()].sort((a, b) => a.time - b.time)
    },
    stopWitnesses: () => timers.forEach(clearInterval),
  }
}
