// The demo's own paths under /demo: what runs, how to sign in, and faults on demand. No fault reaches them.

import { Hono } from 'hono'
import { FAULT_NAMES, FAULTS } from '../faults/catalogue'
import { FaultRequestProblem, parseFaultRequest } from '../faults/request'
import type { SystemFaults } from '../faults/system-faults'
import type { DemoSystem } from './system'

export interface HostedSystem {
  id: string
  system: DemoSystem
  faults: SystemFaults
}

export interface DemoFacts {
  startedAt: number
  port: () => number
}

export function demoRoutes(hosted: readonly HostedSystem[], facts: DemoFacts): Hono {
  const routes = new Hono()
  const ids = hosted.map(({ id }) => id)

  routes.get('/demo', (context) =>
    context.json({
      pid: process.pid,
      ...Object.assign({}, ...hosted.map(({ system }) => system.processes())),
      startedAt: new Date(facts.startedAt).toISOString(),
      port: facts.port(),
      systems: hosted.map(({ id, system }) => ({ id, label: system.source.label, path: system.source.path })),
    }),
  )

  routes.get('/demo/sign-in', (context) => {
    const id = context.req.query('system')
    const found = hosted.find((candidate) => candidate.id === id)
    if (found) return context.json(found.system.signIn())
    return context.json({ message: `system: expected one of ${ids.join(', ')}, found "${id ?? ''}"` }, 400)
  })

  routes.get('/demo/faults', (context) =>
    context.json({
      running: hosted.flatMap(({ id, faults }) => faults.list().map((fault) => ({ system: id, ...fault }))),
      available: FAULT_NAMES.map((fault) => ({ fault, ...FAULTS[fault] })),
      systems: ids,
    }),
  )

  routes.post('/demo/faults', async (context) => {
    const request = parseFaultRequest(await bodyOf(context.req.raw), ids)
    const targets = hosted.filter(({ id }) => request.systems.includes(id))
    let sockets = 0
    for (const { system, faults } of targets) {
      sockets += faults.start(request)
      sockets += system.onFault[request.fault]?.() ?? 0
    }
    const seconds = FAULTS[request.fault].lasting ? { seconds: request.seconds } : {}
    return context.json({ fault: request.fault, systems: request.systems, ...seconds, sockets })
  })

  routes.delete('/demo/faults', (context) =>
    context.json({
      ended: hosted.flatMap(({ id, faults }) => faults.endAll().map((fault) => ({ system: id, fault }))),
    }),
  )

  routes.notFound((context) => context.json({ message: `The demo has nothing at ${context.req.path}.` }, 404))
  routes.onError((error, context) => {
    if (!(error instanceof FaultRequestProblem)) throw error
    const { field, expected, found = null, message } = error
    return context.json({ field, expected, found, message }, 400)
  })
  return routes
}

async function bodyOf(request: Request): Promise<unknown> {
  const text = await request.text()
  try {
    return JSON.parse(text) as unknown
  } catch {
    throw new FaultRequestProblem('body', 'a JSON object with system and fault', text.slice(0, 100))
  }
}
