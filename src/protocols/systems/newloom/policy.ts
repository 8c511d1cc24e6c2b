// How the links of NewLoom are kept alive (protocols/newloom-chat-and-streams.rst; PROTOCOLS.md, "Policies, side by side").
import type { CloseVerdict, LinkPolicy } from '../../protocol'
import { doubling } from '../../waits'
import { texts } from './texts'

/** What servers close with, and the document does not say (PROTOCOLS.md); all other codes mean what RFC 6455 says. */
const VERDICTS: ReadonlyMap<number, CloseVerdict> = new Map<number, CloseVerdict>([
  [4001, { action: 'reauthenticate', text: texts.closed.refused }],
  // "4002 is 'service not configured': every 30 s". Only its administrator can help, and nobody knows when.
  [4002, { action: 'retry', text: texts.closed.notConfigured, afterMs: 30_000 }],
])

export const chatPolicy: LinkPolicy = {
  // The document names none: rule C9.
  handshakeDeadlineMs: 10_000,
  // It greets nobody: up after 5 s open, or with a frame (PROTOCOLS.md).
  greeting: { expected: false, withinMs: 5_000 },
  // "Implement exponential backoff for reconnection attempts", Best Practices; the numbers are PROTOCOLS.md's.
  waitMs: doubling(1_000, 30_000),
  verdict: (code) => VERDICTS.get(code) ?? null,
  // There is nothing to ask for messages.
  polling: null,
  // "Send periodic heartbeat to keep connection alive", Heartbeat. Nothing answers it.
  keepAlive: { everyMs: 25_000, deadlineMs: null },
  // Nobody has to say anything.
  silentAfterCadences: null,
}

export const streamsPolicy: LinkPolicy = {
  ...chatPolicy,
  // Each 5 s (PROTOCOLS.md). From the first failure on: the running server has no such socket, so nothing else tells
  // of its streams, and where it has one a single question costs less than a stream that failed unseen.
  polling: { afterFailures: 1, afterUnavailableMs: null, everyMs: 5_000 },
  socketMayBeMissing: true,
}
