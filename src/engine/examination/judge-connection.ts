// Judges what happened on a live connection once it was open: whether it was understood, answers, and goes on bringing
// what is new.
import type { Judgement } from '../../domain/examination'
import { doctorTexts } from '../../texts/doctor'
import { formatCount } from '../../texts/format'
import { judgeClosing, type Circumstances } from './judge-opening'
import { secondsOf, spanWords } from './span-words'
import { failed, notice, ok, skipped } from './verdict'
import type { Visit } from './visit'

const { seen, remedies, messages } = doctorTexts

/** What is needed to know of a visit in order to judge it. */
export type Visited = Pick<Visit, 'closed' | 'valid' | 'telling' | 'withData' | 'pongs' | 'rejection'> & {
  counters: { frames: number; rejected: number }
}

/** What the backend tells by polls while its live connection is silent. */
export type PolledMeanwhile = 'newer' | 'same' | 'unknown'

/** Values older than that are no live values. */
const OLD_MS = 60_000

export function judgeDecoding({ counters, telling, rejection, valid }: Visited): Judgement {
  const { frames, rejected } = counters
  if (rejection !== null && telling === 0) {
    return failed(seen.notUnderstood(messages(frames), rejection), remedies.dialect)
  }
  if (rejection !== null) {
    const words = seen.partlyUnderstood(formatCount(rejected), formatCount(rejected + valid), rejection)
    return notice(words, remedies.dialect)
  }
  return telling === 0 ? skipped(seen.nothingToDecode) : ok(seen.understood(messages(frames)))
}

/** @param tookMs the round trip, where it was answered */
export function judgeHeartbeat(
  visited: Visited,
  circumstances: Circumstances,
  waitedMs: number,
  tookMs: number,
): Judgement {
  if (visited.pongs > 0) return ok(seen.pong(spanWords(tookMs)))
  if (visited.closed) return judgeClosing(visited.closed, circumstances, seen.closedLater)
  const { keepAlive } = circumstances.policy
  // Where no deadline is kept, no answer proves nothing.
  return keepAlive !== null && keepAlive.deadlineMs !== null
    ? failed(seen.noPong(secondsOf(waitedMs)), remedies.pong)
    : skipped(seen.noPongDue)
}

/**
 * "Connected but not updating" (protocols/, Troubleshooting).
 * @param before frames with data that had come before the wait
 * @param ageMs how old the newest value is; `null` where the backend tells no times, or its clock is not known
 */
export function judgeUpdates(
  visited: Visited,
  circumstances: Circumstances,
  {
    before,
    waitedMs,
    ageMs,
    polled,
  }: { before: number; waitedMs: number; ageMs: number | null; polled: PolledMeanwhile },
): Judgement {
  const { policy } = circumstances
  if (visited.closed) return judgeClosing(visited.closed, circumstances, seen.closedLater)
  if (visited.withData > before) {
    if (ageMs !== null && ageMs > OLD_MS) return failed(seen.oldValues(spanWords(ageMs)), remedies.oldValues)
    return ok(seen.updates(messages(visited.withData)))
  }
  const seconds = secondsOf(waitedMs)
  if (polled === 'newer') return failed(seen.mute(seconds), remedies.mute)
  if (policy.silentAfterCadences === null) return skipped(seen.quiet)
  if (polled === 'same') return notice(seen.nothingNew(seconds), remedies.feed)
  // One poll asks about a silence where it can be sound: there, none that was answered proves nothing.
  return policy.pollOnceWhenSilent === true
    ? notice(seen.silent(seconds), remedies.feed)
    : failed(seen.silent(seconds), remedies.restart)
}
