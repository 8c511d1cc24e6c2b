// Above the plot, where there are several lines: the name of each beside its marker, in its tone. It never takes more
// than one row; names that are too long for it are cut.

import { toneOf } from '../chart-theme'
import { traceMarker } from '../line-markers'
import { brokenBy } from '../shared-limits'
import { FONT_SIZE } from '../scales/own-scale'
import type { Layer } from './layer'

/** Height of the row, in pixels. */
export const LEGEND_SPACE = 20

const MARKER_RADIUS = 3.5
/** Between a marker and its name, and between two names. */
const INSIDE = 5
const BETWEEN = 16

export const legend: Layer = {
  drawAbove(chart, view) {
    if (view.detail !== 'full' || view.lines.length < 2) return
    const { ctx, chartArea: area } = chart
    const { lines, theme } = view
    const middle = area.top - LEGEND_SPACE / 2 - 2
    const own = 2 * MARKER_RADIUS + INSIDE
    const room = (area.width - (lines.length - 1) * BETWEEN) / lines.length - own
    ctx.font = `${String(FONT_SIZE)}px ${theme.fontFamily}`
    ctx.textAlign = 'left'
    ctx.textBaseline = 'middle'
    let left = area.left
    for (const [index, line] of lines.entries()) {
      const broken = brokenBy(line, view.limits)
      ctx.fillStyle = broken === null ? toneOf(theme, index) : theme[broken.severity]
      ctx.beginPath()
      traceMarker(ctx, index, left + MARKER_RADIUS, middle, MARKER_RADIUS)
      ctx.fill()
      const name = cut(ctx, line.label, room)
      ctx.fillStyle = theme.text
      ctx.fillText(name, left + own, middle)
      left += own + ctx.measureText(name).width + BETWEEN
    }
  },
}

function cut(ctx: CanvasRenderingContext2D, text: string, room: number): string {
  if (ctx.measureText(text).width <= room) return text
  const letters = [...text]
  while (letters.length > 1 && ctx.measureText(`${letters.join('')}…`).width > room) letters.pop()
  return `${letters.join('').trimEnd()}…`
}
