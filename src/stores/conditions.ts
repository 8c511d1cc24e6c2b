// What state every sensor is in: judged anew when samples come, when limits change and each second as
// values age. Writes only what changed, so that a calm wall costs nothing.
import { defineStore } from 'pinia'
import { computed, shallowReactive, watch } from 'vue'
import { freshnessAt, freshnessOnChange, type Freshness } from '../domain/freshness'
import { highlightOf, rankOf, standingOf, stateOf, type CardState, type Highlight } from '../domain/limits'
import type { RecordedSensor, SensorKey } from '../domain/recorded-sensor'
import type { Limit } from '../domain/updates'
import { useLinks } from './links'
import { useNow } from './now'
import { usePreferences } from './preferences'
import { useSources } from './sources'
import { useTimeline } from './timeline'

export interface Condition {
  freshness: Freshness
  state: CardState
  /** The state while the value was last fresh; `null` unless `state` is `unknown`. */
  lastKnown: CardState | null
  highlight: Highlight | null
  /** 0 when nothing is abnormal; the higher the worse. */
  rank: number
}

const UNKNOWN: Condition = {
  freshness: 'unknown',
  state: 'unknown',
  lastKnown: null,
  highlight: null,
  rank: 0,
}

const NO_LIMITS: readonly Limit[] = []

export const useConditions = defineStore('conditions', () => {
  const timeline = useTimeline()
  const sources = useSources()
  const links = useLinks()
  const preferences = usePreferences()
  const now = useNow()

  const conditions = shallowReactive(new Map<SensorKey, Condition>())
  const chosen = new Map<
    SensorKey,
    { told: readonly Limit[]; severities: object; limits: readonly Limit[] }
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
    () => [...conditions.values()].filter(({ freshness }) => freshness === 'stale').length,
  )
  /** Whether anything was ever heard: before, nothing can be said to be normal. */
  const isKnown = computed(() => [...conditions.values()].some(({ freshness }) => freshness !== 'unknown'))
  /** Which links bring data now, as one text: what hangs on it is judged anew only when it changes. */
  const delivering = computed(() =>
    links.all.map(({ address, key }) => (links.delivers(address.source) ? key : '')).join(' '),
  )

  function of(key: SensorKey): Condition {
    return conditions.get(key) ?? UNKNOWN
  }

  /** A sensor's limits, each with the severity that the user chose; the same list until one of both changes. */
  function limitsOf({ key, source, sensor }: RecordedSensor): readonly Limit[] {
    const told = timeline.source(source).limits.get(sensor.id)
    if (!told) return NO_LIMITS
    const { severities } = preferences
    const known = chosen.get(key)
    if (known?.told === told && known.severities === severities) return known.limits
    const limits = told.map((limit) => ({
      ...limit,
      severity: preferences.severityOf(source, limit.id, limit.severity),
    }))
    chosen.set(key, { told, severities, limits })
    return limits
  }

  function judge(recorded: RecordedSensor): void {
    const { key, source, last, sensor } = recorded
    const limits = limitsOf(recorded)
    const highlight = last ? highlightOf(last.value, limits, sensor.range) : null
    const state = stateOf(highlight, limits, timeline.source(source).limitsAccess)
    const freshness = freshnessOf(recorded)
    const standing = standingOf(state, freshness)
    const condition: Condition = { freshness, highlight, ...standing, rank: rankOf(standing) }
    const known = conditions.get(key)
    if (!known || !isSame(known, condition)) conditions.set(key, condition)
  }

  function freshnessOf(recorded: RecordedSensor): Freshness {
    const { source, sensor, expectedMs, last } = recorded
    if (sensor.reporting === 'on-change') return freshnessOnChange(last?.time ?? null, links.delivers(source))
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

  timeline.onSamples((keys) => {
    for (const key of keys) {
      const sensor = timeline.sensor(key)
      if (sensor && conditions.has(key)) judge(sensor)
    }
  })
  watch(
    [
      () => now.time,
      () => timeline.listRevision,
      () => timeline.limitsRevision,
      () => preferences.severities,
      delivering,
    ],
    judgeAll,
  )

  return { of, limitsOf, abnormal, stale, isKnown }
})

function isSame(a: Condition, b: Condition): boolean {
  return (
    a.freshness === b.freshness &&
    a.state === b.state &&
    a.lastKnown === b.lastKnown &&
    a.rank === b.rank &&
    meaningOf(a.highlight) === meaningOf(b.highlight)
  )
}

/** What was met, as the backend told it: another object when it was read anew. */
function meaningOf(highlight: Highlight | null): object | null {
  if (highlight === null) return null
  return highlight.cause === 'limit' ? highlight.limit.condition : highlight.range
}
