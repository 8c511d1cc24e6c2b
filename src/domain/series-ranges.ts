// Copies ranges of a series into another, with the gaps that lie between their samples.
import type { Series } from './series'

/**
 * Appends the samples in a range of absolute indexes, `to` not included.
 * @param gapBefore whether a gap lies before the first of them; otherwise the rule decides
 */
export function appendRange(
  target: Series,
  source: Series,
  from = source.first,
  to = source.end,
  gapBefore?: boolean,
): void {
  for (let index = from; index < to; index++) {
    const gap = index === from ? gapBefore : source.gapBefore(index)
    target.append(source.time(index), source.value(index), source.provenance(index), gap)
  }
}
