// Everything that Watchdeck sends to NewLoom, as frames. Which of them a server understands is the dialect's business.

/** The documented "Send Message"; without a chat the server has to know which one is meant. */
export function documentedMessage(text: string, chat: string | null): string {
  return JSON.stringify({ type: 'message', content: text, ...chatId(chat) })
}

/** {message, chat_id?}: without a chat the server opens one (field note). */
export function deployedMessage(text: string, chat: string | null): string {
  return JSON.stringify({ message: text, ...chatId(chat) })
}

export function typing(user: string, isTyping: boolean, chat: string | null): string {
  return JSON.stringify({ type: 'typing', ...chatId(chat), user, is_typing: isTyping })
}

export function heartbeat(): string {
  return JSON.stringify({ type: 'heartbeat' })
}

/** "Clean disconnection message". */
export function disconnect(): string {
  return JSON.stringify({ type: 'disconnect' })
}

/** The document's ids are numbers; one that came as a text goes back as one. */
function chatId(chat: string | null): { chat_id?: number | string } {
  if (chat === null) return {}
  const number = Number(chat)
  return { chat_id: Number.isSafeInteger(number) && String(number) === chat ? number : chat }
}
