// The vue-chartjs component of type `ring`, with just the parts of Chart.js that it needs.

import { Chart, type ChartData, type ChartOptions } from 'chart.js'
import { createTypedChart } from 'vue-chartjs'
import { markRaw } from 'vue'
import type { ChartDetail } from './chart-view'
import { LEGEND_SPACE } from './layers/legend'
import { NoElement, RingController } from './ring-controller'
import { TimeScale } from './scales/time-scale'
import { ValueScale } from './scales/value-scale'

Chart.register(NoElement, TimeScale, ValueScale)

/** Free room around the plot in pixels, so that half a label above or a dot at the edge is not cut. */
const PADDING = {
  full: { top: 8, right: 6, bottom: 0, left: 0 },
  compact: { top: 7, right: 4, bottom: 0, left: 0 },
  bare: { top: 3, right: 4, bottom: 3, left: 0 },
}

export function roomAround(
  detail: ChartDetail,
  lines: number,
): { top: number; right: number; bottom: number; left: number } {
  const padding = PADDING[detail]
  const hasLegend = detail === 'full' && lines > 1
  return hasLegend ? { ...padding, top: padding.top + LEGEND_SPACE } : padding
}

/** Data and options of a chart of so many lines. They stay the same objects, so that nothing is watched or updated. */
export function ringSetup(
  detail: ChartDetail,
  lines: number,
): { data: ChartData<'ring'>; options: ChartOptions<'ring'> } {
  return {
    // vue-chartjs knows datasets by their labels.
    data: markRaw({ datasets: Array.from({ length: lines }, (_, i) => ({ label: String(i), data: [] })) }),
    options: markRaw<ChartOptions<'ring'>>({
      animation: false,
      // Its size comes with the place of the plot; Chart.js would look at each change of the whole page for each chart.
      responsive: false,
      maintainAspectRatio: false,
      // Pointer and keys are listened to by the components; Chart.js would walk elements that do not exist.
      events: [],
      layout: { padding: roomAround(detail, lines), autoPadding: false },
      scales: { x: { type: 'sampleTime' }, y: { type: 'sampleValue' } },
    }),
  }
}

export const RingChart = createTypedChart('ring', RingController)
