// How long to wait before the next attempt: documented delays with jitter, pure (rule C1).
import type { CloseVerdict, LinkPolicy } from '../protocols/protocol'

const JITTER = 0.2
/** 1012 and 1013 send everybody away at once: they come back spread over this much more. */
const SPREAD_MS = 10_000
const SLOWEST_POLL_MS = 30_000

/** @param random from 0 up to, not including, 1 */
export function waitBefore(
  attempt: number,
  policy: LinkPolicy,
  verdict: Pick<CloseVerdict, 'spread' | 'afterMs'>,
  random: number,
): number {
  const documented = verdict.afterMs ?? policy.waitMs(attempt)
  const jittered = documented * (1 - JITTER + 2 * JITTER * random)
  return Math.round(verdict.spread ? jittered + SPREAD_MS * random : jittered)
}

/** Polls back off too when they fail: doubled each time, 30 s at most. */
export function waitBeforePoll(failures: number, everyMs: number): number {
  return Math.min(everyMs * 2 ** Math.min(failures, 10), Math.max(SLOWEST_POLL_MS, everyMs))
}
