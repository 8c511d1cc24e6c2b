// The samples under inspection: a line through the moment, a ring around each of them, and how they read.

import type { Chart } from 'chart.js'
import { toneOf } from '../chart-theme'
import type { ChartView } from '../chart-view'
import { traceMarker } from '../line-markers'
import { crisp, FONT_SIZE } from '../scales/own-scale'
import type { Layer } from './layer'

const RADIUS = 4
const PADDING = 5
const ROW = FONT_SIZE + 5
const MARKER_RADIUS = 3

/** How one line reads at the moment; among several, beside its marker. */
interface Reading {
  text: string
  line: number
}

export const cursor: Layer = {
  drawAbove(chart, view) {
    const { x: time, y: value } = chart.scales
    if (view.inspected === null || time === undefined || value === undefined) return
    const { ctx, chartArea: area } = chart
    const x = time.getPixelForValue(view.inspected.time)
    const line = crisp(x, chart.currentDevicePixelRatio)
    ctx.beginPath()
    ctx.moveTo(line, area.top)
    ctx.lineTo(line, area.bottom)
    ctx.strokeStyle = view.theme.cursor
    ctx.lineWidth = 1
    ctx.stroke()
    ctx.lineWidth = 1.5
    const readings: Reading[] = []
    for (const [index, { inspected }] of view.lines.entries()) {
      if (inspected === null) continue
      ctx.beginPath()
      const at = time.getPixelForValue(inspected.time)
      ctx.arc(at, value.getPixelForValue(inspected.value), RADIUS, 0, 2 * Math.PI)
      ctx.fillStyle = view.theme.surface
      ctx.strokeStyle = view.lines.length > 1 ? toneOf(view.theme, index) : view.theme.cursor
      ctx.fill()
      ctx.stroke()
      if (view.format) readings.push({ text: view.format(inspected), line: index })
    }
    if (readings.length > 0) drawReadings(chart, view, readings, x)
  },
}

function drawReadings(chart: Chart, view: ChartView, readings: readonly Reading[], x: number): void {
  const { ctx, chartArea: area } = chart
  const hasMarkers = view.lines.length > 1
  const indent = PADDING + (hasMarkers ? 2 * MARKER_RADIUS + PADDING : 0)
  ctx.font = `${String(FONT_SIZE)}px ${view.theme.fontFamily}`
  const width = Math.max(...readings.map(({ text }) => ctx.measureText(text).width)) + indent + PADDING
  const height = ROW * (readings.length - 1) + FONT_SIZE + 2 * PADDING
  const beside = x + RADIUS + PADDING
  const left = Math.round(
    beside + width <= area.right ? beside : Math.max(area.left, x - RADIUS - PADDING - width),
  )
  const top = Math.round(area.top)
  ctx.fillStyle = view.theme.surface
  ctx.strokeStyle = view.theme.cursor
  ctx.lineWidth = 1
  ctx.beginPath()
  ctx.roundRect(left + 0.5, top + 0.5, Math.round(width), height, 3)
  ctx.fill()
  ctx.stroke()
  ctx.textAlign = 'left'
  ctx.textBaseline = 'middle'
  for (const [row, { text, line }] of readings.entries()) {
    const middle = top + PADDING + FONT_SIZE / 2 + row * ROW + 0.5
    if (hasMarkers) {
      ctx.beginPath()
      traceMarker(ctx, line, left + PADDING + MARKER_RADIUS, middle, MARKER_RADIUS)
      ctx.fillStyle = toneOf(view.theme, line)
      ctx.fill()
    }
    ctx.fillStyle = view.theme.text
    ctx.fillText(text, left + indent, middle)
  }
}
