// The link state machine: `step(state, event)` gives the next state and what the engine is to do.
// Pure: time, chance and policy are handed in. It opens nothing, waits for nothing, reads no clock.
import { linkTexts } from '../texts/link'
import {
  closed,
  diagnosed,
  giveUp,
  halt,
  hangUp,
  lose,
  refusedPoll,
  renewalFailed,
  withoutCredentials,
} from './failure-steps'
import {
  idleLink,
  modeOf,
  type LinkEffect,
  type LinkEvent,
  type LinkState,
  type TimerName,
} from './link-state'
import { noteAbsence, pollAnswered, pollFailed, pollNow, startPolling, stopPolling } from './poll-steps'
import {
  failureOf,
  isOpen,
  isRenewing,
  then,
  unchanged,
  type StepContext,
  type StepResult,
} from './step-result'

/** A connection that lived this long after a valid frame ends the row of failures (C1). */
const STABLE_AFTER_MS = 10_000

export function step(state: LinkState, event: LinkEvent, context: StepContext): StepResult {
  const result = next(state, event, context)
  if (modeOf(result.state) === modeOf(state)) return result
  return { ...result, state: { ...result.state, since: context.now } }
}

function next(state: LinkState, event: LinkEvent, context: StepContext): StepResult {
  if (event.kind === 'start') return state.socket === 'idle' ? start(state, context) : unchanged(state)
  if (state.socket === 'idle' || isSuperseded(state, event)) return unchanged(state)
  switch (event.kind) {
    case 'stop':
      return stop(state, context)
    case 'try-now':
      return tryNow(state, context)
    case 'online':
      return comeBack(state)
    case 'resumed':
      return isOpen(state) ? resume(state, context) : comeBack(state)
    case 'signed-in':
      return signedIn(state, context)
    case 'signed-out':
      return signedOut(state, context)
    case 'renewed':
      return isRenewing(state) ? open({ ...state, renewed: true }) : unchanged(state)
    case 'renewal-failed':
      return renewalFailed(state, event.text, event.final, context)
    case 'connecting':
      return connecting(state, context)
    case 'no-credentials':
      return state.socket === 'opening'
        ? withoutCredentials(state, event.text, event.final, context)
        : unchanged(state)
    case 'bad-address':
      return state.socket === 'opening'
        ? halt(state, failureOf(context, linkTexts.badAddress, 'ask-administrator'), context)
        : unchanged(state)
    case 'opened':
      return opened(state, context)
    case 'frame':
      return frame(state)
    case 'answered':
      return answered(state)
    case 'silent':
      return state.socket === 'delivering' ? silent(state, context) : unchanged(state)
    case 'closed':
      return closed(state, event.code, event.reason, context)
    case 'diagnosed':
      return diagnosed(state, event.finding, event.text, context)
    case 'poll-answered':
      return pollAnswered(state, context)
    case 'poll-failed':
      return event.refused ? refusedPoll(state, event.text, context) : pollFailed(state, event.text, context)
    case 'timer':
      return timer(state, event.timer, context)
  }
}

function isSuperseded(state: LinkState, event: LinkEvent): boolean {
  if ('connection' in event) return event.connection !== state.connection
  return 'round' in event && event.round !== state.round
}

function start({ connection, round }: LinkState, context: StepContext): StepResult {
  return then(open({ ...idleLink(context.now), connection, round }), (state) => noteAbsence(state, context))
}

/** Numbers outlive a stop, so that what the stopped socket still says stays superseded. */
function stop(state: LinkState, context: StepContext): StepResult {
  return {
    state: { ...idleLink(context.now), connection: state.connection + 1, round: state.round + 1 },
    effects: [{ kind: 'stop-all' }, ...hangUp(state), { kind: 'abandon-poll' }],
  }
}

function signedIn(state: LinkState, context: StepContext): StepResult {
  const hungUp: StepResult = { state, effects: hangUp(state) }
  const lost = then(hungUp, (old) => lose(old, context))
  return then(lost, (without) => openAnew({ ...without, failure: null }, context))
}

/** Deployed servers leave the sockets of a signed-out user open; we close them (field note). */
function signedOut(state: LinkState, context: StepContext): StepResult {
  const hungUp: StepResult = { state, effects: hangUp(state) }
  const failure = failureOf(context, linkTexts.notSignedIn, 'sign-in')
  return then(
    then(hungUp, (old) => halt(old, failure, context)),
    stopPolling,
  )
}

/** Somebody asks for it: refused credentials get another chance. */
function tryNow(state: LinkState, context: StepContext): StepResult {
  return state.socket === 'waiting' || state.socket === 'halted'
    ? openAnew(state, context)
    : unchanged(state)
}

/** The network or this machine is back: no reason to wait on, and none to ask again what was refused (C3). */
function comeBack(state: LinkState): StepResult {
  if (state.socket !== 'waiting' || isRenewing(state)) return unchanged(state)
  return then(open(state), pollNowIfFailing)
}

function openAnew(state: LinkState, context: StepContext): StepResult {
  const opening = then(open({ ...state, renewed: false }), pollNowIfFailing)
  return then(opening, (next) => noteAbsence(next, context))
}

function pollNowIfFailing(state: LinkState): StepResult {
  return state.poll === 'failing' ? pollNow(state) : unchanged(state)
}

function open(state: LinkState): StepResult {
  const connection = state.connection + 1
  return {
    state: { ...state, socket: 'opening', connection, nextTryAt: null },
    effects: [
      { kind: 'stop-timer', timer: 'retry' },
      { kind: 'open', connection },
    ],
  }
}

function connecting(state: LinkState, { policy }: StepContext): StepResult {
  if (state.socket !== 'opening') return unchanged(state)
  const { connection } = state
  return {
    state,
    effects: [{ kind: 'start-timer', timer: 'handshake', ms: policy.handshakeDeadlineMs, connection }],
  }
}

function opened(state: LinkState, { policy }: StepContext): StepResult {
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

function frame(state: LinkState): StepResult {
  if (!isOpen(state)) return unchanged(state)
  const { connection } = state
  const effects: LinkEffect[] = state.delivered
    ? []
    : [{ kind: 'start-timer', timer: 'stability', ms: STABLE_AFTER_MS, connection }]
  return then({ state: { ...state, delivered: true }, effects }, deliver)
}

/** From now on the socket is trusted, and polling ends (C4); after a silence it is trusted again. */
function deliver(state: LinkState): StepResult {
  const effects: LinkEffect[] = []
  if (state.socket !== 'delivering') {
    effects.push({ kind: 'stop-timer', timer: 'greeting' }, { kind: 'stop-timer', timer: 'unavailable' })
  }
  if (state.socket !== 'delivering' || state.silent) effects.push({ kind: 'catch-up' })
  return then({ state: { ...state, socket: 'delivering', silent: false }, effects }, stopPolling)
}

function answered(state: LinkState): StepResult {
  if (!state.probing) return unchanged(state)
  return { state: { ...state, probing: false }, effects: [{ kind: 'stop-timer', timer: 'pong' }] }
}

/** On silence the link probes and polls at once; it does not wait for the next heartbeat (C10). */
function silent(state: LinkState, context: StepContext): StepResult {
  return then(ping({ ...state, silent: true }, context), (quiet) => startPolling(quiet, context))
}

/** After a freeze: is the socket still there, and what did we miss? (C8) */
function resume(state: LinkState, context: StepContext): StepResult {
  return then(ping(state, context), (awake) => ({ state: awake, effects: [{ kind: 'catch-up' }] }))
}

function ping(state: LinkState, { policy }: StepContext): StepResult {
  if (!policy.keepAlive) return unchanged(state)
  const { connection } = state
  const { everyMs, deadlineMs } = policy.keepAlive
  const effects: LinkEffect[] = [
    { kind: 'probe', connection },
    { kind: 'start-timer', timer: 'ping', ms: everyMs, connection },
  ]
  // A second ping does not give a dead server a second deadline.
  if (!state.probing) effects.push({ kind: 'start-timer', timer: 'pong', ms: deadlineMs, connection })
  return { state: { ...state, probing: true }, effects }
}

function timer(state: LinkState, name: TimerName, context: StepContext): StepResult {
  switch (name) {
    case 'retry':
      return state.socket === 'waiting' ? open(state) : unchanged(state)
    case 'handshake':
      return state.socket === 'opening'
        ? giveUp(state, linkTexts.handshakeTimeout, context)
        : unchanged(state)
    case 'greeting':
      if (state.socket !== 'unproven') return unchanged(state)
      return context.policy.greeting.expected ? giveUp(state, linkTexts.noGreeting, context) : deliver(state)
    case 'stability':
      return state.delivered ? unchanged({ ...state, attempt: 0, renewed: false }) : unchanged(state)
    case 'ping':
      return isOpen(state) ? ping(state, context) : unchanged(state)
    case 'pong':
      return isOpen(state) && state.probing ? giveUp(state, linkTexts.noPong, context) : unchanged(state)
    case 'unavailable':
      return state.socket === 'delivering' ? unchanged(state) : startPolling(state, context)
    case 'poll':
      return state.poll === 'off' ? unchanged(state) : pollNow(state)
  }
}
