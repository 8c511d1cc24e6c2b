// The past, sent before the present, so that the page's rings are full when measuring begins: the oldest reading first,
// as fast as the page takes them and never faster than it could keep them.
import type { WebSocket } from 'ws'
import type { Load } from './loads.ts'
import { preciseNow } from './pace.ts'

const READINGS_A_FRAME = 500
const FRAMES_A_TURN = 10
const TURN_MS = 50
/** More waits in the pipe than one turn sends: the page is behind. */
const MOST_BUFFERED = 1_048_576

export interface PastReading {
  sensor: number
  time: number
}

/** Settles when all was sent, or nobody is there to take it. @param past readings of each sensor */
export async function prefill(
  socket: WebSocket,
  past: number,
  { sensors, hertz }: Pick<Load, 'sensors' | 'hertz'>,
  deliver: (readings: readonly PastReading[]) => void,
): Promise<void> {
  const stepMs = 1_000 / hertz
  // It takes a while, in which time goes on: the gap that this leaves before the present is a true one.
  const begin = preciseNow() - past * stepMs
  const total = past * sensors
  let next = 0
  while (next < total && socket.readyState === socket.OPEN) {
    for (let frame = 0; frame < FRAMES_A_TURN && socket.bufferedAmount < MOST_BUFFERED; frame++) {
      const count = Math.min(READINGS_A_FRAME, total - next)
      if (count === 0) break
      const first = next
      deliver(
        Array.from({ length: count }, (_, i) => ({
          sensor: (first + i) % sensors,
          time: begin + Math.floor((first + i) / sensors) * stepMs,
        })),
      )
      next += count
    }
    await new Promise((resolve) => setTimeout(resolve, TURN_MS))
  }
}
