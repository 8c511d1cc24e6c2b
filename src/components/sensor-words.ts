// Puts what is known of a sensor into words: its limits, its freshness, its text alternative. Made of the page's texts.
import type { Statistics } from '../domain/series'
import type { Limit, LimitCondition } from '../domain/updates'
import type { Condition } from '../stores/conditions'
import { formatAgo, formatWithUnit } from '../texts/format'
import { texts } from '../texts/page'

/** "> 90 %", "between 3 and 7 bar" */
export function conditionWords(condition: LimitCondition, unit: string): string {
  const operator = texts.operators[condition.operator]
  if ('value' in condition) return `${operator} ${formatWithUnit(condition.value, unit)}`
  return texts.betweenTwo(operator, formatWithUnit(condition.low, ''), formatWithUnit(condition.high, unit))
}

/** "Warning > 90 %" */
export function limitWords(limit: Limit, unit: string): string {
  return `${texts.states[limit.severity]} ${conditionWords(limit.condition, unit)}`
}

/** The limit to show on a card: the one that is met, else the first; or nothing. */
export function limitSummary(limits: readonly Limit[], condition: Condition, unit: string): string {
  if (condition.highlight?.cause === 'out-of-range') {
    const { min, max } = condition.highlight.range
    return texts.outOfRange(formatWithUnit(min, ''), formatWithUnit(max, unit))
  }
  const shown = condition.highlight?.limit ?? limits[0]
  if (shown) return texts.limit(conditionWords(shown.condition, unit))
  // That there is none, or none to be seen, says the state already.
  return ''
}

/** How fresh the value is, and its age when that is worth a word (T1, T8). */
export function freshnessWords(condition: Condition, ageMs: number | null): string {
  const ago = formatAgo(ageMs ?? 0)
  if (condition.freshness === 'unknown') return texts.freshness.unknown
  if (condition.freshness === 'late') return texts.late(ago)
  if (condition.freshness === 'live') return texts.freshness.live
  const { lastKnown } = condition
  return lastKnown === 'warn' || lastKnown === 'crit'
    ? texts.lastKnown(texts.states[lastKnown], ago)
    : texts.stale(ago)
}

/** The text alternative of a chart: name, last, minimum, maximum, state (V4). */
export function chartWords(name: string, unit: string, statistics: Statistics | null, state: string): string {
  if (!statistics) return texts.chartWithoutData(name, state)
  return texts.chart({
    name,
    last: formatWithUnit(statistics.last.value, unit),
    min: formatWithUnit(statistics.min, unit),
    max: formatWithUnit(statistics.max, unit),
    state,
  })
}
