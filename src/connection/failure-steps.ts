// How the link state machine loses a socket and what follows: wait, renew the sign-in, or halt (rules C1 to C3).
import type { CloseVerdict } from '../protocols/protocol'
import { linkTexts } from '../texts/link'
import { waitBefore } from './backoff'
import type { Failure, LinkEffect, LinkState } from './link-state'
import { startPolling, startPollingIfDue } from './poll-steps'
import { failureOf, isOpenOrOpening, then, unchanged, type StepContext, type StepResult } from './step-result'
import { verdictOn } from './verdicts'

/** After so many sockets that never opened, REST is asked why. */
const DIAGNOSE_AFTER = 2
const SOCKET_TIMERS = ['handshake', 'greeting', 'stability', 'ping', 'pong'] as const

export function closed(state: LinkState, code: number, reason: string, context: StepContext): StepResult {
  if (!isOpenOrOpening(state)) return unchanged(state)
  const verdict = verdictOn(code, reason, context.policy)
  const refused = state.socket === 'opening' && code === 1006
  const text = refused ? linkTexts.refusedUpgrade : verdict.text
  const result = fail(state, { ...failureOf(context, text), code, reason }, verdict, context)
  if (refused && result.state.attempt >= DIAGNOSE_AFTER) {
    result.effects.push({ kind: 'diagnose', connection: state.connection })
  }
  return result
}

/** The socket is gone; the verdict says what follows. */
export function fail(
  state: LinkState,
  failure: Failure,
  verdict: Pick<CloseVerdict, 'action' | 'spread'>,
  context: StepContext,
): StepResult {
  if (verdict.action === 'stop') return halt(state, { ...failure, remedy: 'ask-administrator' }, context)
  if (verdict.action === 'reauthenticate') return reauthenticate(state, failure, context)
  const wait = waitBefore(state.attempt, context.policy, verdict, context.random)
  const waiting: LinkState = { ...withoutSocket(state), attempt: state.attempt + 1, failure }
  const effects: LinkEffect[] = [...socketTimersOff(state), { kind: 'start-timer', timer: 'retry', ms: wait }]
  const away = context.policy.polling?.afterUnavailableMs ?? null
  if (away !== null && state.socket === 'delivering') {
    effects.push({ kind: 'start-timer', timer: 'unavailable', ms: away })
  }
  return then({ state: { ...waiting, nextTryAt: context.now + wait }, effects }, (next) =>
    startPollingIfDue(next, context),
  )
}

/** We close, because the server does not keep a deadline. */
export function giveUp(state: LinkState, text: string, context: StepContext): StepResult {
  const result = fail(state, failureOf(context, text), { action: 'retry' }, context)
  return { ...result, effects: [...closing(state), ...result.effects] }
}

/** A refused token is tried once more after a renewal, then the user is asked (C3). */
export function reauthenticate(state: LinkState, failure: Failure, context: StepContext): StepResult {
  if (!context.canRenew || state.renewed) return halt(state, { ...failure, remedy: 'sign-in' }, context)
  return {
    state: { ...withoutSocket(state), attempt: state.attempt + 1, nextTryAt: null, failure },
    effects: [
      ...socketTimersOff(state),
      { kind: 'stop-timer', timer: 'retry' },
      { kind: 'renew-credentials' },
    ],
  }
}

/** A sign-in that could not be reached is an outage, and does not use up the one renewal. */
export function renewalFailed(
  state: LinkState,
  text: string,
  final: boolean,
  context: StepContext,
): StepResult {
  if (state.socket !== 'waiting') return unchanged(state)
  if (final) return halt({ ...state, renewed: true }, failureOf(context, text, 'sign-in'), context)
  return fail(state, failureOf(context, text), { action: 'retry' }, context)
}

/** About the socket only: polling goes on, or begins, where REST may still answer. */
export function halt(state: LinkState, failure: Failure, context: StepContext): StepResult {
  const halted: StepResult = {
    state: { ...withoutSocket(state), socket: 'halted', nextTryAt: null, failure },
    effects: [...socketTimersOff(state), { kind: 'stop-timer', timer: 'retry' }],
  }
  return failure.remedy === 'sign-in' ? halted : then(halted, (next) => startPolling(next, context))
}

export function diagnosed(
  state: LinkState,
  finding: 'refused' | 'unreachable' | 'blocked',
  text: string,
  context: StepContext,
): StepResult {
  if (state.socket !== 'waiting' || !state.failure) return unchanged(state)
  const failure: Failure = { ...state.failure, text }
  return finding === 'refused' ? reauthenticate(state, failure, context) : unchanged({ ...state, failure })
}

export function withoutSocket(state: LinkState): LinkState {
  return { ...state, socket: 'waiting', delivered: false, silent: false, probing: false }
}

/** Hangs up: the timers first, so that none outlives its socket (C6). */
export function closing(state: LinkState): LinkEffect[] {
  if (!isOpenOrOpening(state)) return []
  return [...socketTimersOff(state), { kind: 'close', connection: state.connection, code: 1000, reason: '' }]
}

function socketTimersOff(state: LinkState): LinkEffect[] {
  return isOpenOrOpening(state) ? SOCKET_TIMERS.map((name) => ({ kind: 'stop-timer', timer: name })) : []
}
