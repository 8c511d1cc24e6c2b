// Issues and checks the tokens of the newer server: one for each user, the same until a fault ends it.

import { createHash, randomUUID } from 'node:crypto'
import type { SystemContext } from '../../backend/system'
import { PASSWORD, USERS, type User } from '../../users'

export class TokenDesk {
  /** The same in each start, so that a page stays signed in when the demo is restarted. */
  private epoch = 'start'

  constructor(private readonly context: Pick<SystemContext, 'isRunning'>) {}

  userWith(username: string, password: string): User | undefined {
    return password === PASSWORD ? this.users().find((user) => user.username === username) : undefined
  }

  tokenOf({ username }: User): string {
    return createHash('sha256').update(`watchdeck-demo/chat-token/${this.epoch}/${username}`).digest('hex')
  }

  userOf(token: string): User | undefined {
    return this.users().find((user) => this.tokenOf(user) === token)
  }

  /** `fault: expire-tokens` and `revoke-token`: what was issued so far is refused from now on. */
  endEpoch(): void {
    this.epoch = randomUUID()
  }

  private users(): readonly User[] {
    return this.context.isRunning('delete-user') ? [] : USERS
  }
}
