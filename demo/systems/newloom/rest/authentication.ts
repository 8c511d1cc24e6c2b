// Signing in and out, and the check that every other path stands behind: a token, or a session, which changes nothing
// without the token against forged requests.

import { randomUUID } from 'node:crypto'
import { Hono, type Context, type MiddlewareHandler } from 'hono'
import { deleteCookie, setCookie } from 'hono/cookie'
import { bodyOf, failure, textsIn } from '../../../django/problems'
import { userNamed, USERS, type User } from '../../../users'
import { cookieIn, CSRF_COOKIE, SESSION_COOKIE, type Caller } from '../gate'
import type { RestParts } from './parts'

const SESSION_SECONDS = 14 * 24 * 60 * 60
const CSRF_SECONDS = 364 * 24 * 60 * 60
const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS']

export interface SignedIn {
  Variables: { user: User }
}

/** Lets only those pass who are known. */
export function signedIn({ gate }: RestParts): MiddlewareHandler<SignedIn> {
  return async (context, next) => {
    const caller = callerOf(context, gate)
    if (!caller.user) throw failure(403, caller.refusal)
    if (!SAFE_METHODS.includes(context.req.method)) requireCsrf(context, caller)
    context.set('user', caller.user)
    await next()
  }
}

export function authenticationRoutes(parts: RestParts): Hono<SignedIn> {
  const { context: system, gate } = parts
  const routes = new Hono<SignedIn>()

  // The token is for programs, which have no cookies.
  routes.post('/acc/login/', async (context) => {
    requireCsrf(context, callerOf(context, gate))
    const [username = '', password = ''] = textsIn(await bodyOf(context.req.raw), 'username', 'password')
    const user = userNamed(username, password)
    if (!user || system.isRunning('delete-user')) throw failure(403, 'Invalid username or password.')
    const common = { path: '/', sameSite: 'Lax' } as const
    const session = gate.sessions.begin(user)
    setCookie(context, SESSION_COOKIE, session, { ...common, httpOnly: true, maxAge: SESSION_SECONDS })
    setCookie(context, CSRF_COOKIE, randomUUID().replaceAll('-', ''), { ...common, maxAge: CSRF_SECONDS })
    return context.json({ ...profileOf(user), token: gate.tokens.tokenOf(user) })
  })

  // Open sockets stay open: who they belong to is asked only when they open.
  routes.post('/acc/logout/', signedIn(parts), (context) => {
    const { session } = callerOf(context, gate)
    if (session !== undefined) gate.sessions.end(session)
    deleteCookie(context, SESSION_COOKIE, { path: '/', httpOnly: true })
    return context.json({ detail: 'Successfully logged out.' })
  })

  routes.get('/users/me/', signedIn(parts), (context) => context.json(profileOf(context.get('user'))))

  return routes
}

function callerOf({ req }: Context, gate: RestParts['gate']): Caller & { session?: string } {
  const token = /^Token +(\S+)$/i.exec(req.header('Authorization') ?? '')?.[1]
  return gate.caller(req.header('Cookie'), token)
}

/** Cookies travel by themselves, also with requests that a foreign page makes; a header does not. */
function requireCsrf({ req }: Context, { session }: { session?: string }): void {
  if (session === undefined) return
  const expected = cookieIn(req.header('Cookie'), CSRF_COOKIE)
  if (expected !== undefined && expected !== '' && req.header('X-CSRFToken') === expected) return
  throw failure(403, 'CSRF Failed: CSRF token missing or incorrect.')
}

function profileOf(user: User) {
  return { id: USERS.indexOf(user) + 1, username: user.username, email: user.email }
}
