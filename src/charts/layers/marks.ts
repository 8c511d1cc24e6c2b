// Named moments on the time axis: where an experiment begins or ends, what was said. A name stands beside its line, to the
// right of it or, where the chart ends, to the left: never across.

import { crisp, FONT_SIZE } from '../scales/own-scale'
import type { Layer } from './layer'

const FLAG = 7
const DASH = [1, 2]

export const marks: Layer = {
  drawAbove(chart, view) {
    const time = chart.scales['x']
    if (time === undefined || view.detail === 'bare' || view.marks.length === 0) return
    const { ctx, chartArea: area } = chart
    ctx.save()
    ctx.strokeStyle = view.theme.strip
    ctx.fillStyle = view.theme.strip
    ctx.lineWidth = 1
    ctx.font = `${String(FONT_SIZE)}px ${view.theme.fontFamily}`
    ctx.textBaseline = 'top'
    let free = area.left
    for (const mark of view.marks) {
      if (mark.time < view.from || mark.time > view.to) continue
      const x = crisp(time.getPixelForValue(mark.time), chart.currentDevicePixelRatio)
      ctx.beginPath()
      ctx.moveTo(x, area.bottom)
      ctx.lineTo(x, area.top)
      ctx.setLineDash(DASH)
      ctx.stroke()
      ctx.beginPath()
      ctx.moveTo(x, area.top)
      ctx.lineTo(x + FLAG, area.top + FLAG / 2)
      ctx.lineTo(x, area.top + FLAG)
      ctx.fill()
      if (view.detail !== 'full') continue
      const width = ctx.measureText(mark.label).width
      const right = x + FLAG + 3
      const left = right + width <= area.right ? right : x - 4 - width
      if (left < free) continue
      free = left + width + 6
      ctx.fillStyle = view.theme.surface
      ctx.fillRect(left - 1, area.top, width + 2, FONT_SIZE + 2)
      ctx.fillStyle = view.theme.text
      ctx.textAlign = 'left'
      ctx.fillText(mark.label, left, area.top)
      ctx.fillStyle = view.theme.strip
    }
    ctx.restore()
  },
}
