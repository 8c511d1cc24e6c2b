// How a Control Center link is kept alive (protocols/control-center.md; PROTOCOLS.md, "Policies, side by side").
import type { CloseVerdict, LinkPolicy } from '../../protocol'
import { doubling } from '../../waits'
import { texts } from './texts'

/** "Close Codes" of the document; what it does not name means what RFC 6455 says. */
const VERDICTS: ReadonlyMap<number, CloseVerdict> = new Map<number, CloseVerdict>([
  // "Normal closure: No reconnection": the server is done with us, and polling goes on.
  [1000, { action: 'stop', text: texts.closed.normally }],
  // "Going away (server restart): Reconnect after 3s".
  [1001, { action: 'retry', text: texts.closed.goingAway }],
  // "Abnormal closure: Reconnect after 3s".
  [1006, { action: 'retry', text: texts.closed.brokenOff }],
  // "Policy violation: Alert user, no reconnect": it would only be violated again.
  [1008, { action: 'stop', text: texts.closed.policy }],
  // "Internal server error: Reconnect with backoff".
  [1011, { action: 'retry', text: texts.closed.failed }],
])

export const policy: LinkPolicy = {
  // The document names none: rule C9.
  handshakeDeadlineMs: 10_000,
  // A state each 2 s: the first is the greeting, and three that did not come are none (PROTOCOLS.md).
  greeting: { expected: true, withinMs: 6_000 },
  // BASE_DELAY × 2ⁿ, Reconnection Strategy. Where the document gives up after ten, we go on each 30 s.
  waitMs: doubling(3_000, 30_000),
  verdict: (code) => VERDICTS.get(code) ?? null,
  // "Function (partially) without WebSocket", Best Practices. From the first failure on: a state is stale after 6 s,
  // and the first wait and a handshake take longer. After 1000 and 1008 too, for a halt polls by itself.
  polling: { afterFailures: 1, afterUnavailableMs: null, everyMs: 2_000 },
  // "No client-to-server messages (read-only WebSocket)".
  keepAlive: null,
  // 6 s.
  silentAfterCadences: 3,
  // MAX_RECONNECT_ATTEMPTS, after which the document alerts the user.
  tellAfterAttempts: 10,
}
