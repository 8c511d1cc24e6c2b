// One picture of a chart, from back to front. Chart.js' own draw() asks, sorts and guards at each of these steps, which took
// a sixth of it.

import type { Chart } from 'chart.js'
import type { ChartView } from './chart-view'
import { drawAbove, drawBehind } from './layers/surroundings'
import { OwnScale } from './scales/own-scale'

/** So far beyond the plot a line may reach, in CSS pixels, so that it is whole at the edge. */
const CLEARANCE = 1

export function paint(chart: Chart, view: ChartView): void {
  chart.ctx.clearRect(0, 0, chart.width, chart.height)
  if (view.detail !== 'bare') paintAxes(chart, view)
  drawBehind(chart, view)
  paintLines(chart, view.lines.length)
  drawAbove(chart, view)
}

function paintAxes({ ctx, scales: { x, y }, currentDevicePixelRatio }: Chart, { theme }: ChartView): void {
  if (!(x instanceof OwnScale && y instanceof OwnScale)) return
  ctx.beginPath()
  x.traceGrid()
  y.traceGrid()
  ctx.strokeStyle = theme.grid
  ctx.lineWidth = 1 / currentDevicePixelRatio
  ctx.stroke()
  x.draw()
  y.draw()
}

/** The first comes last and covers the others. */
function paintLines(chart: Chart, lines: number): void {
  const { ctx, chartArea } = chart
  ctx.save()
  ctx.beginPath()
  ctx.rect(
    chartArea.left - CLEARANCE,
    chartArea.top - CLEARANCE,
    chartArea.width + 2 * CLEARANCE,
    chartArea.height + 2 * CLEARANCE,
  )
  ctx.clip()
  for (let index = Math.min(lines, chart.data.datasets.length) - 1; index >= 0; index--) {
    chart.getDatasetMeta(index).controller.draw()
  }
  ctx.restore()
}
