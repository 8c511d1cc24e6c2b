// `/workspace-chat/v2/ws`: the server as newer ones are: a token in the first frame, one connection for each user,
// and who is there in place of presence. Presence and typing of clients are ignored, and never told.

import type { SystemContext } from '../../backend/system'
import type { Channel } from '../../faults/channel'
import {
  closeWhenIdle,
  hearClient,
  POLICY_VIOLATION,
  refuseConnection,
  refuseTooMany,
  textToSend,
} from './connection'
import type { Guest, News, Room } from './room'
import type { TokenDesk } from './tokens'

const AUTHENTICATION_DEADLINE_MS = 30_000
const AUTHENTICATION_REQUIRED = 'auth_required'

export class NewerSocket {
  /** By name. */
  private readonly connected = new Map<string, Channel>()

  constructor(
    private readonly context: SystemContext,
    private readonly room: Room,
    private readonly tokens: TokenDesk,
  ) {}

  isConnected(username: string): boolean {
    return this.connected.has(username)
  }

  open(channel: Channel): void {
    let guest: Guest | undefined
    let isDecided = false
    const cancel = this.context.clock.after(AUTHENTICATION_DEADLINE_MS, () => {
      isDecided = true
      refuseConnection(channel, AUTHENTICATION_REQUIRED, 'No auth frame came within 30 s')
    })
    channel.onClose(() => {
      cancel()
      if (!guest) return
      this.connected.delete(guest.username)
      this.room.leave(guest)
    })
    closeWhenIdle(channel, this.context.clock)
    hearClient(channel, (type, fields) => {
      if (guest) return this.receive(channel, guest, type, fields)
      // Whoever was refused is on the way out.
      if (isDecided) return
      isDecided = true
      cancel()
      guest = this.authenticate(channel, type, fields.get('token'))
    })
  }

  /** The tokens of all who are connected are good no more; answers how many were. */
  closeAll(reason: string): number {
    const hit = [...this.connected.values()]
    for (const channel of hit) channel.close(POLICY_VIOLATION, reason)
    return hit.length
  }

  private authenticate(channel: Channel, type: string, token: unknown): Guest | undefined {
    const refuse = (code: string, message: string) => {
      refuseConnection(channel, code, message)
      return undefined
    }
    if (type !== 'auth') return refuse(AUTHENTICATION_REQUIRED, 'Expected an auth frame first')
    const user = typeof token === 'string' ? this.tokens.userOf(token) : undefined
    if (!user) return refuse(AUTHENTICATION_REQUIRED, 'Invalid or expired token')
    const { username } = user
    if (this.isConnected(username)) return refuse('ALREADY_LOGGED_IN', `${username} is connected already`)
    if (!this.room.hasPlaceFor(username)) return refuse('TOO_MANY_CONNECTIONS', 'Too many connections')
    const guest: Guest = { username, hear: (news) => this.tell(channel, news) }
    this.connected.set(username, channel)
    channel.send({ type: 'auth:ack', ok: true })
    this.room.join(guest)
    return guest
  }

  private receive(channel: Channel, guest: Guest, type: string, fields: ReadonlyMap<string, unknown>): void {
    if (type !== 'message:send') return
    const text = textToSend(channel, fields)
    if (text === undefined) return
    const waitMs = this.room.say(guest, text)
    if (waitMs !== undefined) refuseTooMany(channel, waitMs)
  }

  private tell(channel: Channel, news: News): void {
    if (news.kind === 'people') {
      const users = this.room.users()
      return channel.send({ type: 'userCount', count: users.length, users })
    }
    if (news.kind !== 'message') return
    const { id, username, text, time } = news.message
    const createdAt = new Date(this.context.shown(time)).toISOString()
    const names = { username, pseudo: username, text, message: text, createdAt, created_at: createdAt }
    channel.send({ type: 'message:new', data: { id, ...names } })
  }
}
