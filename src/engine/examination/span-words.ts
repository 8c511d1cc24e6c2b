// A span of time in the words of a finding: as fine as it is worth reading.
import { formatCount, formatDuration, formatValue, withUnit } from '../../texts/format'

export function spanWords(ms: number): string {
  const size = Math.abs(ms)
  if (size < 1_000) return withUnit(formatCount(Math.round(size)), 'ms')
  if (size < 10_000) return withUnit(formatValue(size / 1_000, 1), 's')
  return formatDuration(Math.round(size / 1_000) * 1_000)
}

/** Whole seconds, without their unit. */
export function secondsOf(ms: number): string {
  return formatCount(Math.round(ms / 1_000))
}
