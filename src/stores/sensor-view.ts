// What a card or a view needs of one sensor, gathered from the stores that own it. It keeps nothing.
import { computed, type ComputedRef } from 'vue'
import { lateAfter, staleAfter } from '../domain/freshness'
import type { RecordedSensor, SensorKey } from '../domain/recorded-sensor'
import type { Limit, LimitsAccess, Provenance } from '../domain/updates'
import { useConditions, type Condition } from './conditions'
import { useNow } from './now'
import { useSources } from './sources'
import { useTimeline } from './timeline'

export interface SensorView {
  recorded: RecordedSensor
  sourceLabel: string
  /** Bumped with each batch that brought samples. */
  revision: number
  last: { time: number; value: number; provenance: Provenance } | null
  /** Age of the last sample on the backend's clock, in milliseconds; brought up to date each second. */
  ageMs: number | null
  condition: Condition
  limits: readonly Limit[]
  limitsAccess: LimitsAccess
  staleAfterMs: number
  lateAfterMs: number
  /** The backend's clock, asked at each draw. */
  now: () => number
}

/** `null` while no such sensor is known. */
export function useSensorView(key: () => SensorKey): ComputedRef<SensorView | null> {
  const timeline = useTimeline()
  const sources = useSources()
  const conditions = useConditions()
  const clock = useNow()

  return computed(() => {
    const recorded = timeline.sensor(key())
    if (!recorded) return null
    const { source, last } = recorded
    const reportsOnChange = recorded.sensor.reporting === 'on-change'
    return {
      recorded,
      sourceLabel: sources.byId.get(source)?.label ?? source,
      revision: timeline.revision(recorded.key),
      last,
      ageMs: last ? Math.max(sources.serverTime(source, clock.time) - last.time, 0) : null,
      condition: conditions.of(recorded.key),
      limits: conditions.limitsOf(recorded),
      limitsAccess: timeline.source(source).limitsAccess,
      staleAfterMs: reportsOnChange ? Infinity : staleAfter(recorded.expectedMs),
      lateAfterMs: reportsOnChange ? Infinity : lateAfter(recorded.expectedMs),
      now: () => sources.serverTime(source, Date.now()),
    }
  })
}
