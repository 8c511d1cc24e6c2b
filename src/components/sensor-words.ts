// Puts what is known of a sensor into words: its limits, its freshness, its text alternative. Made of the page's texts.
import type { Statistics } from '../domain/series'
import type { Limit } from '../domain/updates'
import type { Condition } from '../stores/conditions'
import { conditionWords, limitOf, rangeWords } from '../stores/limit-words'
import type { Display } from '../stores/sensor-display'
import { formatAgo } from '../texts/format'
import { texts } from '../texts/page'

/** "Warning > 90 %", and whose it is where it is the user's own. */
export function limitWords({ severity, condition, origin }: Limit, display: Display): string {
  const words = `${texts.states[severity]} ${conditionWords(condition, display)}`
  return origin === 'own' ? texts.yours(words) : words
}

/** The limit to show on a card: the one that is met, else the first; or nothing. */
export function limitSummary(limits: readonly Limit[], condition: Condition, display: Display): string {
  if (condition.highlight?.cause === 'out-of-range') return rangeWords(condition.highlight.range, display)
  const shown = condition.highlight?.limit ?? limits[0]
  // That there is none, or none to be seen, says the state already.
  return shown ? limitOf(shown, display) : ''
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
