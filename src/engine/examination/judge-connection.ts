// Judges what happened on a live connection: whether it opened, spoke, was understood, answers, and goes on bringing
// new values.
import { verdictOn } from '../../connection/verdicts'
import type { Judgement } from '../../domain/examination'
import type { LinkPolicy } from '../../protocols/protocol'
import { doctorTexts } from '../../texts/doctor'
import { formatCount } from '../../texts/format'
import { secondsOf, spanWords } from './span-words'
import { failed, notice, ok, skipped } from './verdict'
import type { Visit } from './visit'

const { seen, remedies, messages } = doctorTexts

/** What is needed to know of a visit in order to judge it. */
export type Visited = Pick<
  Visit,
  | 'isOpen'
  | 'closed'
  | 'refusal'
  | 'firstFrameAfterMs'
  | 'valid'
  | 'telling'
  | 'withData'
  | 'pongs'
  | 'rejection'
  | 'newest'
> & { counters: { frames: number; rejected: number } }

/** What the backend tells by polls while its live connection is silent. */
export type PolledMeanwhile = 'newer' | 'same' | 'unknown'

/** Values older than that are no live values. */
const OLD_MS = 60_000

export function judgeUpgrade(visited: Visited, policy: LinkPolicy, tookMs: number): Judgement {
  if (visited.isOpen) return ok(seen.upgraded(spanWords(tookMs)))
  if (!visited.closed) {
    return failed(seen.upgradeHangs(secondsOf(policy.handshakeDeadlineMs)), remedies.proxyHangs)
  }
  const { action, text } = verdictOn(visited.closed.code, visited.closed.reason, policy)
  if (action === 'reauthenticate') return failed(seen.signInRefused(text), remedies.signInAgain)
  return failed(seen.upgradeRefused, remedies.proxySocket)
}

export function judgeFirstFrame(visited: Visited, policy: LinkPolicy): Judgement {
  const { closed, refusal, firstFrameAfterMs, valid } = visited
  if (refusal) {
    const isAboutSignIn = refusal.action === 'reauthenticate'
    return failed(seen.turnedAway(refusal.text), isAboutSignIn ? remedies.signInAgain : remedies.lookAtWords)
  }
  if (closed && valid === 0) return judgeClosing(closed, policy, seen.closedAtOnce)
  if (firstFrameAfterMs !== null) return ok(seen.firstFrame(spanWords(firstFrameAfterMs)))
  if (!policy.greeting.expected) return ok(seen.noGreetingDue)
  return failed(seen.neverGreets(secondsOf(policy.greeting.withinMs)), remedies.restart)
}

function judgeClosing(
  { code, reason }: NonNullable<Visited['closed']>,
  policy: LinkPolicy,
  say: (code: number, words: string) => string,
): Judgement {
  const { action, text } = verdictOn(code, reason, policy)
  const words = reason === '' || text.includes(reason) ? text : seen.withReason(text, reason)
  return action === 'reauthenticate'
    ? failed(seen.refusedOnSocket(code, words), remedies.signInOnSocket)
    : failed(say(code, words), remedies.closed)
}

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
export function judgeHeartbeat(visited: Visited, policy: LinkPolicy, waitedMs: number, tookMs: number) {
  if (visited.pongs > 0) return ok(seen.pong(spanWords(tookMs)))
  if (visited.closed) return judgeClosing(visited.closed, policy, seen.closedLater)
  const words = seen.noPong(secondsOf(waitedMs))
  const isDue = policy.keepAlive !== null && policy.keepAlive.deadlineMs !== null
  // Where no deadline is kept, no answer proves nothing.
  return isDue ? failed(words, remedies.pong) : skipped(words)
}

/**
 * "Connected but not updating" (protocols/, Troubleshooting).
 * @param before frames with data that had come before the wait
 * @param ageMs how old the newest value is; `null` where the backend tells no times, or its clock is not known
 */
export function judgeUpdates(
  visited: Visited,
  policy: LinkPolicy,
  {
    before,
    waitedMs,
    ageMs,
    polled,
  }: { before: number; waitedMs: number; ageMs: number | null; polled: PolledMeanwhile },
): Judgement {
  if (visited.closed) return judgeClosing(visited.closed, policy, seen.closedLater)
  if (visited.withData > before) {
    if (ageMs !== null && ageMs > OLD_MS) return failed(seen.oldValues(spanWords(ageMs)), remedies.oldValues)
    return ok(seen.updates(messages(visited.withData)))
  }
  if (policy.silentAfterCadences === null) return skipped(seen.quiet)
  const seconds = secondsOf(waitedMs)
  if (polled === 'newer') return failed(seen.mute(seconds), remedies.mute)
  if (polled === 'same') return notice(seen.nothingNew(seconds), remedies.feed)
  // One poll asks about a silence where it can be sound: there, none that was answered proves nothing.
  return policy.pollOnceWhenSilent === true
    ? notice(seen.silent(seconds), remedies.feed)
    : failed(seen.silent(seconds), remedies.restart)
}
