// Order statistics of a few rounds, and the slope of a line through many points.

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

/** @param share 0 to 1; between two values by interpolation. Of no values: NaN. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const place = (sorted.length - 1) * share
  const below = sorted[Math.floor(place)] ?? NaN
  const above = sorted[Math.ceil(place)] ?? NaN
  return below + (above - below) * (place - Math.floor(place))
}

export interface Slope {
  perHour: number
  /** Its standard error: a slope of less than twice as much may be none. */
  error: number
}

const HOUR_MS = 3_600_000

/** Of the least-squares line. @param points at least three; `at` in milliseconds */
export function slopeOf(points: readonly { at: number; value: number }[]): Slope {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  const middle = mean(points.map(({ at }) => at))
  const level = mean(points.map(({ value }) => value))
  let rise = 0
  let run = 0
  for (const { at, value } of points) {
    rise += (at - middle) * (value - level)
    run += (at - middle) ** 2
  }
  const slope = rise / run
  const missed = points.reduce((sum, { at, value }) => sum + (value - level - slope * (at - middle)) ** 2, 0)
  const error = Math.sqrt(missed / (points.length - 2) / run)
  return { perHour: slope * HOUR_MS, error: error * HOUR_MS }
}
