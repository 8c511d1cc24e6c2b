// What the value axis of one chart shows, from draw to draw. Which range fits the data is the business of arithmetic.

import type { Extent } from '../domain/series'
import { nextValueRange } from './arithmetic/value-range'
import type { ChartLine } from './chart-line'

export class ValueFit {
  private fitted: Extent | null = null
  /** What it was last fitted to. */
  private data: Extent = { min: NaN, max: NaN }
  private expected: Extent | null = null
  private limits: readonly number[] = []

  /** The range the backend expects, and the values of limits; where they are others than before, it is fitted anew. */
  expect(range: Extent | null, limits: readonly number[]): void {
    const { expected } = this
    const isSame = range?.min === expected?.min && range?.max === expected?.max
    if (!isSame || limits.join() !== this.limits.join()) this.startAnew()
    this.expected = range
    this.limits = limits
  }

  /** Other lines, or other samples of them, have nothing to do with what was shown. */
  startAnew(): void {
    this.fitted = null
  }

  /** The range for what lines have in the window; the same object while nothing has to change. */
  rangeOf(lines: readonly ChartLine[]): Extent {
    let [min, max] = [Infinity, -Infinity]
    for (const line of lines) {
      if (line.min < min) min = line.min
      if (line.max > max) max = line.max
    }
    // Between most draws nothing changes: the same data is fitted the same.
    if (this.fitted !== null && min === this.data.min && max === this.data.max) return this.fitted
    const extent = min <= max ? { min, max } : null
    const range = nextValueRange(this.fitted, extent, this.expected, this.limits)
    if (extent === null) return range
    this.fitted = range
    this.data = extent
    return range
  }
}
