// The link state machine: `step(state, event)` gives the next state and what the engine is to do.
// Pure: time, chance and policy are handed in. It opens nothing, waits for nothing, reads no clock.
import { linkTexts } from '../texts/link'
import { answered, askAfter, deliverUnproven, frame, ping, resume, silent } from './delivery-steps'
import {
  closed,
  diagnosed,
  fail,
  giveUp,
  halt,
  hangUp,
  refusedPoll,
  renewalFailed,
  turnedAway,
  unfitCredentials,
  withoutCredentials,
} from './failure-steps'
import { idleLink, modeOf, type LinkEvent, type LinkState, type TimerName } from './link-state'
import { comeBack, connecting, open, opened, signedIn, start, tryNow } from './opening-steps'
import { pollAnswered, pollFailed, pollNow, startPolling, stopPolling } from './poll-steps'
import {
  failureOf,
  isOpen,
  isRenewing,
  andThen,
  unchanged,
  type StepContext,
  type StepResult,
} from './step-result'

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
        ? halt(state, failureOf(context, event.text, 'ask-administrator'), context)
        : unchanged(state)
    case 'unfit-credentials':
      return state.socket === 'opening' ? unfitCredentials(state, event.text, context) : unchanged(state)
    case 'opened':
      return opened(state, context)
    case 'frame':
      return frame(state)
    case 'answered':
      return answered(state)
    case 'crowded':
      return state.socket === 'opening'
        ? fail(state, failureOf(context, event.text), { action: 'retry' }, context)
        : unchanged(state)
    case 'quiet':
      return isOpen(state) ? askAfter(state, context) : unchanged(state)
    case 'silent':
      return state.socket === 'delivering' ? silent(state, context) : unchanged(state)
    case 'turned-away':
      return turnedAway(state, event, context)
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

/** Numbers outlive a stop, so that what the stopped socket still says stays superseded. */
function stop(state: LinkState, context: StepContext): StepResult {
  return {
    state: { ...idleLink(context.now), connection: state.connection + 1, round: state.round + 1 },
    effects: [{ kind: 'stop-all' }, ...hangUp(state), { kind: 'abandon-poll' }],
  }
}

/** Deployed servers leave the sockets of a signed-out user open; we close them (field note). */
function signedOut(state: LinkState, context: StepContext): StepResult {
  const hungUp: StepResult = { state, effects: hangUp(state) }
  const failure = failureOf(context, linkTexts.notSignedIn, 'sign-in')
  return andThen(
    andThen(hungUp, (old) => halt(old, failure, context)),
    stopPolling,
  )
}

function timer(state: LinkState, name: TimerName, context: StepContext): StepResult {
  switch (name) {
    case 'retry':
      return state.socket === 'waiting' && !isRenewing(state) ? open(state) : unchanged(state)
    case 'handshake':
      return state.socket === 'opening'
        ? giveUp(state, linkTexts.handshakeTimeout, context)
        : unchanged(state)
    case 'greeting':
      if (state.socket !== 'unproven') return unchanged(state)
      return context.policy.greeting.expected
        ? giveUp(state, linkTexts.noGreeting, context)
        : deliverUnproven(state, context)
    case 'stability':
      return state.delivered
        ? unchanged({ ...state, attempt: 0, lost: false, renewed: false })
        : unchanged(state)
    case 'ping':
      return isOpen(state) ? ping(state, context) : unchanged(state)
    case 'pong':
      return isOpen(state) && state.probing ? giveUp(state, linkTexts.noPong, context) : unchanged(state)
    case 'unavailable':
      return state.socket === 'delivering' || state.socket === 'halted'
        ? unchanged(state)
        : startPolling(state, context)
    case 'poll':
      return state.poll === 'off' ? unchanged(state) : pollNow(state)
  }
}
