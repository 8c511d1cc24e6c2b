// The REST interface, the same under the documented prefix and under that of the deployed server.

import type { Hono } from 'hono'
import { djangoApplication } from '../../../django/application'
import { authenticationRoutes, type SignedIn } from './authentication'
import type { RestParts } from './parts'
import { runRoutes } from './runs'
import { streamRoutes } from './streams'

const PREFIXES = ['/api/v1', '/api']

export function restApi(parts: RestParts): Hono<SignedIn> {
  const app = djangoApplication<SignedIn>()
  for (const prefix of PREFIXES) {
    app.route(prefix, authenticationRoutes(parts))
    app.route(prefix, streamRoutes(parts))
    app.route(prefix, runRoutes(parts))
  }
  return app
}
