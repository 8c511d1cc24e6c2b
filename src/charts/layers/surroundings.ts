// All layers around the lines of a chart, and their order.

import type { Chart } from 'chart.js'
import type { ChartView } from '../chart-view'
import { cursor } from './cursor'
import { gapHatching } from './gap-hatching'
import { highlights } from './highlights'
import type { Layer } from './layer'
import { legend } from './legend'
import { limits } from './limits'
import { marks } from './marks'
import { newestSamples } from './newest-samples'
import { provenanceStrip } from './provenance-strip'

/** In the order in which they draw. */
const LAYERS: readonly Layer[] = [
  gapHatching,
  limits,
  highlights,
  newestSamples,
  provenanceStrip,
  marks,
  legend,
  cursor,
]

export function drawBehind(chart: Chart, view: ChartView): void {
  for (const layer of LAYERS) layer.drawBehind?.(chart, view)
}

export function drawAbove(chart: Chart, view: ChartView): void {
  for (const layer of LAYERS) layer.drawAbove?.(chart, view)
}
