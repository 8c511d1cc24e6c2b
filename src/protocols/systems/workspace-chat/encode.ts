// Everything that Watchdeck sends on a Workspace chat, frame by frame ("Client → Server", and the field notes).
import type { Presence } from '../../../domain/chat-updates'

/** The types of what is sent. */
export type SentType = 'auth' | 'ping' | 'message:send' | 'presence:update' | 'typing:indicator'

export function encodeMessage(text: string): string {
  return frame('message:send', { text })
}

export function encodePresence(status: Presence): string {
  return frame('presence:update', { status })
}

export function encodeTyping(isTyping: boolean): string {
  return frame('typing:indicator', { isTyping })
}

/** The document asks for pings and shows none; this is the one of the servers (PROTOCOLS.md). */
export function encodePing(): string {
  return frame('ping', {})
}

/** The first frame to newer servers (field note). */
export function encodeAuth(token: string): string {
  return frame('auth', { token })
}

function frame(type: SentType, fields: Readonly<Record<string, string | boolean>>): string {
  return JSON.stringify({ type, ...fields })
}
