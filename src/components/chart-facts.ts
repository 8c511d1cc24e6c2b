// What a chart is told of its sensor besides the samples: its limits in words, and its text alternative.
// Kept apart from the samples, so that a batch does not make them anew.
import { computed, ref, watch, type ComputedRef, type Ref } from 'vue'
import type { ChartLimit } from '../charts/chart-line'
import { shownState } from '../domain/limits'
import type { SensorDescription } from '../stores/sensor-view'
import { texts } from '../texts/page'
import { chartWords, limitWords } from './sensor-words'

export function useChartLimits(view: () => SensorDescription | null): ComputedRef<ChartLimit[]> {
  const limits = computed(() => view()?.limits)
  const display = computed(() => view()?.display)
  return computed(() => {
    const shown = display.value
    if (!shown) return []
    return (limits.value ?? []).map((limit) => ({
      label: limitWords(limit, shown),
      severity: limit.severity,
      condition: limit.condition,
    }))
  })
}

/** The end of the time shown: now, or the newest sample where the backend's clock is known too roughly to tell. */
export function windowEnd({ now, recorded: { series } }: SensorDescription): number {
  return Math.max(now(), series.size === 0 ? -Infinity : series.time(series.end - 1))
}

/**
 * The text alternative (V4), brought up to date once a second: faster than anybody listens.
 * @param standsAt the end of the time shown where that stands still
 */
export function useChartLabel(
  view: () => SensorDescription | null,
  windowMs: () => number,
  standsAt: () => number | null = () => null,
): Ref<string> {
  const label = ref('')
  watch(
    [() => view()?.at, () => view()?.condition, () => view()?.display, windowMs, standsAt],
    () => {
      const shown = view()
      if (!shown) return
      const { recorded, condition, display } = shown
      const { name } = recorded.sensor
      const to = standsAt() ?? windowEnd(shown)
      const statistics = recorded.series.statistics(to - windowMs(), to)
      label.value = chartWords(name, display, statistics, texts.states[shownState(condition)])
    },
    { immediate: true },
  )
  return label
}
