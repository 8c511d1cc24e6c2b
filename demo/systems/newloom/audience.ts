// The open connections of one socket path: lets in who may listen, before the socket opens, and passes on what all
// are told. Who is no longer welcome is told so and closed.

import type { IncomingHttpHeaders } from 'node:http'
import type { SocketRoute } from '../../backend/system'
import type { Channel } from '../../faults/channel'
import type { User } from '../../users'
import type { Gate } from './gate'

const AUTHENTICATION_FAILED = 4001

export interface Frame {
  type: string
}

export class Audience {
  private readonly channels = new Set<Channel>()

  constructor(private readonly gate: Gate) {}

  /** A route whose sockets belong to this audience; `attend` is told of each with its user. */
  route(attend: (channel: Channel, user: User) => void): SocketRoute {
    return {
      faulty: true,
      admit: (url, headers) => this.caller(url, headers).refusal,
      open: (channel, url, _offered, headers) => {
        const { user } = this.caller(url, headers)
        // A token may end between the upgrade and the opening.
        if (!user) return dismiss(channel)
        this.channels.add(channel)
        channel.onClose(() => this.channels.delete(channel))
        attend(channel, user)
      },
    }
  }

  broadcast(frame: Frame, except?: Channel): void {
    for (const channel of this.channels) if (channel !== except) channel.send(frame)
  }

  /** Answers how many it dismissed. */
  dismissAll(): number {
    const all = [...this.channels]
    all.forEach(dismiss)
    return all.length
  }

  private caller(url: URL, { cookie }: IncomingHttpHeaders) {
    return this.gate.caller(cookie, url.searchParams.get('token') ?? undefined)
  }
}

function dismiss(channel: Channel): void {
  channel.send({ type: 'error', code: 'connection_error', message: 'Authentication failed' })
  channel.close(AUTHENTICATION_FAILED, 'Authentication failed')
}
