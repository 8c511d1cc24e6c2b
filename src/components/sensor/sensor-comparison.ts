// A sensor and those that share its chart: their lines, how values read beside the cursor, and the text alternative.
import { computed, type ComputedRef } from 'vue'
import type { ChartLineSource } from '../../charts/use-live-chart'
import type { RecordedSensor } from '../../domain/recorded-sensor'
import type { Sample } from '../../domain/samples'
import { useSensorSettings } from '../../stores/sensor-settings'
import { useSensorView, type SensorView } from '../../stores/sensor-view'
import { useTimeline } from '../../stores/timeline'
import { useChartLabel } from '../chart-facts'
import { useChartLine } from '../chart-lines'
import { comparable, compared, MOST_COMPARED } from './comparison'

export interface SensorComparison {
  /** Of those that share the chart, in the order in which they were chosen. */
  ids: ComputedRef<readonly string[]>
  others: ComputedRef<readonly SensorView[]>
  /** What could be added. */
  candidates: ComputedRef<readonly RecordedSensor[]>
  /** The sensor's own line first. */
  lines: ComputedRef<readonly ChartLineSource[]>
  /** A sentence for each (rule V4). */
  label: ComputedRef<string>
  /** Where there is more than one value to tell of. */
  format: ComputedRef<((sample: Sample) => string) | undefined>
}

/**
 * @param wanted the ids that the address asks for
 * @param windowMs how much time the chart shows
 * @param standsAt the end of the time shown where that stands still
 */
export function useSensorComparison(
  view: () => SensorView | null,
  wanted: () => readonly string[],
  windowMs: () => number,
  standsAt: () => number | null,
): SensorComparison {
  const timeline = useTimeline()
  const settings = useSensorSettings()
  // These stay the same while samples come.
  const recorded = computed(() => view()?.recorded)
  const display = computed(() => view()?.display)
  const all = computed(() => {
    const sensor = recorded.value
    return sensor ? comparable(sensor, timeline.all(sensor.source), settings.display) : []
  })
  const chosen = computed(() => compared(wanted(), all.value))
  const lineOf = (of: () => SensorView | null) => ({
    view: of,
    line: useChartLine(of),
    label: useChartLabel(of, windowMs, standsAt),
  })
  const own = lineOf(view)
  const places = Array.from({ length: MOST_COMPARED }, (_, place) => {
    const other = useSensorView(() => chosen.value[place]?.key ?? '')
    return lineOf(() => other.value)
  })
  return {
    ids: computed(() => chosen.value.map(({ sensor }) => sensor.id)),
    others: computed(() => places.flatMap((place) => place.view() ?? [])),
    candidates: computed(() => all.value.filter((one) => !chosen.value.includes(one))),
    lines: computed(() => [own, ...places].flatMap(({ line }) => line.value ?? [])),
    label: computed(() =>
      [own, ...places].flatMap((place) => (place.view() ? [place.label.value] : [])).join('. '),
    ),
    format: computed(() => {
      const shown = display.value
      if (!shown || chosen.value.length === 0) return undefined
      return (sample: Sample) => shown.formatWithUnit(sample.value)
    }),
  }
}
