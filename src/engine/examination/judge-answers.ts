// Judges what a backend answered over HTTP: whether it is there, well, lets this user in, and tells what is asked.
import type { Judgement } from '../../domain/examination'
import type { Health, Update } from '../../domain/updates'
import { doctorTexts } from '../../texts/doctor'
import type { Attempt, Exchange } from './instruments'
import { secondsOf, spanWords } from './span-words'
import { failed, notice, ok } from './verdict'

const { seen, remedies } = doctorTexts

/** Whether a backend of some kind spoke: data, or a refusal. A web page, or a path that nobody knows, proves nothing. */
export function isBackend({ status, isWebPage }: Exchange): boolean {
  if (status === null || isGateway(status)) return false
  if (status === 401 || status === 403 || status >= 500) return true
  return !isWebPage && status !== 404
}

/**
 * @param exchanges everything that was asked to find it out
 * @param isThere whether somebody is there who does not let this page read
 * @param narrowedBy labels of the options that say where the paths are
 */
export function judgeReach(
  exchanges: readonly Exchange[],
  host: string,
  isThere: boolean,
  narrowedBy: readonly string[],
): Judgement {
  const spoke = exchanges.find(isBackend)
  if (spoke) return ok(seen.answers(host, spanWords(spoke.tookMs)))
  const gateway = exchanges.find(({ status }) => status !== null && isGateway(status))
  if (gateway) return failed(seen.gateway(host, gateway.status ?? 502), remedies.gateway)
  if (isThere) return failed(seen.forbiddenByOrigin(host), remedies.origin)
  const path = narrowedBy.length === 0 ? remedies.path : remedies.pathOrOption(narrowedBy.join('”, “'))
  if (exchanges.some(({ isWebPage }) => isWebPage)) return failed(seen.webPage(host), path)
  if (exchanges.some(({ status }) => status !== null)) return failed(seen.notFound(host), path)
  const late = exchanges.find(({ timedOut }) => timedOut)
  if (late) return failed(seen.timedOut(host, secondsOf(late.tookMs)), remedies.busy)
  return failed(seen.unanswered(host), remedies.start)
}

export function judgeHealth(attempt: Attempt<Health>): Judgement {
  if (!attempt.ok) return notice(seen.healthUnread(attempt.failure.words), remedies.health)
  const { status, facts } = attempt.answer
  const told = facts.map(({ name, value }) => (name === '' ? value : `${name}: ${value}`)).join(', ')
  if (status === 'unavailable') return failed(seen.healthUnavailable(told), remedies.health)
  return status === 'ok' ? ok(seen.healthOk) : notice(seen.healthDegraded(told), remedies.health)
}

/** How a source says who we are: not at all, by a name only, by a token, or by a cookie that the browser keeps. */
export type SignedInBy = 'nobody' | 'name' | 'token' | 'cookie'

const ADMITTED: Record<SignedInBy, string> = {
  nobody: seen.openSource,
  name: seen.nameUnasked,
  token: seen.signedIn,
  cookie: seen.signedIn,
}

export function judgeAdmission(attempt: Attempt<unknown>, by: SignedInBy): Judgement {
  if (attempt.ok) return ok(ADMITTED[by])
  const { kind, words } = attempt.failure
  if (by === 'nobody') {
    // What else fails without a sign-in is not about it: the next step tells.
    const isWanted = kind === 'unauthorized' || kind === 'forbidden'
    return isWanted ? failed(seen.signInWanted(words), remedies.configureSignIn) : ok(seen.openSource)
  }
  if (kind === 'unauthorized') {
    return failed(seen.signInRefused(words), by === 'cookie' ? remedies.cookie : remedies.signInAgain)
  }
  if (kind === 'forbidden') return failed(seen.signInForbidden(words), remedies.signInElsewhere)
  return notice(seen.signInUnproven(words), remedies.backendLog)
}

/** Nobody is signed in, and nobody could be unasked. */
export function judgeMissingSignIn(attempt: Refused, by: SignedInBy): Judgement {
  const { failure } = attempt
  const words = seen.notSignedIn(failure.words)
  if (failure.kind === 'unexpected') return failed(words, remedyOf(attempt))
  if (failure.kind === 'unreachable') return failed(words, remedies.backendLog)
  return failed(words, by === 'cookie' ? remedies.cookie : remedies.signIn)
}

/** Who is signed in by a cookie reads, and is refused whatever changes something. */
export function judgeUnreadableCookie(name: string): Judgement {
  return failed(seen.csrfUnreadable(name), remedies.csrf)
}

export function judgeMetadata(attempt: Attempt<readonly Update[]>): Judgement {
  if (!attempt.ok) return failed(seen.metadataUnread(attempt.failure.words), remedyOf(attempt))
  const { answer } = attempt
  const rejection = answer.find((update) => update.kind === 'rejection')?.rejection
  if (rejection) return notice(seen.metadataPartly(rejection.reason), remedies.dialect)
  if (answer.some((update) => update.kind === 'limits' && update.access === 'forbidden')) {
    return notice(seen.limitsForbidden, remedies.limits)
  }
  const contents = contentsOf(answer)
  return ok(contents.length === 0 ? seen.nothingListed : seen.metadataRead(contents.join(', ')))
}

export function judgePolling(attempt: Attempt<readonly Update[]>): Judgement {
  if (!attempt.ok) {
    const { status, words } = attempt.failure
    if (status === 404 || status === 405) return failed(seen.pollingMissing(words), remedies.polling)
    return failed(seen.pollingFailed(words), remedyOf(attempt))
  }
  const contents = contentsOf(attempt.answer)
  const rejection = attempt.answer.find((update) => update.kind === 'rejection')?.rejection
  if (rejection && contents.length === 0)
    return failed(seen.pollingUnread(rejection.reason), remedies.dialect)
  return ok(contents.length === 0 ? seen.polledNothing : seen.polled(contents.join(', ')))
}

export function judgeHistory(attempt: Attempt<readonly Update[]>): Judgement {
  return attempt.ok
    ? ok(seen.historyRead(doctorTexts.values(readingsIn(attempt.answer))))
    : failed(seen.historyFailed(attempt.failure.words), remedies.history)
}

type Refused = Extract<Attempt<unknown>, { ok: false }>

function remedyOf({ failure, exchanges }: Refused): string {
  if (failure.kind === 'unauthorized') return remedies.signInAgain
  if (failure.kind === 'forbidden') return remedies.signInElsewhere
  if (exchanges.some(({ isWebPage, status }) => isWebPage && (status ?? 500) < 400)) return remedies.path
  if (failure.kind === 'unreachable') return remedies.busy
  return failure.status !== null && failure.status < 500 ? remedies.lookAtWords : remedies.backendLog
}

function readingsIn(updates: readonly Update[]): number {
  return updates.reduce((sum, update) => sum + (update.kind === 'readings' ? update.readings.length : 0), 0)
}

/** What an answer holds, each with its count; what there is none of is not named. */
function contentsOf(updates: readonly Update[]): string[] {
  let [sensors, jobs, messages] = [0, 0, 0]
  for (const update of updates) {
    if (update.kind === 'sensors') sensors += update.sensors.length
    else if (update.kind === 'jobs') jobs += update.jobs.length
    else if (update.kind === 'messages') messages += update.messages.length
  }
  return doctorTexts.contents({ sensors, jobs, messages, values: readingsIn(updates) })
}

/** A proxy that answers in place of the backend. */
function isGateway(status: number): boolean {
  return status >= 502 && status <= 504
}
