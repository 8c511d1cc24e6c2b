// What there is to say against a link, a source, a component or a value; `null` or nothing when each is known to be
// well. Pure, and judges nothing that its store has not judged.
import type { LinkState } from '../../connection/link-state'
import { rankOf, shownState } from '../../domain/limits'
import type { RecordedSource } from '../../domain/recorded-source'
import type { LimitsAccess, Severity } from '../../domain/updates'
import type { ComponentView } from '../../stores/components'
import type { SensorView } from '../../stores/sensor-view'
import type { SourceStatus } from '../../stores/sources'
import { healthTexts } from '../../texts/health'
import { jobTexts } from '../../texts/jobs'
import { texts } from '../../texts/page'
import { standingOfLink } from '../connections/link-standing'
import { freshnessWords, limitSummary } from '../sensor-words'
import { componentFreshnessWords, componentStateWords, messageOf } from './component-words'
import type { Finding } from './overall-health'

const words = healthTexts.findings
const CONNECTIONS = '/connections'

/** The id of a component's card on Health, so that a finding can lead to it. */
export function componentAnchor(key: string): string {
  return `component-${encodeURIComponent(key)}`
}

export function sourceAnchor(id: string): string {
  return `health-${id}`
}

/**
 * Only a socket that delivers is well: polling works, but is not what was meant to be.
 * @param isDown whether an alarm says so
 */
export function linkFinding(
  { key, subject, isDown }: { key: string; subject: string; isDown: boolean },
  state: LinkState,
  now: number,
): Finding | null {
  if (state.socket === 'delivering' && !state.silent) return null
  const standing = standingOfLink(state, now)
  const attempt = standing.attempt === null ? '' : texts.attempt(standing.attempt)
  return {
    key,
    subject,
    state: standing.abnormal || isDown ? 'warn' : standing.mode === 'polling' ? 'busy' : 'unknown',
    lastKnown: null,
    words: [standing.words, attempt, standing.reason ?? ''].filter(Boolean).join(' · '),
    to: CONNECTIONS,
    counted: isDown,
  }
}

/** @param access whether its limits are known; so they are where its system has none */
export function sourceFindings(
  { id, subject, access }: { id: string; subject: string; access: LimitsAccess },
  source: RecordedSource,
  { metadataFailure }: SourceStatus,
): Finding[] {
  const finding = (what: string, state: 'warn' | 'unknown', said: string): Finding => ({
    key: `${id} ${what}`,
    subject,
    state,
    lastKnown: null,
    words: said,
    to: CONNECTIONS,
  })
  const found: Finding[] = []
  const status = source.health?.health.status ?? 'ok'
  if (status !== 'ok') found.push(finding('health', 'warn', words.backend[status]))
  if (metadataFailure !== null) found.push(finding('metadata', 'warn', words.readFailed(metadataFailure)))
  else if (!source.sensorsRead) found.push(finding('metadata', 'unknown', words.notRead))
  if (!source.sensorsRead || access === 'known') return found
  const said = access === 'forbidden' ? words.limitsForbidden : words.limitsUnknown
  return [...found, finding('limits', 'unknown', said)]
}

/** Whether all there is to say of it is that it is quiet: then it is counted, not told. */
export function isMerelyQuiet(view: ComponentView): boolean {
  return view.listed && rankOf(view) === 0 && (view.freshness === 'stale' || view.freshness === 'unknown')
}

/** @param alarms of which severities there is an alarm, by the component's key */
export function componentFinding(
  view: ComponentView,
  alarms: ReadonlyMap<string, readonly Severity[]> = new Map(),
): Finding | null {
  if (isMerelyQuiet(view) || (view.state !== 'unknown' && rankOf(view) === 0)) return null
  const message = messageOf(view)
  const isQuiet = view.freshness === 'stale' || view.freshness === 'unknown'
  const said = [
    isQuiet ? componentFreshnessWords(view) : componentStateWords(view),
    message === null || message.isOld ? '' : message.text,
  ]
  return {
    key: view.key,
    subject: view.component.name,
    state: view.state,
    lastKnown: view.lastKnown,
    words: said.filter(Boolean).join(' · '),
    to: { path: '/health', hash: `#${componentAnchor(view.key)}` },
    counted: (alarms.get(view.key) ?? []).some((severity) => severity === shownState(view)),
  }
}

/** A value that is, or was last known to be, beyond its limit. */
export function valueFinding({
  recorded,
  condition,
  limits,
  ageMs,
  display,
}: Pick<SensorView, 'recorded' | 'condition' | 'limits' | 'ageMs' | 'display'>): Finding {
  const { key, source, sensor, last, untimed } = recorded
  const value = untimed?.value ?? last?.value
  const said = [
    value === undefined ? '' : display.formatWithUnit(value),
    condition.lastKnown === null
      ? limitSummary(limits, condition, display)
      : freshnessWords(condition, ageMs),
  ]
  return {
    key,
    // Every component has a memory.
    subject: sensor.component === undefined ? sensor.name : `${sensor.group}, ${sensor.name}`,
    state: condition.state,
    lastKnown: condition.lastKnown,
    words: said.filter(Boolean).join(' · '),
    to: { name: 'sensor', params: { source, sensor: sensor.id } },
    counted: true,
  }
}

/** What nobody can vouch for any more, or yet. */
export interface DoubtCounts {
  components: number
  jobs?: number
  stale: number
  withoutData: number
  withoutTime: number
}

/** Counted for each source: each would be a line of its own otherwise. */
export function doubtFindings(id: string, subject: string, counts: DoubtCounts): Finding[] {
  const wall = { path: '/', query: { show: 'stale' } }
  const here = { path: '/health', hash: `#${sourceAnchor(id)}` }
  const { components, jobs = 0, stale, withoutData, withoutTime } = counts
  return [
    { count: components, said: words.staleComponents(components), to: here },
    { count: jobs, said: jobTexts.notHeardOf(jobs), to: here },
    { count: stale, said: words.staleValues(stale), to: wall, counted: true },
    { count: withoutData, said: words.valuesWithoutData(withoutData), to: wall },
    { count: withoutTime, said: words.valuesWithoutTime(withoutTime), to: wall },
  ]
    .filter(({ count }) => count > 0)
    .map(({ said, to, counted = false }) => ({
      key: `${id} ${said}`,
      subject,
      state: 'unknown',
      lastKnown: null,
      words: said,
      to,
      counted,
    }))
}
