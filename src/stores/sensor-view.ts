// What a card or a view needs of one sensor, gathered from the stores that own it. It keeps nothing, and follows
// samples calmly; what a sensor's state is, at once.
import { computed, type ComputedRef } from 'vue'
import { staleAfter } from '../domain/freshness'
import type { RecordedSensor, SensorKey } from '../domain/recorded-sensor'
import type { Limit, LimitsAccess, Provenance } from '../domain/updates'
import { isIdle, useConditions, type Condition } from './conditions'
import { useLinks } from './links'
import { useNow } from './now'
import type { Display } from './sensor-display'
import { useSensorSettings } from './sensor-settings'
import { useSources } from './sources'
import { useTimeline } from './timeline'

/** What a sensor is, how it is judged and shown: all but its samples. Brought up to date each second. */
export interface SensorDescription {
  /** When it was brought up to date, in epoch milliseconds of this machine. */
  at: number
  recorded: RecordedSensor
  sourceLabel: string
  condition: Condition
  limits: readonly Limit[]
  limitsAccess: LimitsAccess
  /** How its values are shown: unit, decimals. Values here are as sent. */
  display: Display
  staleAfterMs: number
  /** Age of the last sample on the backend's clock, in milliseconds. */
  ageMs: number | null
  /** The backend's clock, asked at each draw. */
  now: () => number
  /** Until when a value that is told when it changes is known to hold; `null` for sensors that report at a cadence. */
  heldUntil: (() => number) | null
}

export interface SensorView extends SensorDescription {
  /** Counts what came, as calmly as digits follow; a chart follows the timeline's own. */
  revision: number
  last: { time: number; value: number; provenance: Provenance } | null
  /** The value to show, as sent: the newest, though its time be unknown; `null` before the first and while its component does not run. */
  value: number | null
}

/** `null` while no such sensor is known. */
export function useSensorDescription(key: () => SensorKey): ComputedRef<SensorDescription | null> {
  const timeline = useTimeline()
  const sources = useSources()
  const conditions = useConditions()
  const links = useLinks()
  const clock = useNow()
  const settings = useSensorSettings()

  // The same functions for the life of the view, so that a batch does not look like new settings to a chart.
  const source = computed(() => timeline.recorded(key())?.source ?? '')
  const serverNow = (): number => sources.serverTime(source.value, Date.now())
  /** Somebody would have told of a change until the source's last link was lost. */
  const knownUntil = (): number => {
    if (links.delivers(source.value)) return serverNow()
    const lost = links.carriers(source.value).map(({ state }) => state.value.since)
    return sources.serverTime(source.value, Math.max(0, ...lost))
  }

  /** The same age that the sensor is judged by. */
  function ageOf(recorded: RecordedSensor): number | null {
    const age = recorded.ageAt(sources.serverTime(recorded.source, clock.time), clock.time)
    return age === null ? null : Math.max(age, 0)
  }

  return computed(() => {
    const recorded = timeline.recorded(key())
    if (!recorded) return null
    const reportsOnChange = recorded.sensor.reporting === 'on-change'
    return {
      at: clock.time,
      recorded,
      sourceLabel: sources.byId.get(recorded.source)?.label ?? recorded.source,
      condition: conditions.of(recorded.key),
      limits: conditions.limitsOf(recorded),
      limitsAccess: conditions.accessOf(recorded.source),
      display: settings.display(recorded),
      staleAfterMs: staleAfter(recorded.expectedMs),
      ageMs: ageOf(recorded),
      now: serverNow,
      heldUntil: reportsOnChange && !recorded.isOnlyRestored ? knownUntil : null,
    }
  })
}

/** The same with its newest sample; `null` while no such sensor is known. */
export function useSensorView(key: () => SensorKey): ComputedRef<SensorView | null> {
  const timeline = useTimeline()
  const settings = useSensorSettings()
  const described = useSensorDescription(key)
  const value = useSensorValue(key)
  return computed(() => {
    if (!described.value) return null
    const { recorded } = described.value
    const revision = timeline.calmRevision(recorded.key)
    return {
      ...described.value,
      display: settings.display(recorded),
      revision,
      last: recorded.last,
      value: value.value,
    }
  })
}

/** The value to show, as sent: all that a reading changes in most places. */
export function useSensorValue(key: () => SensorKey): ComputedRef<number | null> {
  const timeline = useTimeline()
  const conditions = useConditions()
  return computed(() => {
    void timeline.calmRevision(key())
    const recorded = timeline.recorded(key())
    return recorded && !isIdle(conditions.of(key())) ? recorded.value : null
  })
}
