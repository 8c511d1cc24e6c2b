// Hatches the time for which samples are missing, from the last known one to the next, or to now (rule T3).

import type { Plugin } from 'chart.js'
import { openGap, viewOf, type ChartView } from '../chart-view'

/** Distance between the lines of the hatching, and the least width of a gap, in pixels. */
const SPACING = 7
const LEAST_WIDTH = 2

export const gapHatching: Plugin<'ring'> = {
  id: 'gapHatching',
  beforeDatasetsDraw(chart) {
    const view = viewOf(chart)
    const time = chart.scales['x']
    if (view === null || view.series === null || time === undefined) return
    const { ctx, chartArea: area } = chart
    const open = openGap(view)
    const gaps = view.series.gaps(view.from, view.to)
    if (open !== null) gaps.push(open)
    for (const gap of gaps) {
      const left = Math.max(area.left, time.getPixelForValue(gap.from))
      const right = Math.min(area.right, Math.max(time.getPixelForValue(gap.to), left + LEAST_WIDTH))
      if (right > left) hatch(ctx, view, left, area.top, right - left, area.bottom - area.top)
    }
  },
}

function hatch(
  ctx: CanvasRenderingContext2D,
  { theme }: ChartView,
  left: number,
  top: number,
  width: number,
  height: number,
): void {
  ctx.save()
  ctx.beginPath()
  ctx.rect(left, top, width, height)
  ctx.clip()
  ctx.beginPath()
  // Anchored to the canvas, so that the lines stand still while the gap slides by.
  const first = Math.floor((left - height) / SPACING) * SPACING
  for (let x = first; x < left + width; x += SPACING) {
    ctx.moveTo(x, top + height)
    ctx.lineTo(x + height, top)
  }
  ctx.strokeStyle = theme.gap
  ctx.lineWidth = 1
  ctx.stroke()
  ctx.restore()
}
