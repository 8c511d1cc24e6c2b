// Issues and checks sessions. A session's id names its user and is signed, so that a page stays signed in when the
// demo is restarted, as it would with a backend that has a database.

import { createHmac, randomUUID } from 'node:crypto'
import type { SystemContext } from '../../backend/system'
import { USERS, type User } from '../../users'

const SECRET = 'watchdeck demo: this secret is public and guards nothing'
const MOST_ENDED = 10_000

export class SessionDesk {
  private epoch = 'start'
  private readonly ended = new Set<string>()

  constructor(private readonly context: Pick<SystemContext, 'isRunning'>) {}

  /** Answers the id of a new session. */
  begin(user: User): string {
    const claims = `${user.username}.${this.epoch}.${randomUUID()}`
    return `${claims}.${signatureOf(claims)}`
  }

  userOf(session: string): User | undefined {
    const end = session.lastIndexOf('.')
    const claims = session.slice(0, end)
    if (signatureOf(claims) !== session.slice(end + 1) || this.ended.has(session)) return undefined
    const [username, epoch] = claims.split('.')
    if (epoch !== this.epoch || this.context.isRunning('delete-user')) return undefined
    return USERS.find((user) => user.username === username)
  }

  /** Logging out. */
  end(session: string): void {
    this.ended.add(session)
    const [oldest] = this.ended
    if (this.ended.size > MOST_ENDED && oldest !== undefined) this.ended.delete(oldest)
  }

  /** `fault: expire-tokens` and `revoke-token`: what began so far is over from now on. */
  endEpoch(): void {
    this.epoch = randomUUID()
  }
}

function signatureOf(claims: string): string {
  return createHmac('sha256', SECRET).update(claims).digest('base64url')
}
