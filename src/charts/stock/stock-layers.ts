// The same layers around Chart.js' own lines: it draws by itself, and tells its plugins when.

import type { Plugin } from 'chart.js'
import { viewOf } from '../chart-view'
import { drawAbove, drawBehind } from '../layers/surroundings'

export const stockLayers: Plugin<'ring'> = {
  id: 'layers',
  beforeDatasetsDraw(chart) {
    const view = viewOf(chart)
    if (view !== null) drawBehind(chart, view)
  },
  afterDatasetsDraw(chart) {
    const view = viewOf(chart)
    if (view !== null) drawAbove(chart, view)
  },
}
