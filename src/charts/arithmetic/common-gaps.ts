// The time that is missing of all of several lines.

import type { TimeRange } from '../../domain/samples'

/** What lies in a gap of each; the gaps of one are in order and do not overlap. Of none, none. */
export function commonGaps(gaps: readonly (readonly TimeRange[])[]): readonly TimeRange[] {
  const [first = [], ...others] = gaps
  return others.reduce(bothMissing, first)
}

function bothMissing(some: readonly TimeRange[], others: readonly TimeRange[]): TimeRange[] {
  const found: TimeRange[] = []
  let next = 0
  for (const gap of some) {
    // One gap can reach over several of the other's, and the last of those over the next gap.
    while (next < others.length && (others[next]?.to ?? 0) <= gap.from) next++
    for (let i = next; i < others.length; i++) {
      const other = others[i]
      if (other === undefined || other.from >= gap.to) break
      found.push({ from: Math.max(gap.from, other.from), to: Math.min(gap.to, other.to) })
    }
  }
  return found
}
