// Limit lines, and the parts of the measured line beyond them: in the colour of their severity and thicker,
// so that they show without colour too (rules A0, V2). A limit that is kept stays grey (rule V1).

import type { Chart, Plugin, Scale } from 'chart.js'
import { meets } from '../../domain/limits'
import { limitLines, limitRegions } from '../arithmetic/limit-regions'
import { viewOf, type ChartLimit, type ChartView } from '../chart-view'
import { crisp, FONT_SIZE } from '../scales/own-scale'

const HIGHLIGHT_WIDTH = { warn: 2, crit: 3 }
const DASH = { warn: [6, 4], crit: [2, 2] }
const LATEST_RADIUS = 2.5
const LABEL_OFFSET = 8

export const limits: Plugin<'ring'> = {
  id: 'limits',
  beforeDatasetsDraw(chart) {
    const view = viewOf(chart)
    if (view === null) return
    for (const limit of view.limits) drawLimit(chart, view, limit)
  },
  afterDatasetsDraw(chart) {
    const view = viewOf(chart)
    const value = chart.scales['y']
    if (view === null || view.series === null || value === undefined) return
    // The worse comes last and covers the other.
    for (const severity of ['warn', 'crit'] as const) {
      for (const limit of view.limits) {
        if (limit.severity === severity) highlight(chart, view, value, limit)
      }
    }
    drawLatest(chart, view, value)
    if (view.detail === 'full') drawLabels(chart, view, value)
  },
}

function drawLimit(chart: Chart, view: ChartView, limit: ChartLimit): void {
  const value = chart.scales['y']
  if (value === undefined) return
  const { ctx, chartArea: area } = chart
  const colour = latestBeyond(view, limit) ? view.theme[limit.severity] : view.theme.limit
  for (const at of limitLines(limit.condition)) {
    const exact = value.getPixelForValue(at)
    if (exact < area.top || exact > area.bottom) continue
    const y = crisp(exact, chart.currentDevicePixelRatio)
    ctx.save()
    ctx.beginPath()
    ctx.setLineDash(DASH[limit.severity])
    ctx.moveTo(area.left, y)
    ctx.lineTo(area.right, y)
    ctx.strokeStyle = colour
    ctx.lineWidth = 1
    ctx.stroke()
    ctx.restore()
  }
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
  for (const { label, condition } of view.limits) {
    // Once, at the highest of its lines on the axis.
    const at = limitLines(condition).findLast((line) => line >= value.min && line <= value.max)
    if (at === undefined) continue
    const y = Math.round(value.getPixelForValue(at))
    const below = limitRegions(condition).some(({ low, high }) => low === -Infinity && high === at)
    const wanted = y + (below ? LABEL_OFFSET : -LABEL_OFFSET)
    const middle = wanted >= area.top && wanted <= area.bottom ? wanted : 2 * y - wanted
    ctx.strokeText(label, area.left + LABEL_OFFSET, middle)
    ctx.fillText(label, area.left + LABEL_OFFSET, middle)
  }
  ctx.restore()
}

function highlight(chart: Chart, view: ChartView, value: Scale, limit: ChartLimit): void {
  if (view.line === null || !touches(view, limit)) return
  const { ctx, chartArea: area } = chart
  const width = HIGHLIGHT_WIDTH[limit.severity]
  ctx.save()
  ctx.beginPath()
  for (const { low, high, inclusive } of limitRegions(limit.condition)) {
    // Half a line's width decides whether a line exactly on the limit is taken in or left out.
    const edge = inclusive ? width / 2 : -width / 2
    const top = high === Infinity ? area.top - width : value.getPixelForValue(high) - edge
    const bottom = low === -Infinity ? area.bottom + width : value.getPixelForValue(low) + edge
    if (bottom > top) ctx.rect(area.left, top, area.width, bottom - top)
  }
  ctx.clip()
  ctx.strokeStyle = view.theme[limit.severity]
  ctx.lineWidth = width
  ctx.lineJoin = 'round'
  ctx.stroke(view.line)
  ctx.restore()
}

/** Whether any part of the line in the window can be beyond the limit; it spares a second stroke otherwise. */
function touches({ series, from, to }: ChartView, limit: ChartLimit): boolean {
  if (series === null) return false
  const extent = series.extent(series.indexAtOrAfter(from) - 1, series.indexAfter(to) + 1)
  if (extent === null) return false
  return limitRegions(limit.condition).some(({ low, high, inclusive }) =>
    inclusive ? extent.max >= low && extent.min <= high : extent.max > low && extent.min < high,
  )
}

function latestBeyond({ series }: ChartView, limit: ChartLimit): boolean {
  if (series === null || series.size === 0) return false
  return meets(series.value(series.end - 1), limit.condition)
}

function drawLatest(chart: Chart, view: ChartView, value: Scale): void {
  const { series, theme } = view
  const time = chart.scales['x']
  if (series === null || series.size === 0 || time === undefined) return
  const last = series.end - 1
  const { ctx, chartArea: area } = chart
  const [x, y] = [time.getPixelForValue(series.time(last)), value.getPixelForValue(series.value(last))]
  if (x < area.left || x > area.right + 1 || y < area.top - 1 || y > area.bottom + 1) return
  const beyond = view.limits.filter((limit) => latestBeyond(view, limit))
  const worst = beyond.find((limit) => limit.severity === 'crit') ?? beyond[0]
  ctx.beginPath()
  ctx.arc(x, y, worst ? LATEST_RADIUS + 1 : LATEST_RADIUS, 0, 2 * Math.PI)
  ctx.fillStyle = worst ? theme[worst.severity] : theme.line
  ctx.fill()
}
