// Where on the value axis a limit's condition holds, and where its lines are.

import { meets } from '../../domain/limits'
import type { LimitCondition } from '../../domain/updates'

/** Values for which a condition holds; an end is infinite where there is none. */
export interface LimitRegion {
  low: number
  high: number
  /** Whether a value exactly on an end is beyond the limit. */
  inclusive: boolean
}

export function limitRegions(condition: LimitCondition): LimitRegion[] {
  const inclusive = limitLines(condition).every((value) => meets(value, condition))
  switch (condition.operator) {
    case 'gt':
    case 'gte':
      return [{ low: condition.value, high: Infinity, inclusive }]
    case 'lt':
    case 'lte':
      return [{ low: -Infinity, high: condition.value, inclusive }]
    case 'eq':
      return [{ low: condition.value, high: condition.value, inclusive }]
    case 'between':
      return [{ low: condition.low, high: condition.high, inclusive }]
    case 'outside':
      return [
        { low: -Infinity, high: condition.low, inclusive },
        { low: condition.high, high: Infinity, inclusive },
      ]
  }
}

/** The values at which a line is drawn. */
export function limitLines(condition: LimitCondition): number[] {
  return 'value' in condition ? [condition.value] : [condition.low, condition.high]
}
