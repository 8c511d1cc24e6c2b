// The REST interface under /api: signing in, and everything else behind a token. Unknown paths are answered as
// Django does, with a page.

import { Hono } from 'hono'
import { cors } from 'hono/cors'
import { HTTPException } from 'hono/http-exception'
import { authenticationRoutes, type SignedIn } from './authentication'
import type { RestParts } from './parts'
import { workspaceRoutes } from './workspaces'

const NOT_FOUND_PAGE = '<!doctype html>\n<title>Not Found</title>\n<h1>Not Found</h1>\n'

export function restApi(parts: RestParts): Hono<SignedIn> {
  const app = new Hono<SignedIn>()
  // Pages of other origins may ask: the backend has let only those of this machine come so far.
  app.use(cors({ origin: (origin) => origin, allowHeaders: ['Authorization', 'Content-Type'] }))
  app.route('/', authenticationRoutes(parts))
  app.route('/', workspaceRoutes(parts))
  app.notFound((context) => context.html(NOT_FOUND_PAGE, 404))
  app.onError((error, context) => {
    if (error instanceof HTTPException && error.res) return context.newResponse(error.res.body, error.res)
    throw error
  })
  return app
}
