// One live chart on Chart.js' own line, tuned: no parsing, no points, no animation. It takes an update() for each draw
// and is slower than ours, but relies on nothing that Chart.js does not document.

import type { Chart } from 'chart.js'
import { LiveChart } from '../live-chart'
import { linePoints } from './line-points'

export class StockChart extends LiveChart {
  protected override arrange(chart: Chart): boolean {
    const { view } = this
    this.look(chart.chartArea.width)
    const pixelMs = (view.to - view.from) / Math.max(1, chart.chartArea.width)
    for (const [index, line] of view.lines.entries()) {
      line.path = null
      const dataset = chart.data.datasets[index]
      if (dataset) dataset.data = linePoints(line, view.from, view.to, pixelMs, view.columnMs)
    }
    chart.update('none')
    return true
  }

  protected override paint(chart: Chart): void {
    chart.draw()
  }
}
