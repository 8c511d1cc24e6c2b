// The link state machine: `step(state, event)` gives the next state and what the engine is to do.
// Pure: time, chance and policy are handed in. It opens nothing, waits for nothing, reads no clock.
import { linkTexts } from '../texts/link'
import {
  closed,
  closing,
  diagnosed,
  fail,
  giveUp,
  halt,
  reauthenticate,
  renewalFailed,
  withoutSocket,
} from './failure-steps'
import {
  idleLink,
  modeOf,
  type LinkEffect,
  type LinkEvent,
  type LinkState,
  type TimerName,
} from './link-state'
import { pollAnswered, pollFailed, pollNow, pollRefused, startPolling, stopPolling } from './poll-steps'
import { failureOf, isOpen, then, unchanged, type StepContext, type StepResult } from './step-result'

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
    case 'online':
      return tryNow(state, context)
    case 'resumed':
      return isOpen(state) ? resume(state, context) : tryNow(state, context)
    case 'signed-in':
      return open({ ...withoutSocket(state), renewed: false, failure: null }, context, closing(state))
    case 'signed-out':
      return signedOut(state, context)
    case 'renewed':
      return state.socket === 'waiting' ? open({ ...state, renewed: true }, context) : unchanged(state)
    case 'renewal-failed':
      return renewalFailed(state, event.text, event.final, context)
    case 'no-credentials':
      return event.final
        ? halt(state, failureOf(context, event.text, 'sign-in'), context)
        : fail(state, failureOf(context, event.text), { action: 'retry' }, context)
    case 'opened':
      return opened(state, context)
    case 'frame':
      return frame(state)
    case 'answered':
      return { state: { ...state, probing: false }, effects: [{ kind: 'stop-timer', timer: 'pong' }] }
    case 'silent':
      return state.socket === 'delivering' ? silent(state, context) : unchanged(state)
    case 'closed':
      return closed(state, event.code, event.reason, context)
    case 'diagnosed':
      return diagnosed(state, event.finding, event.text, context)
    case 'poll-answered':
      return pollAnswered(state, context)
    case 'poll-failed':
      return event.refused ? refusedPoll(state, context) : pollFailed(state, event.text, context)
    case 'timer':
      return timer(state, event.timer, context)
  }
}

function isSuperseded(state: LinkState, event: LinkEvent): boolean {
  if ('connection' in event) return event.connection !== state.connection
  return 'round' in event && event.round !== state.round
}

function start(state: LinkState, context: StepContext): StepResult {
  const after = context.policy.polling?.afterUnavailableMs ?? null
  const result = open({ ...idleLink(context.now), connection: state.connection, round: state.round }, context)
  if (after !== null) result.effects.push({ kind: 'start-timer', timer: 'unavailable', ms: after })
  return result
}

/** Numbers outlive a stop, so that what the stopped socket still says stays superseded. */
function stop(state: LinkState, context: StepContext): StepResult {
  return {
    state: { ...idleLink(context.now), connection: state.connection + 1, round: state.round + 1 },
    effects: [{ kind: 'stop-all' }, ...closing(state), { kind: 'abandon-poll' }],
  }
}

/** Deployed servers leave the sockets of a signed-out user open; we close them (field note). */
function signedOut(state: LinkState, context: StepContext): StepResult {
  const hungUp: StepResult = { state, effects: closing(state) }
  const halted = then(hungUp, (open) =>
    halt(open, failureOf(context, linkTexts.notSignedIn, 'sign-in'), context),
  )
  return then(halted, stopPolling)
}

function open(state: LinkState, { policy }: StepContext, before: LinkEffect[] = []): StepResult {
  const connection = state.connection + 1
  return {
    state: { ...state, socket: 'opening', connection, delivered: false, nextTryAt: null },
    effects: [
      ...before,
      { kind: 'stop-timer', timer: 'retry' },
      { kind: 'open', connection },
      { kind: 'start-timer', timer: 'handshake', ms: policy.handshakeDeadlineMs },
    ],
  }
}

function tryNow(state: LinkState, context: StepContext): StepResult {
  if (state.socket !== 'waiting' && state.socket !== 'halted') return unchanged(state)
  const result = open({ ...state, renewed: false }, context)
  return state.poll === 'failing' ? then(result, pollNow) : result
}

function opened(state: LinkState, { policy }: StepContext): StepResult {
  if (state.socket !== 'opening') return unchanged(state)
  const effects: LinkEffect[] = [
    { kind: 'stop-timer', timer: 'handshake' },
    { kind: 'start-timer', timer: 'greeting', ms: policy.greeting.withinMs },
  ]
  if (policy.keepAlive) effects.push({ kind: 'start-timer', timer: 'ping', ms: policy.keepAlive.everyMs })
  return { state: { ...state, socket: 'unproven' }, effects }
}

function frame(state: LinkState): StepResult {
  if (!isOpen(state)) return unchanged(state)
  const effects: LinkEffect[] = state.delivered
    ? []
    : [{ kind: 'start-timer', timer: 'stability', ms: STABLE_AFTER_MS }]
  return then({ state: { ...state, delivered: true, silent: false }, effects }, deliver)
}

/** From now on the socket is trusted, and polling ends (C4). */
function deliver(state: LinkState): StepResult {
  const effects: LinkEffect[] =
    state.socket === 'delivering'
      ? []
      : [
          { kind: 'stop-timer', timer: 'greeting' },
          { kind: 'stop-timer', timer: 'unavailable' },
          { kind: 'catch-up' },
        ]
  return then({ state: { ...state, socket: 'delivering' }, effects }, stopPolling)
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
  const effects: LinkEffect[] = [
    { kind: 'probe', connection: state.connection },
    { kind: 'start-timer', timer: 'ping', ms: policy.keepAlive.everyMs },
  ]
  // A second ping does not give a dead server a second deadline.
  if (!state.probing) effects.push({ kind: 'start-timer', timer: 'pong', ms: policy.keepAlive.deadlineMs })
  return { state: { ...state, probing: true }, effects }
}

/** A poll that is refused tells what a socket that does not open cannot: the sign-in is no longer good. */
function refusedPoll(state: LinkState, context: StepContext): StepResult {
  const quiet = pollRefused(state, context)
  if (state.socket !== 'waiting') return quiet
  return then(quiet, (waiting) =>
    reauthenticate(waiting, failureOf(context, linkTexts.unauthorized), context),
  )
}

function timer(state: LinkState, name: TimerName, context: StepContext): StepResult {
  switch (name) {
    case 'retry':
      return state.socket === 'waiting' ? open(state, context) : unchanged(state)
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
