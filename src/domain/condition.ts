// The state that one sensor is in: what its newest value is to its limits, and how far that can be trusted. Pure, and it
// answers the very same object for as long as nothing about it changed, so that who judges often writes seldom.
import type { Freshness } from './freshness'
import {
  highlightOf,
  rankOf,
  standingOf,
  stateOf,
  type CardState,
  type Highlight,
  type Standing,
} from './limits'
import type { Limit, LimitsAccess, Sensor } from './updates'

export interface Condition {
  freshness: Freshness
  state: CardState
  /** The state while the value was last fresh; `null` unless `state` is `unknown`. */
  lastKnown: CardState | null
  highlight: Highlight | null
  /** The value was polled and nobody knows its time (T5). */
  timeUnknown: boolean
  /** 0 when nothing is abnormal; the higher the worse. */
  rank: number
}

/** What a value is judged by. */
export interface ConditionTerms {
  limits: readonly Limit[]
  access: LimitsAccess
  range: Sensor['range']
}

export const UNKNOWN_CONDITION: Condition = {
  freshness: 'unknown',
  state: 'unknown',
  lastKnown: null,
  highlight: null,
  timeUnknown: false,
  rank: 0,
}

/**
 * @param before what it was until now
 * @param value the newest, as sent; `null` before the first
 * @param timeUnknown nobody knows when the value was measured
 */
export function conditionOf(
  before: Condition | null,
  value: number | null,
  { limits, access, range }: ConditionTerms,
  freshness: Freshness,
  timeUnknown: boolean,
): Condition {
  const highlight = value === null ? null : highlightOf(value, limits, range)
  const state = stateOf(highlight, limits, access)
  const standing: Standing = timeUnknown
    ? { state: 'unknown', lastKnown: state }
    : standingOf(state, freshness)
  return settled(before, standing, freshness, highlight, timeUnknown)
}

/** The condition of a sensor that has no value, and with which nothing is wrong for that. */
export function idleCondition(before: Condition | null, standing: Standing, freshness: Freshness): Condition {
  return settled(before, standing, freshness, null, false)
}

/** A figure whose component does not run, or did not when it was last heard of: it has no value. */
export function isIdle({ state, lastKnown }: Standing): boolean {
  return state === 'stopped' || state === 'busy' || lastKnown === 'stopped' || lastKnown === 'busy'
}

function settled(
  before: Condition | null,
  { state, lastKnown }: Standing,
  freshness: Freshness,
  highlight: Highlight | null,
  timeUnknown: boolean,
): Condition {
  if (
    before?.state === state &&
    before.freshness === freshness &&
    before.lastKnown === lastKnown &&
    before.timeUnknown === timeUnknown &&
    meaningOf(before.highlight) === meaningOf(highlight)
  ) {
    return before
  }
  return { freshness, state, lastKnown, highlight, timeUnknown, rank: rankOf({ state, lastKnown }) }
}

/** What was met, as the backend told it: another object when it was read anew. */
function meaningOf(highlight: Highlight | null): object | null {
  if (highlight === null) return null
  return highlight.cause === 'limit' ? highlight.limit.condition : highlight.range
}
