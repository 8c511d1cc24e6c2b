// The REST interface under /api: signing in, and everything else behind a token.

import type { Hono } from 'hono'
import { djangoApplication } from '../../../django/application'
import { authenticationRoutes, type SignedIn } from './authentication'
import type { RestParts } from './parts'
import { workspaceRoutes } from './workspaces'

export function restApi(parts: RestParts): Hono<SignedIn> {
  const app = djangoApplication<SignedIn>()
  app.route('/', authenticationRoutes(parts))
  app.route('/', workspaceRoutes(parts))
  return app
}
