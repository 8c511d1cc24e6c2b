// A program of the visitor's that pushes "Your own value" to a demo, as anyone's program can.
import { WebSocket } from 'ws'
import { OWN_VALUE } from './parts.ts'

const TOKEN = 'wm_demo_operator_valid'
/** The demo broadcasts at most each 200 ms (protocols/webmacs-datapoints.md); this is slower, as long as nothing stalls. */
const EVERY_MS = 300
const THROTTLE_MS = 205

export interface Telemetry {
  /** Pushes this again and again from now on. */
  hold: (value: number) => void
  /** Pushes 0.1, 0.2, 0.3 … from now on, going on where it was paused; so each value says which one it is. */
  countUp: () => void
  /** Pushes nothing from now on. */
  pause: () => void
  /** What `countUp` pushed last, as a count: 7 for 0.7. */
  counted: () => number
  /** Counts that the demo took so soon after the one before that it stored them, but may not have broadcast them. */
  throttled: () => Promise<ReadonlySet<number>>
  stop: () => Promise<void>
}

/** @param url of a demo, or of a page with a demo behind it */
export async function startTelemetry(url: string): Promise<Telemetry> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/ws/controller/telemetry?token=${TOKEN}`)
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve)
    socket.once('error', reject)
  })
  // A demo that is killed takes the socket with it; what is pushed after that goes nowhere.
  socket.on('error', () => undefined)
  let counted = 0
  let next: (() => number) | null = null
  const push = (): void => {
    if (next === null || socket.readyState !== socket.OPEN) return
    socket.send(JSON.stringify({ datapoints: [{ value: next(), event_public_id: OWN_VALUE.id }] }))
  }
  const timer = setInterval(push, EVERY_MS)
  return {
    hold: (value) => {
      next = () => value
      push()
    },
    countUp: () => {
      next = () => ++counted / 10
    },
    pause: () => {
      next = null
    },
    counted: () => counted,
    throttled: async () => {
      const all = await storedAt(url)
      // Telemetries before may have counted too.
      const stored = all.slice(all.findLastIndex(({ value }) => value === 0.1))
      const early = stored.filter(({ time }, i) => i > 0 && time - stored[i - 1]!.time < THROTTLE_MS)
      return new Set(early.map(({ value }) => Math.round(value * 10)))
    },
    stop: async () => {
      clearInterval(timer)
      socket.close()
      await closed
    },
  }
}

/** What a demo stored of the last minutes, oldest first, whether it was broadcast or not. */
async function storedAt(url: string): Promise<{ time: number; value: number }[]> {
  const answer = await fetch(`${url}/api/v1/datapoints/series`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({ event_public_ids: [OWN_VALUE.id], minutes: 5, max_points: 2_000 }),
  })
  const series = (await answer.json()) as Record<string, { timestamp: string; value: number }[]>
  return (series[OWN_VALUE.id] ?? []).map(({ timestamp, value }) => ({ time: Date.parse(timestamp), value }))
}
