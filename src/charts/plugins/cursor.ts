// The sample under inspection: a line through it, a ring around it, and how it reads.

import type { Chart, Plugin } from 'chart.js'
import { viewOf, type ChartView } from '../chart-view'
import { crisp, FONT_SIZE } from '../scales/own-scale'

const RADIUS = 4
const PADDING = 5

export const cursor: Plugin<'ring'> = {
  id: 'cursor',
  afterDatasetsDraw(chart) {
    const view = viewOf(chart)
    const { x: time, y: value } = chart.scales
    if (view === null || view.inspected === null || time === undefined || value === undefined) return
    const { ctx, chartArea: area } = chart
    const x = time.getPixelForValue(view.inspected.time)
    const y = value.getPixelForValue(view.inspected.value)
    const line = crisp(x, chart.currentDevicePixelRatio)
    ctx.beginPath()
    ctx.moveTo(line, area.top)
    ctx.lineTo(line, area.bottom)
    ctx.strokeStyle = view.theme.cursor
    ctx.lineWidth = 1
    ctx.stroke()
    ctx.beginPath()
    ctx.arc(x, y, RADIUS, 0, 2 * Math.PI)
    ctx.fillStyle = view.theme.surface
    ctx.fill()
    ctx.lineWidth = 1.5
    ctx.stroke()
    if (view.format) drawReading(chart, view, view.format(view.inspected), x)
  },
}

function drawReading(chart: Chart, view: ChartView, text: string, x: number): void {
  const { ctx, chartArea: area } = chart
  ctx.font = `${String(FONT_SIZE)}px ${view.theme.fontFamily}`
  const width = ctx.measureText(text).width + 2 * PADDING
  const height = FONT_SIZE + 2 * PADDING
  const beside = x + RADIUS + PADDING
  const left = beside + width <= area.right ? beside : Math.max(area.left, x - RADIUS - PADDING - width)
  ctx.fillStyle = view.theme.surface
  ctx.strokeStyle = view.theme.cursor
  ctx.lineWidth = 1
  ctx.beginPath()
  ctx.roundRect(Math.round(left) + 0.5, Math.round(area.top) + 0.5, Math.round(width), height, 3)
  ctx.fill()
  ctx.stroke()
  ctx.fillStyle = view.theme.text
  ctx.textAlign = 'left'
  ctx.textBaseline = 'middle'
  ctx.fillText(text, Math.round(left) + PADDING, Math.round(area.top) + height / 2 + 0.5)
}
