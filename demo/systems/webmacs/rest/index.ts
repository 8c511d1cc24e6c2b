// The REST interface: `GET /health`, and everything else under /api/v1 behind a bearer token.

import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { HTTPException } from 'hono/http-exception'
import { authenticationRoutes, type SignedIn } from './authentication'
import { catalogueRoutes } from './catalogue'
import { datapointRoutes } from './datapoints'
import { healthRoutes } from './health'
import { ownDataRoutes } from './own-data'
import type { RestParts } from './parts'

export function restApi(parts: RestParts): Hono<SignedIn> {
  const app = new Hono<SignedIn>()
  // Pages of other origins may ask: the backend has let only those of this machine come so far.
  app.use(cors({ origin: (origin) => origin, allowHeaders: ['Authorization', 'Content-Type'] }))
  app.route('/', healthRoutes(parts))
  app.route('/api/v1', authenticationRoutes(parts))
  app.route('/api/v1', catalogueRoutes(parts))
  app.route('/api/v1', datapointRoutes(parts))
  app.route('/api/v1', ownDataRoutes(parts))
  app.notFound((context) => context.json({ detail: 'Not Found' }, 404))
  app.onError((error, context) => {
    if (error instanceof HTTPException && error.res) return context.newResponse(error.res.body, error.res)
    throw error
  })
  return app
}
