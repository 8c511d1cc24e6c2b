// Issues and checks tokens: JWTs of 24 hours and `wm_` API tokens. Its refusals are the texts of the document's
// close code 1008, and of the answer 401.

import { randomUUID } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import type { SystemContext } from '../../backend/system'
import { API_TOKENS, OPERATOR, USERS, type User } from './users'

const LIFETIME_SECONDS = 24 * 60 * 60
const MOST_REVOKED = 10_000
/** The same in each start, so that a page stays signed in when the demo is restarted; it guards nothing. */
const SECRET = new TextEncoder().encode('watchdeck demo: this secret is public and guards nothing')

export type Refusal =
  | 'Authentication required'
  | 'Invalid or expired token'
  | 'Token has been revoked'
  | 'User not found'
  | 'Invalid API token'
  | 'API token expired'

export type Verdict = { user: User; refusal?: never } | { user?: never; refusal: Refusal }

export class TokenDesk {
  private readonly revoked = new Set<string>()
  /** Every token names the epoch it was issued in; a fault ends the epoch, and all its tokens with it. */
  private epoch = 'start'
  private readonly endedEpochs = new Map<string, Refusal>()

  constructor(private readonly context: Pick<SystemContext, 'clock' | 'isRunning'>) {}

  issue(user: User): Promise<string> {
    const now = Math.floor(this.context.clock.now() / 1000)
    return new SignJWT({ epoch: this.epoch })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(user.public_id)
      .setJti(randomUUID())
      .setIssuedAt(now)
      .setExpirationTime(now + LIFETIME_SECONDS)
      .sign(SECRET)
  }

  /** `fault: expire-tokens` and `revoke-token`: what was issued so far is refused from now on. */
  endEpoch(refusal: Refusal): void {
    this.endedEpochs.set(this.epoch, refusal)
    this.epoch = randomUUID()
  }

  /** Logging out: this token is refused from now on. An API token cannot be logged out. */
  async revoke(token: string): Promise<void> {
    const claims = await this.read(token)
    if (!claims) return
    this.revoked.add(claims.id)
    const [oldest] = this.revoked
    if (this.revoked.size > MOST_REVOKED && oldest !== undefined) this.revoked.delete(oldest)
  }

  /** With `faults: false` the running faults do not count: what feeds the demo is out of their reach. */
  async check(token: string | null, { faults = true } = {}): Promise<Verdict> {
    if (token === null || token === '') return { refusal: 'Authentication required' }
    const verdict = token.startsWith('wm_')
      ? this.checkApiToken(token, faults)
      : await this.checkJwt(token, faults)
    if (verdict.user && faults && this.context.isRunning('delete-user')) return { refusal: 'User not found' }
    return verdict
  }

  private checkApiToken(token: string, faults: boolean): Verdict {
    if (token === API_TOKENS.expired) return { refusal: 'API token expired' }
    if (token !== API_TOKENS.valid) return { refusal: 'Invalid API token' }
    if (faults && this.context.isRunning('expire-tokens')) return { refusal: 'API token expired' }
    if (faults && this.context.isRunning('revoke-token')) return { refusal: 'Invalid API token' }
    return { user: OPERATOR }
  }

  private async checkJwt(token: string, faults: boolean): Promise<Verdict> {
    const claims = await this.read(token)
    if (!claims) return { refusal: 'Invalid or expired token' }
    if (this.revoked.has(claims.id)) return { refusal: 'Token has been revoked' }
    const ended = faults ? this.endedEpochs.get(claims.epoch) : undefined
    if (ended) return { refusal: ended }
    const user = USERS.find((candidate) => candidate.public_id === claims.subject)
    return user ? { user } : { refusal: 'User not found' }
  }

  private async read(token: string): Promise<{ id: string; subject: string; epoch: string } | undefined> {
    try {
      const { payload } = await jwtVerify(token, SECRET, { currentDate: new Date(this.context.clock.now()) })
      const { jti = '', sub = '', epoch } = payload
      return { id: jti, subject: sub, epoch: typeof epoch === 'string' ? epoch : '' }
    } catch (error) {
      if (error instanceof errors.JOSEError) return undefined
      throw error
    }
  }
}
