// The time for which several lines have nothing to tell together.

import type { TimeRange } from '../../domain/samples'
import type { EpochMs } from '../../domain/updates'

export interface LineGaps {
  /** The time of its oldest sample. */
  begins: EpochMs
  /** In order; they do not overlap. */
  gaps: readonly TimeRange[]
}

/**
 * The stretches in which no line that has begun has data. One that begins later does not keep them from being seen;
 * before any has begun, nothing is missing. Of no lines, none.
 */
export function commonGaps(lines: readonly LineGaps[]): readonly TimeRange[] {
  const [first, ...others] = lines
  if (first === undefined || others.length === 0) return first?.gaps ?? []
  const missing = others.map(untold).reduce(bothMissing, untold(first))
  return missing.filter(({ from }) => from > -Infinity)
}

/** What a line says nothing of, with all that was before it. */
function untold({ begins, gaps }: LineGaps): readonly TimeRange[] {
  return [{ from: -Infinity, to: begins }, ...gaps]
}

function bothMissing(some: readonly TimeRange[], others: readonly TimeRange[]): readonly TimeRange[] {
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
