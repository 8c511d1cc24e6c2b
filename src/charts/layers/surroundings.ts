// All layers as one plugin: Chart.js asks each plugin for each of its hooks at each draw, which for eight of them took a
// tenth of it.

import type { Plugin } from 'chart.js'
import { viewOf } from '../chart-view'
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

export const surroundings: Plugin<'ring'> = {
  id: 'surroundings',
  beforeDatasetsDraw(chart) {
    const view = viewOf(chart)
    if (view !== null) for (const { drawBehind } of LAYERS) drawBehind?.(chart, view)
  },
  afterDatasetsDraw(chart) {
    const view = viewOf(chart)
    if (view !== null) for (const { drawAbove } of LAYERS) drawAbove?.(chart, view)
  },
}
