// How the link state machine loses a socket and what follows: wait, renew the sign-in, or halt (rules C1 to C3).
import type { CloseVerdict } from '../protocols/protocol'
import { linkTexts } from '../texts/link'
import { waitBefore } from './backoff'
import {
  SOCKET_TIMERS,
  type DiagnosedFinding,
  type Failure,
  type LinkEffect,
  type LinkState,
} from './link-state'
import { noteAbsence, pollFailed, startPolling, startPollingIfDue, stopPolling } from './poll-steps'
import {
  failureOf,
  isOpen,
  isOpenOrOpening,
  isRenewing,
  andThen,
  unchanged,
  type StepContext,
  type StepResult,
} from './step-result'
import { verdictOn } from './verdicts'

/** After so many failures in a row a socket that did not even open is a riddle that REST may solve. */
const DIAGNOSE_AFTER = 2

export function closed(state: LinkState, code: number, reason: string, context: StepContext): StepResult {
  if (!isOpenOrOpening(state)) return unchanged(state)
  const verdict = verdictOn(code, reason, context.policy)
  const refused = state.socket === 'opening' && code === 1006
  const text = refused ? linkTexts.refusedUpgrade : verdict.text
  const result = fail(state, { ...failureOf(context, text), code, reason }, verdict, context)
  return refused ? diagnose(result) : result
}

/** A refusal within a frame: the socket may stand open for ever, so we close it. */
export function turnedAway(
  state: LinkState,
  { action, text }: Pick<CloseVerdict, 'action' | 'text'>,
  context: StepContext,
): StepResult {
  if (!isOpenOrOpening(state)) return unchanged(state)
  return andThen({ state, effects: hangUp(state) }, (open) =>
    fail(open, failureOf(context, text), { action }, context),
  )
}

/** We close, because the server does not keep a deadline. */
export function giveUp(state: LinkState, text: string, context: StepContext): StepResult {
  const result = andThen({ state, effects: hangUp(state) }, (open) =>
    fail(open, failureOf(context, text), { action: 'retry' }, context),
  )
  // Some proxies let the handshake hang instead of refusing it.
  return state.socket === 'opening' ? diagnose(result) : result
}

/** The socket is gone; the verdict says what follows. */
export function fail(
  state: LinkState,
  failure: Failure,
  verdict: Pick<CloseVerdict, 'action' | 'spread' | 'afterMs'>,
  context: StepContext,
): StepResult {
  if (verdict.action === 'stop') return halt(state, { ...failure, remedy: 'ask-administrator' }, context)
  if (verdict.action === 'reauthenticate') return reauthenticate(state, failure, context)
  const ms = waitBefore(state.attempt, context.policy, verdict, context.random)
  const attempt = state.attempt + 1
  const lost = attempt >= (context.policy.tellAfterAttempts ?? Infinity)
  const waiting = andThen(lose(state, context), (without) => ({
    state: { ...without, attempt, lost, failure, nextTryAt: context.now + ms },
    effects: [{ kind: 'start-timer', timer: 'retry', ms, connection: without.connection }],
  }))
  return andThen(waiting, (next) => startPollingIfDue(next, context))
}

/** A refused token is tried once more after a renewal, then the user is asked (C3). */
export function reauthenticate(state: LinkState, failure: Failure, context: StepContext): StepResult {
  if (context.signsIn === false) return halt(state, { ...failure, remedy: 'ask-administrator' }, context)
  if (!context.canRenew || state.renewed) return halt(state, { ...failure, remedy: 'sign-in' }, context)
  return andThen(lose(state, context), (without) => ({
    state: { ...without, attempt: without.attempt + 1, nextTryAt: null, failure },
    effects: [{ kind: 'stop-timer', timer: 'retry' }, { kind: 'renew-credentials' }],
  }))
}

/** A sign-in that could not be reached is an outage, and does not use up the one renewal. */
export function renewalFailed(
  state: LinkState,
  text: string,
  final: boolean,
  context: StepContext,
): StepResult {
  if (!isRenewing(state)) return unchanged(state)
  return withoutCredentials(final ? { ...state, renewed: true } : state, text, final, context)
}

/** Another sign-in may bring others; until then polling goes on with these, which no backend has refused. */
export function unfitCredentials(state: LinkState, text: string, context: StepContext): StepResult {
  return andThen(halt(state, failureOf(context, text, 'sign-in'), context), (halted) =>
    startPolling(halted, context),
  )
}

/** @param final whether only the user can change that */
export function withoutCredentials(
  state: LinkState,
  text: string,
  final: boolean,
  context: StepContext,
): StepResult {
  return final
    ? halt(state, failureOf(context, text, 'sign-in'), context)
    : fail(state, failureOf(context, text), { action: 'retry' }, context)
}

/** About the socket only: polling goes on, or begins, where REST may still answer. */
export function halt(state: LinkState, failure: Failure, context: StepContext): StepResult {
  const halted: StepResult = {
    state: { ...withoutSocket(state), socket: 'halted', nextTryAt: null, failure },
    effects: [
      ...socketTimersOff(state),
      { kind: 'stop-timer', timer: 'retry' },
      { kind: 'stop-timer', timer: 'unavailable' },
    ],
  }
  return failure.remedy === 'sign-in' ? halted : andThen(halted, (next) => startPolling(next, context))
}

/** A poll that is refused tells what a socket that does not open cannot: the sign-in is no longer good. */
export function refusedPoll(state: LinkState, text: string, context: StepContext): StepResult {
  if (state.poll === 'off') return unchanged(state)
  // Nobody signs in there: REST asks for what the socket may not, and no sign-in would help.
  if (context.signsIn === false) return pollFailed(state, text, context)
  const failure = failureOf(context, text, 'sign-in')
  // Asking on with a refused token would only fill the server's log.
  return andThen(stopPolling(state), (quiet) => {
    if (quiet.socket === 'halted') return halt(quiet, failure, context)
    if (quiet.socket === 'waiting' && !isRenewing(quiet)) return reauthenticate(quiet, failure, context)
    return unchanged({ ...quiet, failure: quiet.failure ?? failure })
  })
}

export function diagnosed(
  state: LinkState,
  finding: DiagnosedFinding,
  text: string,
  context: StepContext,
): StepResult {
  if (isOpen(state) && context.policy.quietAfterMs !== undefined)
    return diagnosedWhileOpen(state, finding, text, context)
  if (state.socket !== 'waiting' || isRenewing(state) || !state.failure) return unchanged(state)
  const failure: Failure = { ...state.failure, text }
  const isRefused = finding === 'refused' && context.signsIn !== false
  return isRefused ? reauthenticate(state, failure, context) : unchanged({ ...state, failure })
}

/** A socket that stands open though its backend is gone is closed; that REST answers proves it neither good nor bad. */
function diagnosedWhileOpen(
  state: LinkState,
  finding: DiagnosedFinding,
  text: string,
  context: StepContext,
): StepResult {
  if (finding === 'blocked' || finding === 'unexpected') return unchanged(state)
  const action = finding === 'refused' ? 'reauthenticate' : 'retry'
  return turnedAway(state, { action, text }, context)
}

/** Says goodbye where there is anybody to hear it. */
export function hangUp(state: LinkState): LinkEffect[] {
  if (!isOpenOrOpening(state)) return []
  return [{ kind: 'close', connection: state.connection, code: 1000, reason: '' }]
}

/** A state without its socket: the timers end with it (C6), and how long it is away counts from now. */
export function lose(state: LinkState, context: StepContext): StepResult {
  const lost: StepResult = { state: withoutSocket(state), effects: socketTimersOff(state) }
  return state.socket === 'delivering' ? andThen(lost, (without) => noteAbsence(without, context)) : lost
}

function withoutSocket(state: LinkState): LinkState {
  return { ...state, socket: 'waiting', delivered: false, silent: false, probing: false }
}

function socketTimersOff(state: LinkState): LinkEffect[] {
  return isOpenOrOpening(state) ? SOCKET_TIMERS.map((timer) => ({ kind: 'stop-timer', timer })) : []
}

function diagnose(result: StepResult): StepResult {
  if (result.state.socket !== 'waiting' || result.state.attempt < DIAGNOSE_AFTER) return result
  return andThen(result, (state) => ({
    state,
    effects: [{ kind: 'diagnose', connection: state.connection }],
  }))
}
