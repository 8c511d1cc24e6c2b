// How a Workspace chat link is kept alive (protocols/workspace-chat.md; PROTOCOLS.md, "Policies, side by side").
import type { ChatAbilities, LinkPolicy } from '../../protocol'
import { doubling } from '../../waits'
import { verdict } from './refusals'

export const policy: LinkPolicy = {
  // "Connection timeout: 30 seconds", Performance Considerations.
  handshakeDeadlineMs: 30_000,
  // "connected: Sent immediately after connection", Server → Client; how long that may take is ours (C9).
  greeting: { expected: true, withinMs: 10_000 },
  // `reconnectDelay = 3000` and "Implement exponential backoff for reconnection attempts", Best Practices; at most 30 s.
  waitMs: doubling(3_000, 30_000),
  // What newer servers put into words; else what RFC 6455 says.
  verdict,
  // From the first failure on: a chat is read as it is written, and the first wait and a handshake take up to half
  // a minute. Every 5 s, PROTOCOLS.md.
  polling: { afterFailures: 1, afterUnavailableMs: null, everyMs: 5_000 },
  // "Send periodic ping messages to detect stale connections", Best Practices; it also keeps open what would be closed
  // by "Close idle connections after 5 minutes", Security Notes. Deployed servers do not answer, so nothing is proven by that.
  keepAlive: { everyMs: 25_000, deadlineMs: null },
  quietAfterMs: 60_000,
  // People may well be quiet.
  silentAfterCadences: null,
  // `maxReconnectAttempts = 5`, after which the document gives up.
  tellAfterAttempts: 5,
  // "Maximum concurrent connections per user: 3", Performance Considerations.
  connectionsPerUser: 3,
}

export const chat: ChatAbilities = {
  link: 'chat',
  hasConversations: false,
  hasHistory: true,
  presence: true,
  typing: true,
  // "Message rate limit: 100 messages per minute per user" and "Maximum payload size: 1 MB", Performance Considerations.
  messagesPerMinute: 100,
  frameBytes: 1_048_576,
}
