// From samples to the plot, for the length of one draw: what the scales say, without asking them for each sample.

import type { Scale } from 'chart.js'
import type { Projection } from './arithmetic/line-tracing'

/** Off any canvas, in CSS pixels. A canvas leaves out points that are further than numbers reach, and with them lines. */
const FAR = 1e6

export class PlotProjection implements Projection {
  private left = 0
  private from = 0
  private pixelsPerMs = 0
  private bottom = 0
  private min = 0
  private pixelsPerUnit = 0

  aim(time: Scale, value: Scale): void {
    this.left = time.left
    this.from = time.min
    this.pixelsPerMs = (time.right - time.left) / (time.max - time.min)
    this.bottom = value.bottom
    this.min = value.min
    this.pixelsPerUnit = (value.bottom - value.top) / (value.max - value.min)
  }

  x(time: number): number {
    return this.left + (time - this.from) * this.pixelsPerMs
  }

  y(value: number): number {
    const y = this.bottom - (value - this.min) * this.pixelsPerUnit
    return y < -FAR ? -FAR : y > FAR ? FAR : y
  }
}
