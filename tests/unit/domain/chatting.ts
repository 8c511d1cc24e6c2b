// A chat that is told things as batches tell them, and read back in short.
import type { ChatMessage, ChatUpdate } from '../../../src/domain/chat-updates'
import type { RecordedMessage } from '../../../src/domain/conversation'
import { RecordedChat } from '../../../src/domain/recorded-chat'
import { NOON } from './recording'

/** By "ann" in "main" at noon, without an id, unless told otherwise. */
export function message(text: string, more: Partial<ChatMessage> = {}): ChatMessage {
  return { id: null, conversation: 'main', author: 'ann', text, time: NOON, ...more }
}

export function chatting() {
  const chat = new RecordedChat()
  const tell = (update: ChatUpdate, isLive = true, at = NOON): readonly RecordedMessage[] =>
    chat.take(update, at, at, isLive)
  /** Frames, one after the other. */
  const hear = (...messages: ChatMessage[]) =>
    messages.flatMap((one) => tell({ kind: 'messages', messages: [one] }))
  /** One answer to a question. */
  const read = (...messages: ChatMessage[]) => tell({ kind: 'messages', messages }, false)
  const texts = (conversation = 'main') =>
    chat.conversations.get(conversation)?.messages.map(({ text }) => text) ?? []
  return { chat, tell, hear, read, texts }
}
