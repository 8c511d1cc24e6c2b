// What one connection knows: as whom it speaks, in which dialect, and what it sent that may yet be refused.
import type { Outgoing } from '../../../domain/chat-updates'
import type { Credentials, Encoder } from '../../protocol'
import { encodeAuth, encodeMessage, encodePing, encodePresence, encodeTyping, type SentType } from './encode'
import { Dialect, type Generation } from './generation'

/** Without messages there is no chat, and a refused sign-in is no unknown frame. */
const MAY_BE_UNKNOWN: readonly SentType[] = ['ping', 'presence:update', 'typing:indicator']

export class Connection implements Encoder {
  readonly dialect: Dialect
  /** As whom the backend knows us; until it says so, as whom we came. */
  self: string | null = null
  readonly #sent = new Set<SentType>()
  #isMessageUnanswered = false

  constructor(fixed: Generation | null) {
    this.dialect = new Dialect(fixed)
  }

  opening(credentials: Credentials | null): string | null {
    this.self = credentials?.name ?? null
    const token = credentials?.token ?? null
    return token === null ? null : this.#say('auth', () => encodeAuth(token))
  }

  ping(): string | null {
    return this.#say('ping', encodePing)
  }

  outgoing(outgoing: Outgoing): string | null {
    switch (outgoing.kind) {
      case 'message':
        this.#isMessageUnanswered = true
        return this.#say('message:send', () => encodeMessage(outgoing.text))
      case 'presence':
        return this.#say('presence:update', () => encodePresence(outgoing.presence))
      case 'typing':
        return this.#say('typing:indicator', () => encodeTyping(outgoing.isTyping))
    }
  }

  /** "Broadcasted to all connected users", so an own message comes back: then it was taken. */
  hearMessageOf(author: string | null): void {
    if (author === this.self || this.self === null) this.#isMessageUnanswered = false
  }

  /**
   * What an error is about: something that this server does not know, as far as it names it, or the message that was
   * sent last and has not come back.
   */
  hearError(words: string): 'unknown-frame' | 'message' | 'anything' {
    const named = words.split(/[^\w:]+/)
    const unknown = MAY_BE_UNKNOWN.find((type) => this.#sent.has(type) && named.includes(type))
    if (unknown !== undefined) {
      this.dialect.refuse(unknown)
      return 'unknown-frame'
    }
    if (!this.#isMessageUnanswered) return 'anything'
    this.#isMessageUnanswered = false
    return 'message'
  }

  #say(type: SentType, encode: () => string): string | null {
    if (!this.dialect.understands(type)) return null
    this.#sent.add(type)
    return encode()
  }
}
