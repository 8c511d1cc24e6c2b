// `/ws/workspaces/{id}/`: lets in who may listen and passes on what happens in the workspace. Without any token it is
// open, as documented for development; a token that is shown must be good.

import type { Refusal, TokenDesk } from '../../django/tokens'
import type { Channel } from '../../faults/channel'
import { WORKSPACE } from './workspace'

const UNAUTHORIZED = 4401
const NOT_FOUND = 4404

export const TOKEN_SUBPROTOCOL = 'Token'

export type Frame =
  | { type: 'reading'; sensor_id: number; value: number; unit: string; ts: string }
  | { type: 'event'; level: 'INFO' | 'WARN' | 'CRIT'; sensor_id?: number; message: string; ts: string }
  | { type: 'info' | 'error'; message: string }

export class WorkspaceSocket {
  /** Each with whether it showed a token. */
  private readonly subscribers = new Map<Channel, boolean>()

  constructor(private readonly tokens: TokenDesk) {}

  /** Takes a socket that is open already: what is wrong is told by closing it. */
  open(channel: Channel, workspace: number, token: string | undefined): void {
    const refusal = token === undefined ? undefined : this.tokens.check(token).refusal
    if (refusal) return channel.close(UNAUTHORIZED, refusal)
    if (workspace !== WORKSPACE.id) {
      const message = 'workspace_not_found'
      channel.send({ type: 'error', message })
      return channel.close(NOT_FOUND, message)
    }
    this.subscribers.set(channel, token !== undefined)
    channel.onClose(() => this.subscribers.delete(channel))
  }

  broadcast(frame: Frame): void {
    for (const channel of this.subscribers.keys()) channel.send(frame)
  }

  /** Closes every socket that showed a token; answers how many. */
  closeAll(refusal: Refusal): number {
    const hit = [...this.subscribers].flatMap(([channel, hasToken]) => (hasToken ? [channel] : []))
    for (const channel of hit) channel.close(UNAUTHORIZED, refusal)
    return hit.length
  }
}

/** The token of a query `?token=`, or of the subprotocols `Token, <token>`. */
export function tokenShown(url: URL, offered: readonly string[]): string | undefined {
  const inQuery = url.searchParams.get('token')
  if (inQuery !== null) return inQuery
  const place = offered.indexOf(TOKEN_SUBPROTOCOL)
  return place < 0 ? undefined : (offered[place + 1] ?? '')
}
