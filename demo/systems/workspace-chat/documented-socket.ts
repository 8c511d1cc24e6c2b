// `/workspace-chat/ws?username=`: the server as its document describes it. Whoever gives a name is in. There is no
// roster: a newcomer learns names from what happens later. A ping is a word of the client, and not answered.

import type { SystemContext } from '../../backend/system'
import type { Channel } from '../../faults/channel'
import { publicId } from '../../identity'
import {
  closeWhenIdle,
  hearClient,
  POLICY_VIOLATION,
  refuseConnection,
  refuseTooMany,
  sendError,
  textToSend,
} from './connection'
import { PRESENCES, type Guest, type News, type Room } from './room'

const LONGEST_USERNAME = 64

export class DocumentedSocket {
  private lastMessageId = 0

  constructor(
    private readonly context: SystemContext,
    private readonly room: Room,
  ) {}

  open(channel: Channel, url: URL): void {
    const username = url.searchParams.get('username') ?? ''
    const refusal = refusalOf(username)
    if (refusal !== undefined) return channel.close(POLICY_VIOLATION, refusal)
    if (!this.room.hasPlaceFor(username)) {
      return refuseConnection(channel, 'TOO_MANY_CONNECTIONS', 'Too many connections')
    }
    const { clock } = this.context
    const guest: Guest = { username, hear: (news) => this.tell(channel, news) }
    channel.onClose(() => this.room.leave(guest))
    closeWhenIdle(channel, clock)
    hearClient(channel, (type, fields) => this.receive(channel, guest, type, fields))
    this.room.join(guest)
    channel.send({
      type: 'connected',
      userId: `ws_user_${Math.floor(this.context.shown(clock.now()))}`,
      username,
      timestamp: this.timestamp(clock.now()),
      connectedUsers: this.room.users().length,
    })
  }

  private receive(channel: Channel, guest: Guest, type: string, fields: ReadonlyMap<string, unknown>): void {
    switch (type) {
      case 'message:send': {
        const text = textToSend(channel, fields)
        if (text === undefined) return
        const waitMs = this.room.say(guest, text)
        if (waitMs !== undefined) refuseTooMany(channel, waitMs)
        return
      }
      case 'presence:update': {
        const status = PRESENCES.find((known) => known === fields.get('status'))
        if (status) this.room.setPresence(guest, status)
        else sendError(channel, 'INVALID_PRESENCE', `status: expected one of ${PRESENCES.join(', ')}`)
        return
      }
      case 'typing:indicator': {
        const isTyping = fields.get('isTyping')
        if (typeof isTyping === 'boolean') this.room.setTyping(guest, isTyping)
        else sendError(channel, 'INVALID_TYPING', 'isTyping: expected true or false')
        return
      }
      case 'ping':
        return
      default:
        sendError(channel, 'UNKNOWN_TYPE', `Unknown message type: ${type.slice(0, 100)}`)
    }
  }

  private tell(channel: Channel, news: News): void {
    if (news.kind === 'people') return
    const username = news.kind === 'message' ? news.message.username : news.username
    const from = { userId: `user_${publicId('chat-user', username).slice(0, 8)}`, username }
    switch (news.kind) {
      case 'message': {
        const { text, time } = news.message
        const id = this.nextMessageId()
        return channel.send({
          type: 'message:new',
          data: { id, ...from, text, createdAt: this.timestamp(time) },
        })
      }
      case 'presence':
        return channel.send({ type: 'presence:update', data: { ...from, status: news.status } })
      case 'typing':
        return channel.send({ type: 'typing:indicator', data: { ...from, isTyping: news.isTyping } })
    }
  }

  /** As on the deployed server, each client gets another one for the same message. */
  private nextMessageId(): string {
    const { clock, shown } = this.context
    this.lastMessageId = Math.max(this.lastMessageId + 1, Math.floor(shown(clock.now())))
    return `msg_${this.lastMessageId}`
  }

  private timestamp(trueTime: number): string {
    return new Date(this.context.shown(trueTime)).toISOString()
  }
}

/** Why nobody can come in under this name; short enough for a close frame. */
function refusalOf(username: string): string | undefined {
  if (username.trim() === '') return 'Username required: connect to /ws?username=your_name'
  if (username.length > LONGEST_USERNAME) return `Username too long: at most ${LONGEST_USERNAME} characters`
  return undefined
}
