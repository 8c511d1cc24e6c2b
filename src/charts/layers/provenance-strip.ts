// The strip under the plot: how each stretch of time came, told apart by height and pattern alone (rules T4, V2).
//   live  a full bar      polled  a full bar in dashes      filled  half a bar      restored  dots      lost  an empty frame

import type { Chart } from 'chart.js'
import type { TimeRange } from '../../domain/samples'
import type { Provenance } from '../../domain/updates'
import type { ChartLine } from '../chart-line'
import { toneOf } from '../chart-theme'
import type { ChartView } from '../chart-view'
import type { Layer } from './layer'

const GAP_ABOVE = 3
const HEIGHT = 4
/** Between the rows of two lines. */
const GAP_BETWEEN = 2
/** Height that the strip of one line takes between the plot and the labels of the time axis. */
export const STRIP_SPACE = GAP_ABOVE + HEIGHT

/** The same for several lines, each with a row of its own. */
export function stripSpace(lines: number): number {
  return STRIP_SPACE + Math.max(0, lines - 1) * (GAP_BETWEEN + HEIGHT)
}

/** Heights and lengths in pixels; without a period, the bar is unbroken. */
const PATTERNS: Record<Provenance, { height: number; period?: number; length?: number }> = {
  live: { height: HEIGHT },
  polled: { height: HEIGHT, period: 7, length: 5 },
  filled: { height: HEIGHT / 2 },
  restored: { height: HEIGHT / 2, period: 4, length: 2 },
}

export const provenanceStrip: Layer = {
  drawAbove(chart, view) {
    if (view.detail === 'bare') return
    for (const [index, line] of view.lines.entries()) drawRow(chart, view, line, index)
  },
}

interface Bar {
  left: number
  width: number
}

/** In the tone of its line; a strip that is alone has its own. */
function drawRow(chart: Chart, view: ChartView, line: ChartLine, index: number): void {
  if (line.series === null) return
  const { ctx, chartArea: area } = chart
  const top = area.bottom + GAP_ABOVE + index * (GAP_BETWEEN + HEIGHT)
  ctx.fillStyle = view.lines.length > 1 ? toneOf(view.theme, index) : view.theme.strip
  // Bars that another of the same kind covers are left out: there may be more stretches than pixels.
  const drawnTo = new Map<Provenance, number>()
  for (const stretch of line.series.stretches(view.from, view.to)) {
    const bar = barOf(chart, stretch, area.left)
    if (bar === null || bar.left + bar.width <= (drawnTo.get(stretch.provenance) ?? -Infinity)) continue
    drawnTo.set(stretch.provenance, bar.left + bar.width)
    drawStretch(chart, view, stretch.provenance, bar, top)
  }
  if (line.gaps.length > 0) frameGaps(chart, view, line.gaps, top)
}

/** A gap that begins before the window is open there. */
function frameGaps(chart: Chart, view: ChartView, gaps: readonly TimeRange[], top: number): void {
  const { ctx, chartArea: area } = chart
  ctx.save()
  ctx.beginPath()
  ctx.rect(area.left, top, area.width, HEIGHT)
  ctx.clip()
  ctx.strokeStyle = view.theme.gap
  ctx.lineWidth = 1
  let framedTo = -Infinity
  for (const gap of gaps) {
    const bar = barOf(chart, gap, area.left - 1)
    if (bar === null || bar.left + bar.width <= framedTo) continue
    framedTo = bar.left + bar.width
    ctx.strokeRect(bar.left + 0.5, top + 0.5, Math.max(1, bar.width - 1), HEIGHT - 1)
  }
  ctx.restore()
}

function drawStretch(
  chart: Chart,
  view: ChartView,
  provenance: Provenance,
  bar: Bar,
  stripTop: number,
): void {
  const { ctx } = chart
  const { height, period, length } = PATTERNS[provenance]
  const top = stripTop + HEIGHT - height
  if (period === undefined || length === undefined) {
    ctx.fillRect(bar.left, top, bar.width, height)
    return
  }
  // Anchored to time, so that the dashes slide with the line.
  const msPerPixel = (view.to - view.from) / chart.chartArea.width
  const offset = (view.from / msPerPixel) % period
  const first = bar.left - ((((bar.left - chart.chartArea.left + offset) % period) + period) % period)
  for (let x = first; x < bar.left + bar.width; x += period) {
    const left = Math.max(x, bar.left)
    const right = Math.min(x + length, bar.left + bar.width)
    if (right > left) ctx.fillRect(left, top, right - left, height)
  }
}

/** @param least where the first pixel of a bar may be */
function barOf(chart: Chart, range: TimeRange, least: number): Bar | null {
  const time = chart.scales['x']
  if (time === undefined) return null
  const { chartArea: area, currentDevicePixelRatio: ratio } = chart
  const left = Math.max(least, Math.min(wholePixel(time.getPixelForValue(range.from), ratio), area.right - 1))
  const right = Math.min(area.right, wholePixel(time.getPixelForValue(range.to), ratio))
  return right < left ? null : { left, width: Math.max(1, right - left) }
}

/** Of the device, by which the window slides: whole ones of CSS would let the ends of bars tremble. */
function wholePixel(pixel: number, devicePixelRatio: number): number {
  return Math.round(pixel * devicePixelRatio) / devicePixelRatio
}
