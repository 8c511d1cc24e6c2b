// The vue-chartjs component of type `ring`, with just the parts of Chart.js that it needs.

import { Chart, type ChartData, type ChartOptions } from 'chart.js'
import { createTypedChart } from 'vue-chartjs'
import { markRaw } from 'vue'
import type { ChartDetail } from './chart-view'
import { cursor } from './plugins/cursor'
import { gapHatching } from './plugins/gap-hatching'
import { limits } from './plugins/limits'
import { marks } from './plugins/marks'
import { provenanceStrip } from './plugins/provenance-strip'
import { NoElement, RingController } from './ring-controller'
import { TimeScale } from './scales/time-scale'
import { ValueScale } from './scales/value-scale'

Chart.register(NoElement, TimeScale, ValueScale)

/** In the order in which they draw. */
export const ringPlugins = [gapHatching, limits, provenanceStrip, marks, cursor]

/** Free room around the plot in pixels, so that half a label above or a dot at the edge is not cut. */
const PADDING = {
  full: { top: 8, right: 6, bottom: 0, left: 0 },
  compact: { top: 7, right: 4, bottom: 0, left: 0 },
  bare: { top: 3, right: 4, bottom: 3, left: 0 },
}

/** Data and options of one chart. Their identity never changes, so that nothing is watched or updated. */
export function ringSetup(detail: ChartDetail): { data: ChartData<'ring'>; options: ChartOptions<'ring'> } {
  return {
    data: markRaw({ datasets: [{ data: [] }] }),
    options: markRaw<ChartOptions<'ring'>>({
      animation: false,
      responsive: true,
      maintainAspectRatio: false,
      // Pointer and keys are listened to by the components; Chart.js would walk elements that do not exist.
      events: [],
      layout: { padding: PADDING[detail], autoPadding: false },
      scales: { x: { type: 'sampleTime' }, y: { type: 'sampleValue' } },
    }),
  }
}

export const RingChart = createTypedChart('ring', RingController)
