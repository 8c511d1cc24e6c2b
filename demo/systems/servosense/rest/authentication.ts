// Signing in, and the check of the token that every other path stands behind.

import { Hono, type MiddlewareHandler } from 'hono'
import { bodyOf, failure, invalid, NO_CREDENTIALS, textsIn } from '../../../django/problems'
import { userWith, type User } from '../../../users'
import type { RestParts } from './parts'

export interface SignedIn {
  Variables: { user: User }
}

/** Lets only those with a good token pass. */
export function signedIn({ tokens }: RestParts): MiddlewareHandler<SignedIn> {
  return async (context, next) => {
    const token = /^Token +(\S+)$/i.exec(context.req.header('Authorization') ?? '')?.[1]
    if (token === undefined) throw failure(401, NO_CREDENTIALS)
    const { user, refusal } = tokens.check(token)
    if (!user) throw failure(401, refusal)
    context.set('user', user)
    await next()
  }
}

export function authenticationRoutes({ context: system, tokens }: RestParts): Hono<SignedIn> {
  return new Hono<SignedIn>().post('/api/user/token/', async (context) => {
    const [email = '', password = ''] = textsIn(await bodyOf(context.req.raw), 'email', 'password')
    const user = userWith(email, password)
    if (!user || system.isRunning('delete-user')) {
      throw invalid({ non_field_errors: ['Unable to authenticate with provided credentials'] })
    }
    return context.json({ token: tokens.tokenOf(user) })
  })
}
