// Issues and checks the tokens of one system, as Django REST framework does: one for each user, the same until a
// fault ends it. Its refusals are the words of the answers 401 and 403.

import { createHash, randomUUID } from 'node:crypto'
import type { SystemContext } from '../backend/system'
import { USERS, type User } from '../users'

export type Refusal = 'Invalid token.' | 'Token has expired.' | 'User inactive or deleted.'

export type Verdict = { user: User; refusal?: never } | { user?: never; refusal: Refusal }

export class TokenDesk {
  /** The same in each start, so that a page stays signed in when the demo is restarted. */
  private epoch = 'start'
  private readonly ended = new Map<string, Refusal>()

  /** @param system tells the tokens of one system from those of another. */
  constructor(
    private readonly system: string,
    private readonly context: Pick<SystemContext, 'isRunning'>,
  ) {}

  /** 40 hexadecimal digits. */
  tokenOf(user: User): string {
    const name = `watchdeck-demo/token/${this.system}/${this.epoch}/${user.email}`
    return createHash('sha1').update(name).digest('hex')
  }

  /** `fault: expire-tokens` and `revoke-token`: what was issued so far is refused from now on. */
  endEpoch(refusal: Refusal): void {
    for (const user of USERS) this.ended.set(this.tokenOf(user), refusal)
    this.epoch = randomUUID()
  }

  check(token: string): Verdict {
    const ended = this.ended.get(token)
    if (ended) return { refusal: ended }
    const user = USERS.find((candidate) => this.tokenOf(candidate) === token)
    if (!user) return { refusal: 'Invalid token.' }
    return this.context.isRunning('delete-user') ? { refusal: 'User inactive or deleted.' } : { user }
  }
}
