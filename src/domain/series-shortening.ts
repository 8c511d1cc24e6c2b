// Makes a series that keeps fewer samples take the place of a longer one, when memory is to be shared with more sensors.
import { Series } from './series'
import { appendRange } from './series-ranges'

/** The newest samples of a series, with their gaps and absolute indexes, in one of less capacity. */
export function shortened(series: Series, capacity: number): Series {
  const from = Math.max(series.first, series.end - capacity)
  const shorter = new Series(capacity, series.isGap, from)
  appendRange(shorter, series, from)
  return shorter
}
