// What is drawn around the lines of a chart is drawn in layers, behind the lines or above them.

import type { Chart } from 'chart.js'
import type { ChartView } from '../chart-view'

export interface Layer {
  readonly drawBehind?: (chart: Chart, view: ChartView) => void
  readonly drawAbove?: (chart: Chart, view: ChartView) => void
}
