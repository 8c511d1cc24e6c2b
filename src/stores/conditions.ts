// What state every sensor is in: judged anew when samples come, when limits change and each second as
// values age. Writes only what changed, so that a calm wall costs nothing.
import { defineStore } from 'pinia'
import { computed, shallowReactive, watch } from 'vue'
import { freshnessAt, freshnessOnChange, type Freshness } from '../domain/freshness'
import {
  highlightOf,
  rankOf,
  standingOf,
  stateOf,
  type CardState,
  type Highlight,
  type Standing,
} from '../domain/limits'
import type { RecordedSensor, SensorKey } from '../domain/recorded-sensor'
import type { Limit, LimitsAccess } from '../domain/updates'
import { useComponents } from './components'
import { useLinks } from './links'
import { useNow } from './now'
import { usePreferences } from './preferences'
import { useSensorSettings } from './sensor-settings'
import { useSources } from './sources'
import { useTimeline } from './timeline'

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

const UNKNOWN: Condition = {
  freshness: 'unknown',
  state: 'unknown',
  lastKnown: null,
  highlight: null,
  timeUnknown: false,
  rank: 0,
}

const NO_LIMITS: readonly Limit[] = []

export const useConditions = defineStore('conditions', () => {
  const timeline = useTimeline()
  const sources = useSources()
  const components = useComponents()
  const links = useLinks()
  const preferences = usePreferences()
  const settings = useSensorSettings()
  const now = useNow()

  const conditions = shallowReactive(new Map<SensorKey, Condition>())
  const chosen = new Map<
    SensorKey,
    { told: readonly Limit[]; own: readonly Limit[]; severities: object; limits: readonly Limit[] }
  >()

  /** What is abnormal, the worst first; among equals in the order in which they came to the wall. */
  const abnormal = computed(() =>
    [...conditions.entries()]
      .filter(([, { rank }]) => rank > 0)
      .sort(([, a], [, b]) => b.rank - a.rank)
      .map(([key]) => key),
  )
  /** How many values are too old to be trusted. */
  const stale = computed(
    () =>
      [...conditions.values()].filter(({ freshness, state }) => freshness === 'stale' && state === 'unknown')
        .length,
  )
  /** Whether anything was ever heard: before, nothing can be said to be normal. */
  const isKnown = computed(() => [...conditions.values()].some(({ freshness }) => freshness !== 'unknown'))
  /** Which links bring data now, as one text: what hangs on it is judged anew only when it changes. */
  const delivering = computed(() =>
    links.all.map(({ address, key }) => (links.delivers(address.source) ? key : '')).join(' '),
  )

  /** The same for what their owners' states say of figures. */
  const componentStates = computed(() =>
    components.all.map(({ key, component, freshness }) => `${key} ${component.state} ${freshness}`).join(),
  )

  function of(key: SensorKey): Condition {
    return conditions.get(key) ?? UNKNOWN
  }

  /**
   * A sensor's limits: the backend's, each with the severity that the user chose, and the user's own beside them; the
   * same list until any of them changes.
   */
  function limitsOf(recorded: RecordedSensor): readonly Limit[] {
    const { key, source, sensor } = recorded
    const told = timeline.source(source).limits.get(sensor.id) ?? NO_LIMITS
    const own = settings.ownLimits(recorded)
    if (told.length === 0) return own
    const { severities } = preferences
    const known = chosen.get(key)
    if (known?.told === told && known.own === own && known.severities === severities) return known.limits
    const judged = told.map((limit) => ({
      ...limit,
      severity: preferences.severityOf(source, limit.id, limit.severity),
    }))
    const limits = [...judged, ...own]
    chosen.set(key, { told, own, severities, limits })
    return limits
  }

  /**
   * Whether all limits of a source are known (T9). A system that has none hides none. Where the backend's cannot be
   * seen, a limit of one's own that is kept does not make a value normal: it may be beyond one of those.
   */
  function accessOf(source: string): LimitsAccess {
    const hasLimits = sources.protocolOf(source)?.capabilities.limits ?? true
    return hasLimits ? timeline.source(source).limitsAccess : 'known'
  }

  function judge(recorded: RecordedSensor): void {
    const condition = conditionOf(recorded)
    const { key } = recorded
    const known = conditions.get(key)
    if (!known || !isSame(known, condition)) conditions.set(key, condition)
  }

  function conditionOf(recorded: RecordedSensor): Condition {
    const { source, last, sensor, untimed } = recorded
    const idle = idleStandingOf(recorded)
    if (idle) return { ...UNKNOWN, freshness: freshnessOf(recorded), ...idle }
    const limits = limitsOf(recorded)
    const value = untimed ? untimed.value : last?.value
    const highlight = value === undefined ? null : highlightOf(value, limits, sensor.range)
    const state = stateOf(highlight, limits, accessOf(source))
    const freshness = untimed ? 'unknown' : freshnessOf(recorded)
    const standing: Standing = untimed ? { state: 'unknown', lastKnown: state } : standingOf(state, freshness)
    return { freshness, highlight, timeUnknown: untimed !== null, ...standing, rank: rankOf(standing) }
  }

  /** A figure of a component that does not run has no value, and nothing is wrong with that. */
  function idleStandingOf({ source, sensor }: RecordedSensor): Standing | null {
    const owner = sensor.component === undefined ? null : components.of(`${source}/${sensor.component}`)
    if (!owner) return null
    const { state } = owner.component
    if (state === 'running' || state === 'unknown') return null
    // What it measured before it stopped is not what is last known of it.
    return standingOf(state === 'starting' || state === 'stopping' ? 'busy' : 'stopped', owner.freshness)
  }

  function freshnessOf(recorded: RecordedSensor): Freshness {
    const { source, sensor, expectedMs, last } = recorded
    if (recorded.isOnlyRestored) return 'stale'
    if (sensor.reporting === 'on-change') {
      return freshnessOnChange(last?.time ?? null, links.vouchesFor(source, recorded.heardAt, now.time))
    }
    const backendNow = sources.serverTime(source)
    const ageMs = recorded.ageAt(backendNow, now.time)
    return freshnessAt(backendNow, ageMs === null ? null : backendNow - ageMs, expectedMs)
  }

  function judgeAll(): void {
    const listed = timeline.listed()
    for (const sensor of listed) judge(sensor)
    if (conditions.size === listed.length) return
    const keys = new Set(listed.map(({ key }) => key))
    for (const key of [...conditions.keys()]) if (!keys.has(key)) forget(key)
  }

  function forget(key: SensorKey): void {
    conditions.delete(key)
    chosen.delete(key)
  }

  timeline.onChanges((changes) => {
    for (const key of changes.sensors) {
      const sensor = timeline.sensor(key)
      if (sensor && conditions.has(key)) judge(sensor)
    }
  })
  watch(
    [
      () => now.time,
      () => timeline.listRevision,
      () => timeline.limitsRevision,
      componentStates,
      () => preferences.severities,
      () => settings.sensors,
      delivering,
    ],
    judgeAll,
  )

  return { of, limitsOf, accessOf, abnormal, stale, isKnown }
})

/** A figure whose component does not run, or did not when it was last heard of: it has no value. */
export function isIdle({ state, lastKnown }: Standing): boolean {
  return [state, lastKnown].some((one) => one === 'stopped' || one === 'busy')
}

function isSame(a: Condition, b: Condition): boolean {
  return (
    a.freshness === b.freshness &&
    a.state === b.state &&
    a.lastKnown === b.lastKnown &&
    a.rank === b.rank &&
    a.timeUnknown === b.timeUnknown &&
    meaningOf(a.highlight) === meaningOf(b.highlight)
  )
}

/** What was met, as the backend told it: another object when it was read anew. */
function meaningOf(highlight: Highlight | null): object | null {
  if (highlight === null) return null
  return highlight.cause === 'limit' ? highlight.limit.condition : highlight.range
}
