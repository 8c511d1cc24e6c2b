// `/ws/chat/`: passes on messages and typing between the open pages. What comes says only what is said, never who says
// it: that is told by the session or the token. Nothing is kept: the protocol has no way to ask for it.

import type { SocketRoute, SystemContext } from '../../backend/system'
import type { Channel } from '../../faults/channel'
import type { User } from '../../users'
import { Audience } from './audience'
import type { Gate } from './gate'
import { listen, type Fields } from './incoming'

/** The chats; the protocol has no titles for them. */
export const OPERATIONS = 1
const MAINTENANCE = 2
const CHATS: ReadonlySet<unknown> = new Set([OPERATIONS, MAINTENANCE])

export class ChatSocket {
  private readonly audience: Audience
  private nextId: number

  constructor(
    private readonly context: SystemContext,
    gate: Gate,
  ) {
    this.audience = new Audience(gate)
    // An id that was given before a restart is not given again.
    this.nextId = Math.floor(context.clock.now())
  }

  get route(): SocketRoute {
    return this.audience.route((channel, user) =>
      listen(channel, (type, fields) => {
        if (type === 'message') return this.post(channel, user, fields)
        return type === 'typing' && this.tellTyping(channel, user, fields)
      }),
    )
  }

  dismissAll(): number {
    return this.audience.dismissAll()
  }

  private post(channel: Channel, user: User, fields: Fields): boolean {
    const content = fields.get('content')
    const chat = fields.get('chat_id')
    if (typeof content !== 'string' || content.trim() === '' || !isId(chat)) return false
    if (!mayWriteTo(chat, channel)) return true
    const { clock, shown } = this.context
    const timestamp = new Date(shown(clock.now())).toISOString()
    const message = { id: this.nextId++, content, user: user.username, timestamp, chat_id: chat }
    const frame = { type: 'message', message }
    this.audience.broadcast(frame)
    return true
  }

  private tellTyping(channel: Channel, user: User, fields: Fields): boolean {
    const chat = fields.get('chat_id')
    const isTyping = fields.get('is_typing')
    if (typeof isTyping !== 'boolean' || !isId(chat)) return false
    if (!mayWriteTo(chat, channel)) return true
    const frame = { type: 'typing', chat_id: chat, user: user.username, is_typing: isTyping }
    this.audience.broadcast(frame, channel)
    return true
  }
}

function isId(value: unknown): value is number {
  return Number.isInteger(value)
}

/** Whether it is one of the chats; who writes to another is told. */
function mayWriteTo(chat: number, channel: Channel): boolean {
  if (CHATS.has(chat)) return true
  channel.send({ type: 'error', code: 'permission_denied', message: 'Not authorized for this chat' })
  return false
}
