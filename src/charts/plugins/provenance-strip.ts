// The strip under the plot: how each stretch of time came, told apart by height and pattern alone (rules T4, V2).
//   live  a full bar      polled  a full bar in dashes      filled  half a bar      restored  dots      lost  an empty frame

import type { Chart, Plugin } from 'chart.js'
import type { TimeRange } from '../../domain/samples'
import type { Provenance } from '../../domain/updates'
import { openGap, viewOf, type ChartView } from '../chart-view'

const GAP_ABOVE = 3
const HEIGHT = 4
/** Height that the strip takes between the plot and the labels of the time axis. */
export const STRIP_SPACE = GAP_ABOVE + HEIGHT

/** Heights and lengths in pixels; without a period, the bar is unbroken. */
const PATTERNS: Record<Provenance, { height: number; period?: number; length?: number }> = {
  live: { height: HEIGHT },
  polled: { height: HEIGHT, period: 7, length: 5 },
  filled: { height: HEIGHT / 2 },
  restored: { height: HEIGHT / 2, period: 4, length: 2 },
}

export const provenanceStrip: Plugin<'ring'> = {
  id: 'provenanceStrip',
  afterDatasetsDraw(chart) {
    const view = viewOf(chart)
    if (view === null || view.series === null || view.detail === 'bare') return
    const { ctx, chartArea: area } = chart
    ctx.save()
    ctx.beginPath()
    ctx.rect(area.left, area.bottom, area.width, STRIP_SPACE + 1)
    ctx.clip()
    for (const stretch of view.series.stretches(view.from, view.to)) drawStretch(chart, view, stretch)
    const open = openGap(view)
    for (const gap of view.series.gaps(view.from, view.to)) drawLost(chart, view, gap)
    if (open !== null) drawLost(chart, view, open)
    ctx.restore()
  },
}

function drawStretch(chart: Chart, view: ChartView, stretch: TimeRange & { provenance: Provenance }): void {
  const bar = barOf(chart, stretch)
  if (bar === null) return
  const { ctx } = chart
  const { height, period, length } = PATTERNS[stretch.provenance]
  const top = bar.top + HEIGHT - height
  ctx.fillStyle = view.theme.strip
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

function drawLost(chart: Chart, view: ChartView, gap: TimeRange): void {
  const bar = barOf(chart, gap)
  if (bar === null) return
  const { ctx } = chart
  ctx.strokeStyle = view.theme.gap
  ctx.lineWidth = 1
  ctx.strokeRect(bar.left + 0.5, bar.top + 0.5, Math.max(1, bar.width - 1), HEIGHT - 1)
}

function barOf(chart: Chart, range: TimeRange): { left: number; top: number; width: number } | null {
  const time = chart.scales['x']
  if (time === undefined) return null
  const { chartArea: area } = chart
  const left = Math.max(area.left - 1, Math.round(time.getPixelForValue(range.from)))
  const right = Math.min(area.right, Math.round(time.getPixelForValue(range.to)))
  return right < left ? null : { left, top: area.bottom + GAP_ABOVE, width: Math.max(1, right - left) }
}
