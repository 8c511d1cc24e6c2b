// The newest sample of each line, in the line's own shape; beyond a limit in the colour of its severity, and larger.

import { toneOf } from '../chart-theme'
import { traceMarker } from '../line-markers'
import { brokenBy } from '../shared-limits'
import type { Layer } from './layer'

/** In pixels; larger where shapes have to be told apart. */
const RADIUS = { alone: 2.5, among: 3.5 }

export const newestSamples: Layer = {
  drawAbove(chart, view) {
    const { x: time, y: value } = chart.scales
    if (time === undefined || value === undefined) return
    const { ctx, chartArea: area } = chart
    const { lines, theme } = view
    // The first comes last and covers the others, as its line does.
    for (let index = lines.length - 1; index >= 0; index--) {
      const line = lines[index]
      if (!line?.series || line.isEmpty) continue
      const last = line.series.end - 1
      const x = time.getPixelForValue(line.series.time(last))
      const y = value.getPixelForValue(line.series.value(last))
      if (x < area.left || x > area.right + 1 || y < area.top - 1 || y > area.bottom + 1) continue
      const broken = brokenBy(line, view.limits)
      const radius = (lines.length > 1 ? RADIUS.among : RADIUS.alone) + (broken === null ? 0 : 1)
      ctx.beginPath()
      traceMarker(ctx, index, x, y, radius)
      if (lines.length > 1) {
        ctx.strokeStyle = theme.surface
        ctx.lineWidth = 2
        ctx.stroke()
      }
      ctx.fillStyle = broken === null ? toneOf(theme, index) : theme[broken.severity]
      ctx.fill()
    }
  },
}
