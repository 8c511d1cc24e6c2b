// Tells a program of this machine about readings: one in five seconds for each sensor. There is no target by default.

import type { Clock } from '../../clock'
import { isLoopback } from '../../backend/loopback'

const THROTTLE_MS = 5_000
const DEADLINE_MS = 2_000

export interface SensorReadingHook {
  event_type: 'sensor_reading'
  event_public_id: string
  value: number
  timestamp: string
  experiment_public_id: string | null
}

export type Deliver = (target: string, body: SensorReadingHook) => void

export class Webhooks {
  private readonly lastSent = new Map<string, number>()

  /** A `target` that is not on this machine is an error: the demo never calls out. */
  constructor(
    private readonly clock: Clock,
    private readonly target: string | undefined,
    private readonly deliver: Deliver = post,
  ) {
    if (target !== undefined && !isLoopback(target)) {
      throw new Error(
        `WATCHDECK_DEMO_WEBHOOK must be an address on localhost or 127.0.0.1, found "${target}"`,
      )
    }
  }

  dispatch(body: SensorReadingHook): void {
    if (this.target === undefined) return
    const now = this.clock.now()
    if (now - (this.lastSent.get(body.event_public_id) ?? -Infinity) < THROTTLE_MS) return
    this.lastSent.set(body.event_public_id, now)
    this.deliver(this.target, body)
  }
}

const post: Deliver = (target, body) => {
  fetch(target, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
    // A redirect could lead off this machine.
    redirect: 'manual',
    signal: AbortSignal.timeout(DEADLINE_MS),
  }).then(
    (response) => response.body?.cancel(),
    // Nobody listening is the receiver's business: the next reading tries again.
    () => undefined,
  )
}
