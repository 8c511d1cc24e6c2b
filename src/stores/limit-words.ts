// Puts a limit into words, in the unit and decimals of its sensor: the same on the page and in the journal.
import type { Limit, LimitCondition } from '../domain/updates'
import { withUnit } from '../texts/format'
import { texts } from '../texts/page'
import type { Display } from './sensor-display'

/** "> 90 %", "between 3 and 7 bar" */
export function conditionWords(condition: LimitCondition, display: Display): string {
  const operator = texts.operators[condition.operator]
  const { formatBound, unit } = display
  if ('value' in condition) return `${operator} ${withUnit(formatBound(condition.value), unit)}`
  return texts.betweenTwo(operator, formatBound(condition.low), withUnit(formatBound(condition.high), unit))
}

/** "Limit > 90 %", "Your limit > 90 %" */
export function limitOf(
  { condition, origin }: Pick<Limit, 'condition' | 'origin'>,
  display: Display,
): string {
  const words = conditionWords(condition, display)
  return origin === 'own' ? texts.ownLimit(words) : texts.limit(words)
}

/** "Outside 0 to 100 %" */
export function rangeWords({ min, max }: { min: number; max: number }, display: Display): string {
  return texts.outOfRange(display.formatBound(min), withUnit(display.formatBound(max), display.unit))
}
