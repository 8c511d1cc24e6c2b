// The one room: who is in it, what was said, and who hears of it. It knows no frames: each generation of the server
// words what happened in its own.

import type { Clock } from '../../clock'
import { MessageLog, type Message } from './message-log'
import { RateLimit } from './rate-limit'

export const PRESENCES = ['online', 'away', 'busy', 'offline'] as const
export type Presence = (typeof PRESENCES)[number]

const MOST_CONNECTIONS_OF_A_USER = 3
const MINUTE_MS = 60_000

export type News =
  | { kind: 'message'; message: Message }
  | { kind: 'presence'; username: string; status: Presence }
  | { kind: 'typing'; username: string; isTyping: boolean }
  /** Somebody came or went. */
  | { kind: 'people' }

/** One connection of a user. */
export interface Guest {
  readonly username: string
  hear: (news: News) => void
}

export class Room {
  readonly log = new MessageLog()
  private readonly rate: RateLimit
  private readonly guests = new Set<Guest>()
  private readonly typing = new Set<Guest>()

  constructor(private readonly clock: Clock) {
    this.rate = new RateLimit(clock)
  }

  hasPlaceFor(username: string): boolean {
    return this.connectionsOf(username) < MOST_CONNECTIONS_OF_A_USER
  }

  /** Others hear of a user with the first connection, and again when the last one goes. */
  join(guest: Guest): void {
    const isNew = this.connectionsOf(guest.username) === 0
    this.guests.add(guest)
    if (isNew) this.usersChanged(guest, 'online')
  }

  leave(guest: Guest): void {
    this.typing.delete(guest)
    if (this.guests.delete(guest) && this.connectionsOf(guest.username) === 0) {
      this.usersChanged(guest, 'offline')
    }
  }

  /** Everybody hears it, the sender too. Answers in how many milliseconds to try again when it is one too many. */
  say(guest: Guest, text: string): number | undefined {
    const waitMs = this.rate.take(guest.username)
    if (waitMs !== undefined) return waitMs
    const message = this.log.append(guest.username, text, this.clock.now())
    for (const each of this.guests) each.hear({ kind: 'message', message })
    return undefined
  }

  setPresence({ username }: Guest, status: Presence): void {
    this.tellOthers({ kind: 'presence', username, status })
  }

  /** Others hear when it starts and when it stops. */
  setTyping(guest: Guest, isTyping: boolean): void {
    if (this.typing.has(guest) === isTyping) return
    if (isTyping) this.typing.add(guest)
    else this.typing.delete(guest)
    this.tellOthers({ kind: 'typing', username: guest.username, isTyping })
  }

  /** Names of those in the room, in the order of coming. */
  users(): string[] {
    return [...new Set([...this.guests].map(({ username }) => username))]
  }

  messagesInLastMinute(): number {
    return this.log.countSince(this.clock.now() - MINUTE_MS)
  }

  private connectionsOf(username: string): number {
    return [...this.guests].filter((guest) => guest.username === username).length
  }

  private usersChanged({ username }: Guest, status: Presence): void {
    this.tellOthers({ kind: 'presence', username, status })
    for (const each of this.guests) each.hear({ kind: 'people' })
  }

  private tellOthers(news: News & { username: string }): void {
    for (const each of this.guests) {
      if (each.username !== news.username) each.hear(news)
    }
  }
}
