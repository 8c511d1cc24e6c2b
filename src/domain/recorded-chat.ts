// The chat of one source as far as it is known: conversations with their messages, people with their presence.
// Bounded; it judges nothing.
import { ChatPeople } from './chat-people'
import { ChatTyping } from './chat-typing'
import type { ChatMessage, ChatUpdate } from './chat-updates'
import { RecordedConversation, type Arrival, type RecordedMessage } from './conversation'
import type { EpochMs } from './updates'

export const CONVERSATIONS_KEPT = 200
/** Characters of all messages: 64 MB at most. */
export const CHARACTERS_KEPT = 32 * 1_048_576

const NOTHING: readonly RecordedMessage[] = []

export class RecordedChat {
  /** As whom the backend knows us. */
  self: string | null = null
  /** What the server that is spoken to understands; `null` until it is learned. */
  abilities: { presence: boolean; typing: boolean } | null = null
  readonly people = new ChatPeople()
  readonly typing = new ChatTyping()
  /** Conversations that were let go of, and messages with them or before them (T6). */
  droppedConversations = 0
  droppedMessages = 0
  /** In the order in which they were first told. */
  readonly conversations = new Map<string, RecordedConversation>()
  readonly #usedAt = new Map<string, number>()
  #messages = 0
  #uses = 0
  #length = 0

  /**
   * Answers the messages that are new.
   * @param arrivedAt when it came, on the backend's clock
   * @param at the same moment on this machine's clock
   * @param isLive it came by itself, not as the answer to a question
   */
  take(update: ChatUpdate, arrivedAt: EpochMs, at: EpochMs, isLive: boolean): readonly RecordedMessage[] {
    switch (update.kind) {
      case 'self':
        this.self = update.name
        this.people.meet(update.name)
        return NOTHING
      case 'chat-abilities':
        this.abilities = { presence: update.presence, typing: update.typing }
        return NOTHING
      case 'messages': {
        const nextNumber = (): number => ++this.#messages
        return this.#takeMessages(update, { at: arrivedAt, isLive, nextNumber })
      }
      case 'conversation':
        this.#conversation(update.conversation).title = update.title
        return NOTHING
      case 'presence':
        this.people.setPresence(update.person, update.presence)
        return NOTHING
      case 'connected':
        this.people.setConnected(update.people, update.count)
        return NOTHING
      case 'typing':
        this.people.meet(update.person)
        if (update.isTyping) this.typing.begin(update.conversation, update.person, at)
        else this.typing.end(update.conversation, update.person)
        return NOTHING
      case 'message-refused':
        return NOTHING
    }
  }

  /** The connection is gone: who is there, and who types, is no longer known. */
  interrupt(): void {
    this.people.interrupt()
    this.typing.clear()
  }

  /** A connection is there again: until an answer tells, something may have been missed (T4). */
  miss(): void {
    for (const conversation of this.conversations.values()) conversation.miss()
  }

  /** A question was answered in full, and there is nothing before what is kept. */
  noteStart(conversation: string): void {
    this.#conversation(conversation).noteStart()
  }

  #takeMessages(
    { messages, reachesStart = false }: Extract<ChatUpdate, { kind: 'messages' }>,
    arrival: Arrival,
  ): readonly RecordedMessage[] {
    const added: RecordedMessage[] = []
    for (const [id, told] of byConversation(messages)) {
      const conversation = this.#conversation(id)
      const { length, dropped } = conversation
      for (const message of conversation.take(told, arrival)) added.push(message)
      this.#length += conversation.length - length
      this.droppedMessages += conversation.dropped - dropped
      if (reachesStart) this.noteStart(id)
      for (const { author, automatic = false } of told) {
        if (author === null) continue
        if (!automatic) this.people.meet(author)
        if (arrival.isLive) this.typing.end(id, author)
      }
    }
    this.#makeRoom()
    return added
  }

  /** The longest conversation loses its oldest message until all of them fit. */
  #makeRoom(): void {
    while (this.#length > CHARACTERS_KEPT) {
      const longest = [...this.conversations.values()].reduce((a, b) => (b.length > a.length ? b : a))
      this.#length -= longest.length
      longest.dropOldest()
      this.#length += longest.length
      this.droppedMessages++
    }
  }

  #conversation(id: string): RecordedConversation {
    this.#usedAt.set(id, ++this.#uses)
    const known = this.conversations.get(id)
    if (known) return known
    if (this.conversations.size >= CONVERSATIONS_KEPT) this.#dropConversation()
    const conversation = new RecordedConversation(id)
    this.conversations.set(id, conversation)
    return conversation
  }

  /** The one that was not heard of for the longest time makes room. */
  #dropConversation(): void {
    let oldest: RecordedConversation | null = null
    let oldestUse = Infinity
    for (const conversation of this.conversations.values()) {
      const use = this.#usedAt.get(conversation.id) ?? 0
      if (use < oldestUse) [oldest, oldestUse] = [conversation, use]
    }
    if (!oldest) return
    this.conversations.delete(oldest.id)
    this.#usedAt.delete(oldest.id)
    this.#length -= oldest.length
    this.droppedConversations++
    this.droppedMessages += oldest.messages.length
  }
}

function byConversation(messages: readonly ChatMessage[]): Map<string, ChatMessage[]> {
  const grouped = new Map<string, ChatMessage[]>()
  for (const message of messages) {
    const own = grouped.get(message.conversation)
    if (own) own.push(message)
    else grouped.set(message.conversation, [message])
  }
  return grouped
}
