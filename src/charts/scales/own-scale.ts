// What both scales have in common: limits set by hand, ticks and labels of their own, no use of Chart.js'
// ticks. Only members that Chart.js documents are used; a contract test says what breaks at a bump.

import { Scale, type CoreScaleOptions, type Tick } from 'chart.js'

export const FONT_SIZE = 11

/** A coordinate in the middle of a device pixel, so that a hairline is crisp. */
export function crisp(pixel: number, devicePixelRatio: number): number {
  return (Math.floor(pixel * devicePixelRatio) + 0.5) / devicePixelRatio
}

export abstract class OwnScale extends Scale<CoreScaleOptions> {
  /** Adds the lines of its grid to the path of the canvas. */
  abstract traceGrid(): void

  /** Its labels; Chart.js' own grid, border and labels are never drawn. */
  abstract override draw(): void

  override determineDataLimits(): void {
    // The live chart sets them before each draw.
  }

  override buildTicks(): Tick[] {
    return []
  }

  override calculateLabelRotation(): void {
    // Labels are never turned.
  }
}
