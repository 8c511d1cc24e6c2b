// Thins a history out without losing its peaks.

import type { Sample } from './store'

/** At most `most` samples in order of time: the lowest and the highest of each of `most / 2` equal stretches. */
export function downsample(samples: readonly Sample[], most: number): Sample[] {
  const [first] = samples
  const last = samples.at(-1)
  if (samples.length <= most || !first || !last) return [...samples]
  const buckets = Math.floor(most / 2)
  const width = (last.time - first.time) / buckets || 1
  const kept = new Map<number, { low: Sample; high: Sample }>()
  for (const sample of samples) {
    const bucket = Math.min(buckets - 1, Math.floor((sample.time - first.time) / width))
    const extremes = kept.get(bucket)
    if (!extremes) kept.set(bucket, { low: sample, high: sample })
    else if (sample.value < extremes.low.value) extremes.low = sample
    else if (sample.value > extremes.high.value) extremes.high = sample
  }
  return [...kept.values()].flatMap(({ low, high }) => {
    if (low === high) return [low]
    return low.index < high.index ? [low, high] : [high, low]
  })
}
