// What one connection of the chat remembers: what was said and not answered, the dialect that was heard, our own name.
// It says what Watchdeck has to say.
import type { Outgoing } from '../../../domain/chat-updates'
import type { Update } from '../../../domain/updates'
import type { Encoder } from '../../protocol'
import { HeardDialect } from './dialect'
import { deployedMessage, disconnect, documentedMessage, heartbeat, typing } from './encode'
import type { MainChat } from './main-chat'
import type { Dialect } from './options'
import { texts } from './runtime-texts'
import { Unanswered } from './unanswered'

export interface ChatTerms {
  /** By an option; `null` where it is to be found out. */
  dialect: Dialect | null
  /** What to speak before anything was heard. */
  guess: () => Dialect
  main: MainChat
}

export class ChatConnection {
  readonly dialect: HeardDialect
  readonly main: MainChat
  readonly unanswered = new Unanswered()
  /** Whether anything was understood. */
  hasHeard = false
  #busyIn: string | null = null
  #name: string | null = null
  #toldName: string | null = null
  #refusesSigns = false
  /** A heartbeat was not refused until the next one: none will be. */
  #understandsSigns = false
  #toldTyping: boolean | null = null

  constructor({ dialect, guess, main }: ChatTerms) {
    this.dialect = new HeardDialect(dialect, guess)
    this.main = main
  }

  /** The name of the user, where it is known. */
  get name(): string | null {
    return this.#name
  }

  /** The server gave back what we wrote under this name. */
  isNamed(name: string): void {
    this.#name ??= name
  }

  /** The server does not understand that somebody is there, or types. */
  refusesSigns(): void {
    this.#refusesSigns = !this.dialect.isFixed
  }

  /** Who wrote what the user wrote. Where nobody knows the name, a word that stands for it from now on. */
  get ownName(): string {
    this.#name ??= texts.you
    return this.#name
  }

  /** The assistant works on a message there. */
  busy(conversation: string): Update {
    this.#busyIn = conversation
    return { kind: 'typing', conversation, person: texts.assistant, isTyping: true }
  }

  noLongerBusy(): Update[] {
    const conversation = this.#busyIn
    if (conversation === null) return []
    this.#busyIn = null
    return [{ kind: 'typing', conversation, person: texts.assistant, isTyping: false }]
  }

  /** What was learned and not told yet. */
  news(): Update[] {
    const news: Update[] = []
    if (this.#name !== null && this.#name !== this.#toldName) news.push({ kind: 'self', name: this.#name })
    this.#toldName = this.#name
    const takesTyping = this.dialect.known && this.#takesSigns
    if (takesTyping !== null && takesTyping !== this.#toldTyping) {
      news.push({ kind: 'chat-abilities', presence: false, typing: takesTyping })
      this.#toldTyping = takesTyping
    }
    return news
  }

  readonly encoder: Encoder = {
    // Nothing to say, but from here on it is known who says it.
    opening: (credentials) => {
      this.#name = credentials?.name ?? null
      return null
    },
    ping: () => this.#ping(),
    outgoing: (outgoing) => this.#say(outgoing),
    leaving: () => this.#sign(disconnect),
  }

  #say(outgoing: Outgoing): string | null {
    switch (outgoing.kind) {
      case 'message': {
        const { conversation, text } = outgoing
        const dialect = this.dialect.spoken
        const chat = this.main.chatOf(conversation)
        this.unanswered.add({ kind: 'message', conversation, text, dialect })
        return dialect === 'documented' ? documentedMessage(text, chat) : deployedMessage(text, chat)
      }
      case 'typing': {
        const { conversation, isTyping } = outgoing
        const name = this.#name
        return name === null ? null : this.#sign(() => typing(name, isTyping, this.main.chatOf(conversation)))
      }
      case 'presence':
        return null
    }
  }

  /** Only the documented server knows these. */
  get #takesSigns(): boolean {
    return this.dialect.spoken === 'documented' && !this.#refusesSigns
  }

  #ping(): string | null {
    this.#understandsSigns ||= this.unanswered.isSignFirst
    if (this.#understandsSigns) this.unanswered.forgetSigns()
    return this.#sign(heartbeat)
  }

  #sign(frame: () => string): string | null {
    if (!this.#takesSigns) return null
    if (!this.#understandsSigns) this.unanswered.add({ kind: 'sign' })
    return frame()
  }
}
