// Tells who asks, for REST and for sockets alike: a token that is shown must be good; without one, the session counts.

import { parse } from 'hono/utils/cookie'
import { NO_CREDENTIALS } from '../../django/problems'
import type { TokenDesk } from '../../django/tokens'
import type { User } from '../../users'
import type { SessionDesk } from './sessions'

/** The names of Django. */
export const SESSION_COOKIE = 'sessionid'
export const CSRF_COOKIE = 'csrftoken'

/** Who asks; `session` is the id of the session that says so, and nothing where a token does. */
export type Caller = { user: User; session?: string; refusal?: never } | { user?: never; refusal: string }

export class Gate {
  constructor(
    readonly sessions: SessionDesk,
    readonly tokens: TokenDesk,
  ) {}

  /** @param cookies the header `Cookie`. */
  caller(cookies: string | undefined, token: string | undefined): Caller {
    if (token !== undefined) return this.tokens.check(token)
    const session = cookieIn(cookies, SESSION_COOKIE) ?? ''
    const user = this.sessions.userOf(session)
    return user ? { user, session } : { refusal: NO_CREDENTIALS }
  }
}

export function cookieIn(cookies: string | undefined, name: string): string | undefined {
  return parse(cookies ?? '', name)[name]
}
