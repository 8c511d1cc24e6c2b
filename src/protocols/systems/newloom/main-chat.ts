// Which chat of the server is meant by `MAIN_CONVERSATION`: the one that the source's options name, else the one that
// the server opened for the first message to it. Kept for a source, for a new connection does not close a chat.
import { MAIN_CONVERSATION } from '../../../domain/chat-updates'

export class MainChat {
  /** @param id of the chat, or `null` while there is none */
  constructor(private id: string | null) {}

  /** As a conversation of ours; what names no chat is in the main one. */
  conversationOf(chat: string | null): string {
    return chat === null || chat === this.id ? MAIN_CONVERSATION : chat
  }

  /** As a chat of the server; `null` while it has none. */
  chatOf(conversation: string): string | null {
    return conversation === MAIN_CONVERSATION ? this.id : conversation
  }

  /** The server took a message to `conversation` into this chat. */
  opened(conversation: string, chat: string | null): void {
    if (conversation === MAIN_CONVERSATION) this.id ??= chat
  }
}
