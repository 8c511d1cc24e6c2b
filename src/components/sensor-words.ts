// Puts what is known of a sensor into words: its limits, its freshness, its text alternative. Made of the page's texts.
import type { Statistics } from '../domain/series'
import type { Limit, LimitCondition } from '../domain/updates'
import type { Condition } from '../stores/conditions'
import type { Display } from '../stores/sensor-display'
import { formatAgo, withUnit } from '../texts/format'
import { texts } from '../texts/page'

/** "> 90 %", "between 3 and 7 bar" */
export function conditionWords(condition: LimitCondition, display: Display): string {
  const operator = texts.operators[condition.operator]
  const { formatBound, unit } = display
  if ('value' in condition) return `${operator} ${withUnit(formatBound(condition.value), unit)}`
  return texts.betweenTwo(operator, formatBound(condition.low), withUnit(formatBound(condition.high), unit))
}

/** "Warning > 90 %", and whose it is where it is the user's own. */
export function limitWords({ severity, condition, origin }: Limit, display: Display): string {
  const words = `${texts.states[severity]} ${conditionWords(condition, display)}`
  return origin === 'own' ? texts.yours(words) : words
}

/** The limit to show on a card: the one that is met, else the first; or nothing. */
export function limitSummary(limits: readonly Limit[], condition: Condition, display: Display): string {
  if (condition.highlight?.cause === 'out-of-range') {
    const { min, max } = condition.highlight.range
    return texts.outOfRange(display.formatBound(min), withUnit(display.formatBound(max), display.unit))
  }
  const shown = condition.highlight?.limit ?? limits[0]
  if (shown) {
    const words = conditionWords(shown.condition, display)
    return shown.origin === 'own' ? texts.ownLimit(words) : texts.limit(words)
  }
  // That there is none, or none to be seen, says the state already.
  return ''
}

/** How fresh the value is, and its age when that is worth a word (T1, T8). */
export function freshnessWords(condition: Condition, ageMs: number | null): string {
  const ago = formatAgo(ageMs ?? 0)
  if (condition.state === 'stopped' || condition.state === 'busy') return texts.notRunning
  if (condition.timeUnknown) return texts.timeUnknown
  if (condition.freshness === 'unknown') return texts.freshness.unknown
  if (condition.freshness === 'late') return texts.late(ago)
  if (condition.freshness === 'live') return texts.freshness.live
  const { lastKnown } = condition
  return lastKnown === 'warn' || lastKnown === 'crit'
    ? texts.lastKnown(texts.states[lastKnown], ago)
    : texts.stale(ago)
}

/** The text alternative of a chart: name, last, minimum, maximum, state (V4). */
export function chartWords(
  name: string,
  display: Display,
  statistics: Statistics | null,
  state: string,
): string {
  if (!statistics) return texts.chartWithoutData(name, state)
  return texts.chart({
    name,
    last: display.formatWithUnit(statistics.last.value),
    min: display.formatWithUnit(statistics.min),
    max: display.formatWithUnit(statistics.max),
    state,
  })
}
