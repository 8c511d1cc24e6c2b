// Signing in and out, and the check of the bearer token that every other path stands behind.

import { Hono, type MiddlewareHandler } from 'hono'
import { userWith, type Role, type User } from '../users'
import type { RestParts } from './parts'
import { bodyOf, failure, textField } from './problems'

export interface SignedIn {
  Variables: { user: User; token: string }
}

/** Lets only those with a good token pass, and only the `roles` where some are named. */
export function signedIn({ tokens }: RestParts, ...roles: Role[]): MiddlewareHandler<SignedIn> {
  return async (context, next) => {
    const token = /^Bearer +(\S+)$/i.exec(context.req.header('Authorization') ?? '')?.[1]
    if (token === undefined) throw failure(401, 'Not authenticated')
    const { user, refusal } = await tokens.check(token)
    if (!user) throw failure(401, refusal)
    if (roles.length > 0 && !roles.includes(user.role)) throw failure(403, 'Insufficient permissions')
    context.set('user', user)
    context.set('token', token)
    await next()
  }
}

export function authenticationRoutes(parts: RestParts): Hono<SignedIn> {
  const routes = new Hono<SignedIn>()

  routes.post('/auth/login', async (context) => {
    const body = await bodyOf(context.req.raw)
    const user = userWith(textField(body, 'email'), textField(body, 'password'))
    if (!user || parts.context.isRunning('delete-user')) throw failure(401, 'Incorrect email or password')
    const { public_id, username } = user
    return context.json({
      access_token: await parts.tokens.issue(user),
      token_type: 'bearer',
      public_id,
      username,
    })
  })

  // The sockets of this token stay open, as on the deployed server.
  routes.post('/auth/logout', signedIn(parts), async (context) => {
    await parts.tokens.revoke(context.get('token'))
    return context.json({ message: 'Successfully logged out' })
  })

  routes.get('/auth/me', signedIn(parts), (context) => context.json(context.get('user')))

  return routes
}
