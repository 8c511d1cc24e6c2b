// Fetched history and very late readings: they make a new sorted series that takes the place of the old.

import type { Samples } from './samples'
import { Series } from './series'

export interface Merge {
  series: Series
  /** Samples of the input that the new series holds. */
  added: number
  /** Exact repeats (time and value), dropped (rule T4). */
  repeats: number
  /** Older than what the capacity keeps, dropped. */
  tooOld: number
  /** Time or value was no finite number, dropped. */
  invalid: number
}

/**
 * The series and the samples in time order; at the same time, what was there stays first. Gaps between
 * old neighbours, and those that the samples tell of, stay as decided; other pairs are asked of the series' rule.
 */
export function mergeSeries(series: Series, samples: Samples): Merge {
  const merged = new Series(series.capacity, series.isGap, series.first)
  const order = timeOrder(samples)
  const placed: number[] = []
  let repeats = 0
  let old = series.first
  let afterOld = false
  /** The sample of the input that was placed last, while nothing came after it. */
  let before = -1

  const takeOld = (): void => {
    const gap = afterOld ? series.gapBefore(old) : undefined
    merged.append(series.time(old), series.value(old), series.provenance(old), gap)
    afterOld = true
    before = -1
    old++
  }

  for (const at of order) {
    const time = samples.times[at] ?? NaN
    while (old < series.end && series.time(old) <= time) takeOld()
    const gap = samples.gaps && before === at - 1 && at > 0 ? samples.gaps[at] === 1 : undefined
    const outcome = merged.append(time, samples.values[at] ?? NaN, samples.provenance, gap)
    if (outcome === 'repeat') repeats++
    else {
      placed.push(merged.end - 1)
      afterOld = false
      before = at
    }
  }
  while (old < series.end) takeOld()

  const tooOld = placed.filter((index) => index < merged.first).length
  const invalid = samples.times.length - order.length
  return { series: merged, added: placed.length - tooOld, repeats, tooOld, invalid }
}

function timeOrder({ times, values }: Samples): number[] {
  const valid: number[] = []
  for (let at = 0; at < times.length; at++) {
    if (Number.isFinite(times[at]) && Number.isFinite(values[at])) valid.push(at)
  }
  return valid.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0))
}
