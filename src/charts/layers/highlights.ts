// The parts of a line beyond its own limits: in the colour of their severity and thicker, so that they show without
// colour too (rules A0, V2).

import type { Chart, Scale } from 'chart.js'
import type { ChartView } from '../chart-view'
import { touches, type SharedLimit } from '../shared-limits'
import type { Layer } from './layer'

/** In CSS pixels. */
export const HIGHLIGHT_WIDTH = { warn: 2, crit: 3 }

export const highlights: Layer = {
  drawAbove(chart, view) {
    const value = chart.scales['y']
    if (value === undefined) return
    for (const limit of view.limits) {
      for (const line of limit.lines) {
        if (line.path !== null && touches(line, limit)) highlight(chart, view, value, limit, line.path)
      }
    }
  },
}

function highlight(chart: Chart, view: ChartView, value: Scale, limit: SharedLimit, path: Path2D): void {
  const { ctx, chartArea: area } = chart
  const width = HIGHLIGHT_WIDTH[limit.severity]
  ctx.save()
  ctx.beginPath()
  for (const { low, high, inclusive } of limit.regions) {
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
  ctx.stroke(path)
  ctx.restore()
}
