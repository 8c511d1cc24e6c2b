// How a WebMACS link is kept alive (protocols/webmacs-datapoints.md and the field notes in PROTOCOLS.md).
import type { CloseVerdict, LinkPolicy } from '../../protocol'
import { doubling } from '../../waits'
import { texts } from './texts'

const REFUSALS: ReadonlyMap<string, string> = new Map(Object.entries(texts.refusals))

/** Every 1008 is about the sign-in; all other codes mean what RFC 6455 says. */
function verdict(code: number, reason: string): CloseVerdict | null {
  if (code !== 1008) return null
  return { action: 'reauthenticate', text: REFUSALS.get(reason) ?? texts.refused }
}

export const policy: LinkPolicy = {
  handshakeDeadlineMs: 10_000,
  greeting: { expected: true, withinMs: 10_000 },
  // 1, 2, 4 … 30 s: the document names no wait.
  waitMs: doubling(1_000, 30_000),
  verdict,
  // "After 3 consecutive failures … every 1500ms", Frontend Fallback Strategy.
  polling: { afterFailures: 3, afterUnavailableMs: null, everyMs: 1_500 },
  // "The built-in Vue frontend sends a ping every 25 seconds", Keep-Alive.
  keepAlive: { everyMs: 25_000, deadlineMs: 10_000 },
  silentAfterCadences: 3,
}
