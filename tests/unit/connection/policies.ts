// Policies that the tests of the state machine run on: one system that greets, pings and polls after failures,
// and one that does none of that and polls after an absence.
import type { LinkPolicy } from '../../../src/protocols/protocol'
import { policy } from '../../../src/protocols/systems/webmacs/policy'
import { doubling } from '../../../src/protocols/waits'

export const webmacsPolicy: LinkPolicy = policy

export const quietPolicy: LinkPolicy = {
  handshakeDeadlineMs: 10_000,
  greeting: { expected: false, withinMs: 5_000 },
  waitMs: doubling(500, 5_000),
  verdict: (code) => (code === 4401 ? { action: 'stop', text: 'Refused.' } : null),
  polling: { afterFailures: null, afterUnavailableMs: 10_000, everyMs: 2_000 },
  keepAlive: null,
  silentAfterCadences: 3,
}
