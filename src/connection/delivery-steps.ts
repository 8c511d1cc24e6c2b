// What the link state machine makes of an open socket: proof, silence, pings (rules C1, C4, C8, C10).
import type { LinkEffect, LinkState } from './link-state'
import { startPolling, stopPolling } from './poll-steps'
import { isOpen, andThen, unchanged, type StepContext, type StepResult } from './step-result'

/** A connection that lived this long after a valid frame ends the row of failures (C1). */
const STABLE_AFTER_MS = 10_000

export function frame(state: LinkState): StepResult {
  if (!isOpen(state)) return unchanged(state)
  const { connection } = state
  const effects: LinkEffect[] = state.delivered
    ? []
    : [{ kind: 'start-timer', timer: 'stability', ms: STABLE_AFTER_MS, connection }]
  return andThen({ state: { ...state, delivered: true }, effects }, deliver)
}

/** From now on the socket is trusted, and polling ends (C4); after a silence it is trusted again. */
export function deliver(state: LinkState): StepResult {
  const effects: LinkEffect[] = []
  if (state.socket !== 'delivering') {
    effects.push({ kind: 'stop-timer', timer: 'greeting' }, { kind: 'stop-timer', timer: 'unavailable' })
  }
  if (state.socket !== 'delivering' || state.silent) effects.push({ kind: 'catch-up' })
  return andThen({ state: { ...state, socket: 'delivering', silent: false }, effects }, stopPolling)
}

/**
 * It greets nobody and stands open, so it is up. Where one poll asks about a silence, nothing at all is one: the backend
 * may know values though none come (C10).
 */
export function deliverUnproven(state: LinkState, context: StepContext): StepResult {
  const isQuiet = context.policy.pollOnceWhenSilent === true
  return andThen(deliver(state), (up) => (isQuiet ? silent(up, context) : unchanged(up)))
}

export function answered(state: LinkState): StepResult {
  if (!state.probing) return unchanged(state)
  return { state: { ...state, probing: false }, effects: [{ kind: 'stop-timer', timer: 'pong' }] }
}

/** On silence the link probes and polls at once; it does not wait for the next heartbeat (C10). */
export function silent(state: LinkState, context: StepContext): StepResult {
  return andThen(ping({ ...state, silent: true }, context), (quiet) => startPolling(quiet, context))
}

/** After a freeze: is the socket still there, and what did we miss? (C8) */
export function resume(state: LinkState, context: StepContext): StepResult {
  return andThen(askAfter(state, context), (awake) => ({ state: awake, effects: [{ kind: 'catch-up' }] }))
}

/** Where a ping that nobody answers proves nothing, REST is asked whether the backend lives. */
export function askAfter(state: LinkState, context: StepContext): StepResult {
  const pinged = ping(state, context)
  if (context.policy.quietAfterMs === undefined) return pinged
  const { connection } = state
  return andThen(pinged, (next) => ({ state: next, effects: [{ kind: 'diagnose', connection }] }))
}

export function ping(state: LinkState, { policy }: StepContext): StepResult {
  if (!policy.keepAlive) return unchanged(state)
  const { connection } = state
  const { everyMs, deadlineMs } = policy.keepAlive
  const effects: LinkEffect[] = [
    { kind: 'probe', connection },
    { kind: 'start-timer', timer: 'ping', ms: everyMs, connection },
  ]
  // A second ping does not give a dead server a second deadline.
  if (!state.probing && deadlineMs !== null)
    effects.push({ kind: 'start-timer', timer: 'pong', ms: deadlineMs, connection })
  return { state: { ...state, probing: true }, effects }
}
