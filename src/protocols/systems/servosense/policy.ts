// How a ServoSense link is kept alive (protocols/servosense-workspaces.md; PROTOCOLS.md, "Policies, side by side").
import type { CloseVerdict, LinkPolicy } from '../../protocol'
import { doubling } from '../../waits'
import { texts } from './texts'

/** "MUST close the connection with an error code (e.g., 4401) on invalid/expired tokens", Authentication. */
function verdict(code: number, reason: string): CloseVerdict | null {
  if (code !== 4401) return null
  return { action: 'reauthenticate', text: texts.refused(reason.trim()) }
}

export const policy: LinkPolicy = {
  // The document names none: rule C9.
  handshakeDeadlineMs: 10_000,
  // It greets nobody: up after 5 s open, or with a frame (PROTOCOLS.md).
  greeting: { expected: false, withinMs: 5_000 },
  // "Backoff reconnect (e.g., 500ms → 1s → 2s → max 5s)", Client Behavior.
  waitMs: doubling(500, 5_000),
  verdict,
  // "If WS is unavailable for > N seconds, poll …/latest-readings/", Client Behavior; the numbers are PROTOCOLS.md's.
  polling: { afterFailures: null, afterUnavailableMs: 10_000, everyMs: 2_000 },
  // Nothing is sent on this socket.
  keepAlive: null,
  // A stopped simulator is silent and sound: "3 × cadence → poll once" (PROTOCOLS.md).
  silentAfterCadences: 3,
  pollOnceWhenSilent: true,
}
