// Judges a value against its limits. The highlight follows the value at once (rule A0);
// deadband and delays belong to the alarm, not here.
import type { Limit, LimitCondition, LimitsAccess, Sensor, Severity } from './updates'
import type { Freshness } from './freshness'

/** What is abnormal about a value right now. */
export type Highlight =
  | { severity: Severity; cause: 'limit'; limit: Limit }
  | { severity: Severity; cause: 'out-of-range'; range: { min: number; max: number } }

/** What a card says about its sensor or component (DESIGN.md, "Limits and colours"). */
export type CardState = 'normal' | 'warn' | 'crit' | 'no-limit' | 'busy' | 'stopped' | 'unknown'

/** Whether the value meets the condition; `between` includes its bounds, `outside` excludes them. */
export function meets(value: number, condition: LimitCondition): boolean {
  switch (condition.operator) {
    case 'gt':
      return value > condition.value
    case 'lt':
      return value < condition.value
    case 'gte':
      return value >= condition.value
    case 'lte':
      return value <= condition.value
    case 'eq':
      return value === condition.value
    case 'between':
      return value >= condition.low && value <= condition.high
    case 'outside':
      return value < condition.low || value > condition.high
  }
}

/** The worst thing about a value: a crit limit before a warn limit before a left range; `null` when nothing is. */
export function highlightOf(
  value: number,
  limits: readonly Limit[],
  range: Sensor['range'],
): Highlight | null {
  let worst: Limit | null = null
  for (const limit of limits) {
    if (worst !== null && limit.severity !== 'crit') continue
    if (!meets(value, limit.condition)) continue
    worst = limit
    if (limit.severity === 'crit') break
  }
  if (worst) return { severity: worst.severity, cause: 'limit', limit: worst }
  if (range && (value < range.min || value > range.max)) {
    return { severity: 'warn', cause: 'out-of-range', range }
  }
  return null
}

/** The state of a value that is trusted; only a known limit that is kept makes it normal (T9). */
export function stateOf(
  highlight: Highlight | null,
  limits: readonly Limit[],
  access: LimitsAccess,
): CardState {
  if (highlight) return highlight.severity
  return access === 'known' && limits.length > 0 ? 'normal' : 'no-limit'
}

/** What a card shows: the state, or `unknown` with the last known one kept beside it (T8). */
export interface Standing {
  state: CardState
  /** The state that held when the value was last fresh; `null` unless the state is `unknown`. */
  lastKnown: CardState | null
}

export function standingOf(state: CardState, freshness: Freshness): Standing {
  if (freshness === 'unknown') return { state: 'unknown', lastKnown: null }
  return freshness === 'stale' ? { state: 'unknown', lastKnown: state } : { state, lastKnown: null }
}

/** Order of what deserves a look first: crit, last known crit, warn, last known warn; 0 is nothing abnormal. */
export function rankOf({ state, lastKnown }: Standing): number {
  if (state === 'crit') return 4
  if (lastKnown === 'crit') return 3
  if (state === 'warn') return 2
  return lastKnown === 'warn' ? 1 : 0
}

/** The state to show: a last known abnormal one never goes quiet (T8), a last known normal one proves nothing any more. */
export function shownState({ state, lastKnown }: Standing): CardState {
  return lastKnown === 'warn' || lastKnown === 'crit' ? lastKnown : state
}
