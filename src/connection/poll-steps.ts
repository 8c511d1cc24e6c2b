// The poll axis of the link state machine: when asking starts, goes on, backs off and ends (rule C4).
import { waitBeforePoll } from './backoff'
import type { LinkState } from './link-state'
import { failureOf, unchanged, type StepContext, type StepResult } from './step-result'

export function startPolling(state: LinkState, { policy }: StepContext): StepResult {
  if (!policy.polling || state.poll !== 'off') return unchanged(state)
  return pollNow({ ...state, poll: 'starting', pollFailures: 0 })
}

/** After a failure of the socket: the same count that makes the waits longer starts the polling (C1). */
export function startPollingIfDue(state: LinkState, context: StepContext): StepResult {
  const after = context.policy.polling?.afterFailures ?? null
  return after !== null && state.attempt >= after ? startPolling(state, context) : unchanged(state)
}

/** Where a document counts time instead of failures: polling starts when the socket stays away for so long. */
export function noteAbsence(state: LinkState, { policy }: StepContext): StepResult {
  const ms = policy.polling?.afterUnavailableMs ?? null
  if (ms === null || state.poll !== 'off') return unchanged(state)
  return { state, effects: [{ kind: 'start-timer', timer: 'unavailable', ms, round: state.round }] }
}

/** Never two at once: the round before is abandoned, and its answer superseded. */
export function pollNow(state: LinkState): StepResult {
  const round = state.round + 1
  return {
    state: { ...state, round },
    effects: [{ kind: 'stop-timer', timer: 'poll' }, { kind: 'abandon-poll' }, { kind: 'poll', round }],
  }
}

export function stopPolling(state: LinkState): StepResult {
  if (state.poll === 'off') return unchanged(state)
  return {
    state: { ...state, poll: 'off', pollFailures: 0, round: state.round + 1 },
    effects: [{ kind: 'stop-timer', timer: 'poll' }, { kind: 'abandon-poll' }],
  }
}

export function pollAnswered(state: LinkState, { policy }: StepContext): StepResult {
  if (state.poll === 'off' || !policy.polling) return unchanged(state)
  if (state.silent && policy.pollOnceWhenSilent === true) return stopPolling(state)
  return nextPollIn({ ...state, poll: 'on', pollFailures: 0 }, policy.polling.everyMs)
}

export function pollFailed(state: LinkState, text: string, context: StepContext): StepResult {
  const { polling } = context.policy
  if (state.poll === 'off' || !polling) return unchanged(state)
  const pollFailures = state.pollFailures + 1
  const failure = state.failure ?? failureOf(context, text)
  return nextPollIn(
    { ...state, poll: 'failing', pollFailures, failure },
    waitBeforePoll(pollFailures, polling.everyMs),
  )
}

function nextPollIn(state: LinkState, ms: number): StepResult {
  return { state, effects: [{ kind: 'start-timer', timer: 'poll', ms, round: state.round }] }
}
