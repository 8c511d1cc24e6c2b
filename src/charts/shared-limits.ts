// The limits of all lines of a chart, with what is drawn of them worked out once. Lines with equal limits share one,
// so that nothing is drawn twice.

import type { LimitCondition, Severity } from '../domain/updates'
import { limitLines, limitRegions, type LimitRegion } from './arithmetic/limit-regions'
import type { ChartLine } from './chart-line'

export interface SharedLimit {
  label: string
  severity: Severity
  condition: LimitCondition
  /** The values at which a line is drawn. */
  values: readonly number[]
  regions: readonly LimitRegion[]
  /** Whose limit it is. */
  lines: ChartLine[]
}

/** In the order in which they draw: the worse comes last and covers the other. */
export function sharedLimits(lines: readonly ChartLine[]): SharedLimit[] {
  const found = new Map<string, SharedLimit>()
  for (const line of lines) {
    for (const { label, severity, condition } of line.limits) {
      const values = limitLines(condition)
      const key = [severity, condition.operator, ...values].join(' ')
      const known = found.get(key)
      if (known === undefined) {
        found.set(key, {
          label,
          severity,
          condition,
          values,
          regions: limitRegions(condition),
          lines: [line],
        })
      } else if (!known.lines.includes(line)) known.lines.push(line)
    }
  }
  const all = [...found.values()]
  return [
    ...all.filter(({ severity }) => severity === 'warn'),
    ...all.filter(({ severity }) => severity === 'crit'),
  ]
}

/** Whether the newest sample of any of its lines is beyond the limit. */
export function isBroken({ lines, condition }: SharedLimit): boolean {
  for (const line of lines) if (line.isBeyond(condition)) return true
  return false
}

/** The worst limit that the newest sample of a line is beyond; `null`: none. */
export function brokenBy(line: ChartLine, limits: readonly SharedLimit[]): SharedLimit | null {
  for (let i = limits.length - 1; i >= 0; i--) {
    const limit = limits[i]
    if (limit?.lines.includes(line) && line.isBeyond(limit.condition)) return limit
  }
  return null
}

/** Whether any part of a line as drawn can be beyond the limit; it spares a second stroke otherwise. */
export function touches(line: ChartLine, { regions }: SharedLimit): boolean {
  const { drawnMin: min, drawnMax: max } = line
  for (const { low, high, inclusive } of regions) {
    if (inclusive ? max >= low && min <= high : max > low && min < high) return true
  }
  return false
}
