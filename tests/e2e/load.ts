// A program that pushes many sensors to a demo at once, as fast as a real plant would.
import { WebSocket } from 'ws'

const TOKEN = 'wm_demo_operator_valid'
/** As many as the demo lets visitors create. */
const SENSORS = 50
const EVERY_MS = 50

export interface Load {
  stop: () => Promise<void>
}

/** A thousand readings a second; the demo broadcasts each sensor at most each 200 ms. */
export async function startLoad(url: string): Promise<Load> {
  const ids = await Promise.all(Array.from({ length: SENSORS }, (_, index) => create(url, index)))
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/ws/controller/telemetry?token=${TOKEN}`)
  socket.on('error', () => undefined)
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  await new Promise<void>((resolve) => socket.once('open', resolve))
  let value = 0
  const timer = setInterval(() => {
    if (socket.readyState !== socket.OPEN) return
    value = (value + 1) % 100
    const datapoints = ids.map((id) => ({ value, event_public_id: id }))
    socket.send(JSON.stringify({ datapoints }))
  }, EVERY_MS)
  return {
    stop: async () => {
      clearInterval(timer)
      socket.close()
      await closed
    },
  }
}

async function create(url: string, index: number): Promise<string> {
  const answer = await fetch(`${url}/api/v1/events`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${TOKEN}` },
    body: JSON.stringify({ name: `Load ${index}`, unit: '', min_value: 0, max_value: 100 }),
  })
  const { public_id: id } = (await answer.json()) as { public_id: string }
  return id
}
