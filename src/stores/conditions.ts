// What state every sensor is in: judged anew when samples come, when limits change and each second as
// values age. Writes only what changed, so that a calm wall costs nothing.
import { defineStore } from 'pinia'
import { computed, watch } from 'vue'
import { conditionOf, idleCondition, type Condition, type ConditionTerms } from '../domain/condition'
import { freshnessAt, freshnessOnChange, type Freshness } from '../domain/freshness'
import { standingOf, type Standing } from '../domain/limits'
import type { RecordedSensor, SensorKey } from '../domain/recorded-sensor'
import type { EpochMs, Limit, LimitsAccess } from '../domain/updates'
import { useComponents } from './components'
import { ConditionBook } from './condition-book'
import { useLinks } from './links'
import { useNow } from './now'
import { usePreferences } from './preferences'
import { query } from './query'
import { useSensorSettings } from './sensor-settings'
import { useSources } from './sources'
import { useTimeline } from './timeline'

export { isIdle, type Condition } from '../domain/condition'

/** What a sensor is judged by besides its samples and the time. */
interface Terms extends ConditionTerms {
  /** What all of it was gathered from; another object when any of that may have changed. */
  grounds: object
  told: readonly Limit[]
  own: readonly Limit[]
  severities: object
  /** The standing of a figure whose component does not run: it has no value. */
  idle: Standing | null
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

  const book = new ConditionBook()
  const terms = new WeakMap<RecordedSensor, Terms>()

  /** Which links bring data now, as one text: what hangs on it is judged anew only when it changes. */
  const delivering = computed(() =>
    links.all.map(({ address, key }) => (links.delivers(address.source) ? key : '')).join(' '),
  )
  /** The same for what their owners' states say of figures. */
  const componentStates = computed(() =>
    components.all.map(({ key, component, freshness }) => `${key} ${component.state} ${freshness}`).join(),
  )
  const grounds = computed<object>(() => {
    void [timeline.listRevision, timeline.limitsRevision, componentStates.value, delivering.value]
    void [preferences.severities, settings.sensors, sources.configs]
    return {}
  })

  function of(key: SensorKey): Condition {
    return book.of(key)
  }

  /**
   * A sensor's limits: the backend's, each with the severity that the user chose, and the user's own beside them; the
   * same list until any of them changes.
   */
  function limitsOf(recorded: RecordedSensor): readonly Limit[] {
    return termsOf(recorded).limits
  }

  /**
   * Whether all limits of a source are known (T9). A system that has none hides none. Where the backend's cannot be
   * seen, a limit of one's own that is kept does not make a value normal: it may be beyond one of those.
   */
  function accessOf(source: string): LimitsAccess {
    const hasLimits = sources.protocolOf(source)?.capabilities.limits ?? true
    return hasLimits ? timeline.source(source).limitsAccess : 'known'
  }

  /** Gathered once for as long as nothing of it can have changed: a sensor is judged with each batch. */
  function termsOf(recorded: RecordedSensor): Terms {
    const known = terms.get(recorded)
    if (known?.grounds === grounds.value) return known
    const { source, sensor } = recorded
    const told = timeline.source(source).limits.get(sensor.id) ?? NO_LIMITS
    const own = settings.ownLimits(recorded)
    const { severities } = preferences
    const isSame = known?.told === told && known.own === own && known.severities === severities
    const fresh: Terms = {
      grounds: grounds.value,
      told,
      own,
      severities,
      limits: isSame ? known.limits : chosenLimits(source, told, own),
      access: accessOf(source),
      range: sensor.range,
      idle: idleStandingOf(recorded),
    }
    terms.set(recorded, fresh)
    return fresh
  }

  function chosenLimits(source: string, told: readonly Limit[], own: readonly Limit[]): readonly Limit[] {
    if (told.length === 0) return own
    const judged = told.map((limit) => ({
      ...limit,
      severity: preferences.severityOf(source, limit.id, limit.severity),
    }))
    return [...judged, ...own]
  }

  function judge(sensors: Iterable<RecordedSensor>): void {
    let source: string | null = null
    let backendNow = 0
    for (const one of sensors) {
      if (one.source !== source) {
        source = one.source
        backendNow = sources.serverTime(source)
      }
      book.set(one.key, conditionNow(one, book.known(one.key), backendNow))
    }
  }

  function conditionNow(recorded: RecordedSensor, before: Condition | null, backendNow: EpochMs): Condition {
    const known = termsOf(recorded)
    if (known.idle) return idleCondition(before, known.idle, freshnessOf(recorded, backendNow))
    const timeUnknown = recorded.untimed !== null
    const freshness = timeUnknown ? 'unknown' : freshnessOf(recorded, backendNow)
    return conditionOf(before, recorded.value, known, freshness, timeUnknown)
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

  function freshnessOf(recorded: RecordedSensor, backendNow: EpochMs): Freshness {
    const { source, sensor, series } = recorded
    if (recorded.isOnlyRestored) return 'stale'
    if (sensor.reporting === 'on-change') {
      const last = series.size === 0 ? null : series.time(series.end - 1)
      return freshnessOnChange(last, links.vouchesFor(source, recorded.heardAt, now.time))
    }
    const ageMs = recorded.ageAt(backendNow, now.time)
    return freshnessAt(backendNow, ageMs === null ? null : backendNow - ageMs, recorded.expectedMs)
  }

  function judgeAll(): void {
    const listed = timeline.listed()
    judge(listed)
    if (book.size === listed.length) return
    const keys = new Set(listed.map(({ key }) => key))
    for (const key of book.keys()) if (!keys.has(key)) book.delete(key)
  }

  timeline.onChanges(({ readings }) => {
    judge(readings.map(({ sensor }) => sensor).filter(({ key }) => book.known(key)))
  })
  watch([() => now.time, grounds], judgeAll)

  return {
    /** What sensors are judged by besides their samples and the time; another object when any of it may have changed. */
    grounds,
    of: query(of),
    limitsOf: query(limitsOf),
    accessOf: query(accessOf),
    abnormal: book.abnormal,
    stale: book.stale,
    isKnown: book.isKnown,
  }
})
