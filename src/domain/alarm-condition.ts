// Whether a condition holds for an alarm: like the highlight, but an active alarm returns only when the value has
// come back by the deadband (rule A2). It knows neither delays nor states.
import type { AlarmDelays } from './alarm'
import { meets } from './limits'
import type { LimitCondition } from './updates'

/** How the alarms of one sensor are calmed (A2). */
export interface AlarmSettings extends AlarmDelays {
  /** How far a value has to come back before its alarm returns, in the unit of the limits; default 0. */
  deadband: number
}

/**
 * @param deadband in the unit of the value; an active `gt 80` with a deadband of 2 returns at 78 and below. `eq` has none.
 * @param active whether the alarm is active by this very condition
 */
export function holdsFor(
  value: number,
  condition: LimitCondition,
  deadband: number,
  active: boolean,
): boolean {
  return meets(value, active && deadband > 0 ? widened(condition, deadband) : condition)
}

function widened(condition: LimitCondition, by: number): LimitCondition {
  switch (condition.operator) {
    case 'gt':
    case 'gte':
      return { ...condition, value: condition.value - by }
    case 'lt':
    case 'lte':
      return { ...condition, value: condition.value + by }
    case 'eq':
      return condition
    case 'between':
      return { ...condition, low: condition.low - by, high: condition.high + by }
    case 'outside':
      return { ...condition, low: condition.low + by, high: condition.high - by }
  }
}
