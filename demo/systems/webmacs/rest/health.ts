// `GET /health`: needs no token and has no prefix.

import { Hono } from 'hono'
import { withZone } from '../timestamps'
import type { RestParts } from './parts'
import type { SignedIn } from './authentication'

/** Without a reading for this long, the backend calls itself degraded. */
const DEGRADED_AFTER_MS = 30_000

export function healthRoutes({ context: system, store }: RestParts): Hono<SignedIn> {
  const startedAt = system.clock.now()
  return new Hono<SignedIn>().get('/health', (context) => {
    const now = system.clock.now()
    const last = store.latest().reduce((newest, { sample }) => Math.max(newest, sample.time), -Infinity)
    return context.json({
      status: now - Math.max(last, startedAt) > DEGRADED_AFTER_MS ? 'degraded' : 'ok',
      version: 'demo',
      database: 'ok',
      last_datapoint: Number.isFinite(last) ? withZone(system.shown(last)) : null,
      uptime_seconds: Math.floor((now - startedAt) / 1000),
    })
  })
}
