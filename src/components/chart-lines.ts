// Sensors as lines of a chart. A line stays the same object while samples come; they reach the chart by its functions.
import { computed, type ComputedRef } from 'vue'
import type { ChartLineSource } from '../charts/use-live-chart'
import type { SensorDescription } from '../stores/sensor-view'
import { useTimeline } from '../stores/timeline'
import { useChartLimits } from './chart-facts'

/** The line of one sensor; `null` while it is not known. */
export function useChartLine(view: () => SensorDescription | null): ComputedRef<ChartLineSource | null> {
  const timeline = useTimeline()
  const key = computed(() => view()?.recorded.key ?? null)
  const label = computed(() => view()?.recorded.sensor.name ?? '')
  const staleAfterMs = computed(() => view()?.staleAfterMs ?? Infinity)
  const heldUntil = computed(() => view()?.heldUntil ?? null)
  const limits = useChartLimits(view)
  return computed(() => {
    const known = key.value
    if (known === null) return null
    return {
      key: known,
      label: label.value,
      series: () => timeline.sensor(known)?.series ?? null,
      revision: () => timeline.revision(known),
      staleAfterMs: staleAfterMs.value,
      heldUntil: heldUntil.value,
      limits: limits.value,
    }
  })
}

/** For a chart of just one. */
export function useChartLines(view: () => SensorDescription | null): ComputedRef<readonly ChartLineSource[]> {
  const line = useChartLine(view)
  return computed(() => (line.value === null ? [] : [line.value]))
}
