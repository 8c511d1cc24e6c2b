// How the link state machine opens a socket: at the start, again, anew, and until it stands open (rules C1, C9).
import { hangUp, lose } from './failure-steps'
import { idleLink, type LinkEffect, type LinkState } from './link-state'
import { noteAbsence, pollNow } from './poll-steps'
import { isRenewing, andThen, unchanged, type StepContext, type StepResult } from './step-result'

export function start({ connection, round }: LinkState, context: StepContext): StepResult {
  return andThen(open({ ...idleLink(context.now), connection, round }), (state) =>
    noteAbsence(state, context),
  )
}

export function signedIn(state: LinkState, context: StepContext): StepResult {
  const hungUp: StepResult = { state, effects: hangUp(state) }
  const lost = andThen(hungUp, (old) => lose(old, context))
  return andThen(lost, (without) => openAnew({ ...without, failure: null }, context))
}

/** Somebody asks for it: refused credentials get another chance. */
export function tryNow(state: LinkState, context: StepContext): StepResult {
  return state.socket === 'waiting' || state.socket === 'halted' ? openAnew(state, context) : unchanged(state)
}

/** The network or this machine is back: no reason to wait on, and none to ask again what was refused (C3). */
export function comeBack(state: LinkState): StepResult {
  if (state.socket !== 'waiting' || isRenewing(state)) return unchanged(state)
  return andThen(open(state), pollNowIfFailing)
}

function openAnew(state: LinkState, context: StepContext): StepResult {
  const opening = andThen(open({ ...state, renewed: false }), pollNowIfFailing)
  return andThen(opening, (next) => noteAbsence(next, context))
}

function pollNowIfFailing(state: LinkState): StepResult {
  return state.poll === 'failing' ? pollNow(state) : unchanged(state)
}

export function open(state: LinkState): StepResult {
  const connection = state.connection + 1
  return {
    state: { ...state, socket: 'opening', connection, nextTryAt: null },
    effects: [
      { kind: 'stop-timer', timer: 'retry' },
      { kind: 'open', connection },
    ],
  }
}

export function connecting(state: LinkState, { policy }: StepContext): StepResult {
  if (state.socket !== 'opening') return unchanged(state)
  const { connection } = state
  return {
    state,
    effects: [{ kind: 'start-timer', timer: 'handshake', ms: policy.handshakeDeadlineMs, connection }],
  }
}

export function opened(state: LinkState, { policy }: StepContext): StepResult {
  if (state.socket !== 'opening') return unchanged(state)
  const { connection } = state
  const effects: LinkEffect[] = [
    { kind: 'stop-timer', timer: 'handshake' },
    { kind: 'start-timer', timer: 'greeting', ms: policy.greeting.withinMs, connection },
  ]
  if (policy.keepAlive) {
    effects.push({ kind: 'start-timer', timer: 'ping', ms: policy.keepAlive.everyMs, connection })
  }
  return { state: { ...state, socket: 'unproven' }, effects }
}
