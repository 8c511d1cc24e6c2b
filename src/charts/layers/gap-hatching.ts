// Hatches the time for which samples are missing, from the last known one to the next, or to now (rule T3). Among several
// lines just what is missing of all that have begun: where one of them goes on, the others end for all to see.

import { commonGaps } from '../arithmetic/common-gaps'
import type { ChartLine } from '../chart-line'
import type { ChartView } from '../chart-view'
import type { Layer } from './layer'

/** Distance between the lines of the hatching, and the least width of a gap, in pixels. */
const SPACING = 7
const LEAST_WIDTH = 2

export const gapHatching: Layer = {
  drawBehind(chart, view) {
    const time = chart.scales['x']
    if (time === undefined || !view.lines.some(hasGap)) return
    const { ctx, chartArea: area } = chart
    const told = view.lines.filter((line) => !line.isEmpty)
    // Neighbours that touch become one: there may be more gaps than pixels.
    let [from, to] = [Infinity, -Infinity]
    const flush = (): void => {
      if (to > from) hatch(ctx, view, from, area.top, to - from, area.bottom - area.top)
    }
    for (const gap of commonGaps(told)) {
      const left = Math.max(area.left, time.getPixelForValue(gap.from))
      const right = Math.min(area.right, Math.max(time.getPixelForValue(gap.to), left + LEAST_WIDTH))
      if (right <= left) continue
      if (left > to) {
        flush()
        from = left
      }
      to = right
    }
    flush()
  },
}

function hasGap(line: ChartLine): boolean {
  return line.hasGaps || line.openGap !== null
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
