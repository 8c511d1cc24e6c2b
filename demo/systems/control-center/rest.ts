// The REST interface: the state, and commands to one component. A command is answered with 200 whatever came of it.

import { Hono } from 'hono'
import { cors } from 'hono/cors'
import type { Supervisor } from '../../process/supervisor'
import type { StatusBoard } from './status'

export function restApi(prefix: string, supervisor: Supervisor, board: StatusBoard): Hono {
  const app = new Hono().basePath(prefix)
  // Pages of other origins may ask: the backend has let only those of this machine come so far.
  app.use(cors({ origin: (origin) => origin, allowHeaders: ['Content-Type'] }))

  app.get('/api/status', (context) => context.json(board.now()))

  for (const command of ['start', 'stop', 'restart'] as const) {
    app.post(`/api/components/:name/${command}`, async (context) => {
      const component = context.req.param('name')
      const refusal = await supervisor.command(component, command)
      return context.json(
        refusal === undefined ? { success: true, component } : { success: false, error: refusal },
      )
    })
  }

  app.notFound((context) => context.json({ detail: 'Not Found' }, 404))
  return app
}
