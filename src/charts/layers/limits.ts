// Limit lines with their names, and a faint shade over what lies beyond them, so that one sees which side that is. A limit
// that is kept stays grey (rule V1); while the newest sample of one of its lines is beyond, it has its severity's colour.

import type { Chart, Scale } from 'chart.js'
import type { ChartView } from '../chart-view'
import { traceMarker } from '../line-markers'
import { crisp, FONT_SIZE } from '../scales/own-scale'
import { isBroken, type SharedLimit } from '../shared-limits'
import type { Layer } from './layer'

const DASH = { warn: [6, 4], crit: [2, 2] }
const LABEL_OFFSET = 8
const MARKER_RADIUS = 3
const SHADE = 0.05

export const limits: Layer = {
  drawBehind(chart, view) {
    const value = chart.scales['y']
    if (value === undefined) return
    for (const limit of view.limits) drawLimit(chart, view, value, limit)
  },
  drawAbove(chart, view) {
    const value = chart.scales['y']
    if (value === undefined || view.detail !== 'full' || view.limits.length === 0) return
    drawLabels(chart, view, value)
  },
}

function drawLimit(chart: Chart, view: ChartView, value: Scale, limit: SharedLimit): void {
  const { ctx, chartArea: area } = chart
  const colour = isBroken(limit) ? view.theme[limit.severity] : view.theme.limit
  ctx.save()
  if (view.detail === 'full') {
    ctx.fillStyle = colour
    ctx.globalAlpha = SHADE
    for (const { low, high } of limit.regions) {
      const top = Math.max(area.top, value.getPixelForValue(Math.min(high, value.max)))
      const bottom = Math.min(area.bottom, value.getPixelForValue(Math.max(low, value.min)))
      if (bottom > top) ctx.fillRect(area.left, top, area.width, bottom - top)
    }
    ctx.globalAlpha = 1
  }
  ctx.strokeStyle = colour
  ctx.lineWidth = 1
  ctx.setLineDash(DASH[limit.severity])
  ctx.beginPath()
  for (const at of limit.values) {
    const exact = value.getPixelForValue(at)
    if (exact < area.top || exact > area.bottom) continue
    const y = crisp(exact, chart.currentDevicePixelRatio)
    ctx.moveTo(area.left, y)
    ctx.lineTo(area.right, y)
  }
  ctx.stroke()
  ctx.restore()
}

/** Above its line, or below for a low limit; with a rim, so that the measured line behind it stays readable. */
function drawLabels(chart: Chart, view: ChartView, value: Scale): void {
  const { ctx, chartArea: area } = chart
  ctx.save()
  ctx.font = `${String(FONT_SIZE)}px ${view.theme.fontFamily}`
  ctx.textAlign = 'left'
  ctx.textBaseline = 'middle'
  ctx.lineJoin = 'round'
  ctx.lineWidth = 4
  ctx.strokeStyle = view.theme.surface
  ctx.fillStyle = view.theme.text
  for (const limit of view.limits) {
    // Once, at the highest of its lines on the axis.
    const at = limit.values.findLast((line) => line >= value.min && line <= value.max)
    if (at === undefined) continue
    const y = Math.round(value.getPixelForValue(at))
    const below = limit.regions.some(({ low, high }) => low === -Infinity && high === at)
    const wanted = y + (below ? LABEL_OFFSET : -LABEL_OFFSET)
    const middle = wanted >= area.top && wanted <= area.bottom ? wanted : 2 * y - wanted
    const left = drawOwners(ctx, view, limit, area.left + LABEL_OFFSET, middle)
    ctx.strokeText(limit.label, left, middle)
    ctx.fillText(limit.label, left, middle)
  }
  ctx.restore()
}

/** The markers of the lines whose limit it is, unless it is everyone's; returns where the label begins. */
function drawOwners(
  ctx: CanvasRenderingContext2D,
  { lines, theme }: ChartView,
  limit: SharedLimit,
  left: number,
  middle: number,
): number {
  if (limit.lines.length === lines.length) return left
  let x = left
  for (const [index, line] of lines.entries()) {
    if (!limit.lines.includes(line)) continue
    ctx.beginPath()
    traceMarker(ctx, index, x + MARKER_RADIUS, middle, MARKER_RADIUS)
    ctx.stroke()
    ctx.fillStyle = theme.text
    ctx.fill()
    x += 3 * MARKER_RADIUS
  }
  return x + MARKER_RADIUS
}
