// The vocabulary of chats: messages, people, typing. People are known by the name that they write under, compared
// character by character: the protocols have no other id that stays the same.
import type { EpochMs } from './epoch-ms'

export const PRESENCES = ['online', 'away', 'busy', 'offline'] as const
export type Presence = (typeof PRESENCES)[number]

export interface ChatMessage {
  /** Stays the same for every client and every reading; `null` where the backend has none such: then conversation, author, text and time tell a message apart. */
  id: string | null
  /** The backend's own id of the conversation; `MAIN_CONVERSATION` where it has but one. */
  conversation: string
  /** `null` when the backend did not say who wrote it. */
  author: string | null
  /** Empty when the backend sent none. */
  text: string
  /** `null` when the backend sent none: then it is the arrival's. */
  time: EpochMs | null
  /** Written by a program, such as the answer of an assistant. */
  automatic?: boolean
}

/** The one conversation of a backend that has no more. */
export const MAIN_CONVERSATION = 'main'

/** What a frame or an answer can mean to a chat. */
export type ChatUpdate =
  /** As whom the backend knows this connection. */
  | { kind: 'self'; name: string }
  /** What the server that is spoken to understands; told when it is learned. */
  | { kind: 'chat-abilities'; presence: boolean; typing: boolean }
  /** In any order; those that are known already change nothing. */
  | {
      kind: 'messages'
      messages: ChatMessage[]
      /** The answer to a lookup reached the first message that there is. */
      reachesStart?: boolean
    }
  /** The backend did not take what was sent last. */
  | { kind: 'message-refused'; text: string }
  | { kind: 'conversation'; conversation: string; title: string }
  | { kind: 'presence'; person: string; presence: Presence }
  /** Who is connected now; one that is not among them is not. `null` where only the count is told. */
  | { kind: 'connected'; people: string[] | null; count: number }
  | { kind: 'typing'; conversation: string; person: string; isTyping: boolean }

/** What a user can say on a link. */
export type Outgoing =
  | { kind: 'message'; conversation: string; text: string }
  | { kind: 'typing'; conversation: string; isTyping: boolean }
  | { kind: 'presence'; presence: Presence }
