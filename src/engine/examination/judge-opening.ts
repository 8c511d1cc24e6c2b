// Judges how a live connection began: whether it opened, was let in, and spoke; and what it means that it was closed.
import { verdictOn } from '../../connection/verdicts'
import type { Judgement } from '../../domain/examination'
import type { CloseVerdict, LinkPolicy } from '../../protocols/protocol'
import { doctorTexts } from '../../texts/doctor'
import { secondsOf, spanWords } from './span-words'
import { failed, notice, ok } from './verdict'
import type { Visit } from './visit'

const { seen, remedies } = doctorTexts

/** What is needed to know of a visit in order to judge how it began. */
export type Begun = Pick<
  Visit,
  'isOpen' | 'closed' | 'refusal' | 'hasIntroduced' | 'firstFrameAfterMs' | 'valid'
>

/** What is known besides the visit. */
export interface Circumstances {
  policy: LinkPolicy
  /** Whether the source is configured with a way to sign in. */
  signsIn: boolean
  /** Whether the watched connection of the same user is up, and counts where a backend takes but so many. */
  isWatchedUp: boolean
}

/** Our own pages have as many connections of this user as the backend takes. */
export function judgeCrowded({ isWatchedUp }: Circumstances, most: number): Judgement {
  const words = seen.crowded(most)
  return isWatchedUp ? notice(words, remedies.crowded) : failed(words, remedies.crowded)
}

/** @param polls whether polls tell what this connection would; `null` where nobody asked */
export function judgeUpgrade(
  visited: Begun,
  circumstances: Circumstances,
  tookMs: number,
  polls: boolean | null,
): Judgement {
  const { policy } = circumstances
  if (visited.isOpen) return ok(seen.upgraded(spanWords(tookMs)))
  if (!visited.closed) {
    return failed(seen.upgradeHangs(secondsOf(policy.handshakeDeadlineMs)), remedies.proxyHangs)
  }
  const { action, text } = verdictOn(visited.closed.code, visited.closed.reason, policy)
  if (action === 'reauthenticate') return failed(seen.signInRefused(text), signInRemedy(circumstances))
  if (isForOurOwn(action, circumstances)) return notice(seen.noSecond(seen.upgradeRefused))
  if (polls === true) return notice(seen.noSuchSocket, remedies.noSuchSocket)
  return failed(seen.upgradeRefused, remedies.proxySocket)
}

export function judgeFirstFrame(visited: Begun, circumstances: Circumstances): Judgement {
  const { closed, refusal, hasIntroduced, firstFrameAfterMs, valid } = visited
  const { greeting } = circumstances.policy
  if (refusal) return judgeTurnedAway(refusal, circumstances)
  if (closed && valid === 0) return judgeClosing(closed, circumstances, seen.closedAtOnce)
  if (firstFrameAfterMs !== null) return ok(seen.firstFrame(spanWords(firstFrameAfterMs)))
  if (!greeting.expected) return ok(seen.noGreetingDue)
  const seconds = secondsOf(greeting.withinMs)
  return hasIntroduced
    ? failed(seen.neverAcknowledged(seconds), remedies.generation)
    : failed(seen.neverGreets(seconds), remedies.restart)
}

/** By a frame, at any time. */
export function judgeTurnedAway(
  { action, text }: Pick<CloseVerdict, 'action' | 'text'>,
  circumstances: Circumstances,
): Judgement {
  if (isForOurOwn(action, circumstances)) return notice(seen.noSecond(text))
  return failed(seen.turnedAway(text), turnedAwayRemedy(action, circumstances))
}

export function judgeClosing(
  { code, reason }: NonNullable<Begun['closed']>,
  circumstances: Circumstances,
  say: (code: number, words: string) => string,
): Judgement {
  const { action, text } = verdictOn(code, reason, circumstances.policy)
  const words = reason === '' || text.includes(reason) ? text : seen.withReason(text, reason)
  if (isForOurOwn(action, circumstances)) return notice(seen.noSecond(words))
  if (action !== 'reauthenticate') return failed(say(code, words), remedies.closed)
  const remedy = circumstances.signsIn ? remedies.signInOnSocket : remedies.configureSignIn
  return failed(seen.refusedOnSocket(code, words), remedy)
}

/** Where a user has but so many connections, the watched one may be why this one is turned away: that is no fault. */
function isForOurOwn(action: CloseVerdict['action'], { policy, isWatchedUp }: Circumstances): boolean {
  return isWatchedUp && policy.connectionsPerUser !== undefined && action !== 'reauthenticate'
}

function turnedAwayRemedy(action: CloseVerdict['action'], circumstances: Circumstances): string {
  if (action === 'reauthenticate') return signInRemedy(circumstances)
  return circumstances.policy.connectionsPerUser === undefined ? remedies.lookAtWords : remedies.elsewhere
}

function signInRemedy({ signsIn }: Circumstances): string {
  return signsIn ? remedies.signInAgain : remedies.configureSignIn
}
