// Picks from samples that were fetched, or kept from before, those of which nothing is known yet. It changes nothing.
import type { OpenIntervals } from './open-intervals'
import type { Samples } from './samples'
import type { Series } from './series'
import type { EpochMs } from './updates'

export interface Lacked {
  lacked: Samples
  /** Of a time that is known already (T4). */
  repeats: number
  /** Time or value was no finite number. */
  invalid: number
}

/** Samples are lacked before the first that is known, after the last, in a gap and in an open interval. */
export function lackedOf(series: Series, open: OpenIntervals, samples: Samples): Lacked {
  const { times, values } = samples
  const picked: number[] = []
  let invalid = 0
  for (let i = 0; i < times.length; i++) {
    const time = times[i] ?? NaN
    if (!Number.isFinite(time) || !Number.isFinite(values[i])) invalid++
    else if (isLacked(series, open, time)) picked.push(i)
  }
  return {
    lacked: pick(samples, picked),
    repeats: times.length - invalid - picked.length,
    invalid,
  }
}

function isLacked(series: Series, open: OpenIntervals, time: EpochMs): boolean {
  const next = series.indexAfter(time)
  if (next === series.first || (next === series.end && series.time(next - 1) < time)) return true
  return (series.gapBefore(next) && series.time(next - 1) < time) || open.covers(time)
}

/** Without what is older than a full series reaches. */
export function withinReach(series: Series, samples: Samples): Samples {
  const reach = series.size === series.capacity ? series.time(series.first) : -Infinity
  const all = Array.from(samples.times, (_, i) => i)
  return pick(
    samples,
    all.filter((i) => (samples.times[i] ?? NaN) >= reach),
  )
}

function pick({ times, values, gaps, provenance }: Samples, picked: readonly number[]): Samples {
  const column = (of: ArrayLike<number>): number[] => picked.map((i) => of[i] ?? NaN)
  return { times: column(times), values: column(values), provenance, ...(gaps && { gaps: column(gaps) }) }
}
