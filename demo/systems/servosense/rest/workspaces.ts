// The workspace: what stands in it, what it reads now, its thresholds, and its simulator.

import { Hono, type Context } from 'hono'
import { bodyOf, failure, invalid } from '../../../django/problems'
import type { Sensors } from '../sensors'
import { WORKSPACE } from '../workspace'
import { signedIn, type SignedIn } from './authentication'
import type { RestParts } from './parts'

export function workspaceRoutes(parts: RestParts): Hono<SignedIn> {
  const { context: system, sensors, simulator } = parts
  const routes = new Hono<SignedIn>()
  const anybody = signedIn(parts)

  routes.get('/api/workspaces/', anybody, (context) => context.json([WORKSPACE]))

  routes.get('/api/workspaces/:id/topology/', anybody, (context) => {
    requireWorkspace(context)
    return context.json(sensors.topology())
  })

  routes.get('/api/workspaces/:id/latest-readings/', anybody, (context) => {
    requireWorkspace(context)
    return context.json(sensors.list().map(({ id }) => latestReading(sensors, id, system.shown)))
  })

  routes.patch('/api/core/sensors/:id/', anybody, async (context) => {
    const sensor = sensors.find(Number(context.req.param('id')))
    if (!sensor) throw failure(404, 'Not found.')
    const body = await bodyOf(context.req.raw)
    if (body.has('threshold')) {
      const threshold = thresholdIn(body)
      sensors.setThreshold(sensor.id, threshold)
      const value = threshold === null ? 'removed' : `set to ${threshold} ${sensor.unit}`
      const message = `${sensor.kind} threshold ${value} by ${context.get('user').username}`
      simulator.report({ level: 'INFO', sensor_id: sensor.id, message })
    }
    return context.json(sensors.asJson(sensor))
  })

  routes.post('/api/sim/start/:id/', anybody, async (context) => {
    requireWorkspace(context)
    return context.json({ started: await simulator.start() })
  })

  routes.post('/api/sim/stop/:id/', anybody, async (context) => {
    requireWorkspace(context)
    await simulator.stop()
    return context.json({ stopped: true })
  })

  return routes
}

function requireWorkspace(context: Context): void {
  if (Number(context.req.param('id')) !== WORKSPACE.id) throw failure(404, 'Not found.')
}

function thresholdIn(body: Map<string, unknown>): number | null {
  const threshold = body.get('threshold')
  if (threshold === null || (typeof threshold === 'number' && Number.isFinite(threshold))) return threshold
  throw invalid({ threshold: ['A valid number is required.'] })
}

/** What is not known yet is null. */
function latestReading(sensors: Sensors, id: number, shown: (trueTime: number) => number) {
  const sensor = sensors.find(id)
  const latest = sensors.latestOf(id)
  return {
    sensor_id: id,
    value: latest?.value ?? null,
    unit: sensor?.unit,
    ts: latest ? new Date(shown(latest.time)).toISOString() : null,
    name: sensor?.name,
    machine: sensor ? (sensors.asJson(sensor).machine?.name ?? null) : null,
    threshold: sensor?.threshold ?? null,
  }
}
