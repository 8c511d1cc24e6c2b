// Decides how fresh a value is: pure arithmetic over (now, time of the last sample, cadence), rule T1.
// It reads no clock.
import type { EpochMs } from './updates'

export type Freshness = 'live' | 'late' | 'stale' | 'unknown'

/** Beyond this age a value is late: 1.5 × cadence + 1 s (T1). */
export function lateAfter(cadenceMs: number): number {
  return 1.5 * cadenceMs + 1_000
}

/** Beyond this age a value is stale, and an interval this long is a gap (T1, T3): 3 × cadence, 5 s at least. */
export function staleAfter(cadenceMs: number): number {
  return Math.max(3 * cadenceMs, 5_000)
}

/**
 * Freshness of a value that is reported at a cadence.
 * @param now time of the backend's clock
 * @param last time of the last sample on the same clock; `null` before the first
 */
export function freshnessAt(now: EpochMs, last: EpochMs | null, cadenceMs: number): Freshness {
  if (last === null) return 'unknown'
  const age = now - last
  if (age > staleAfter(cadenceMs)) return 'stale'
  return age > lateAfter(cadenceMs) ? 'late' : 'live'
}

/** Freshness of a value that is reported when it changes: it is as good as the link that would tell of a change (T1). */
export function freshnessOnChange(last: EpochMs | null, linkDelivers: boolean): Freshness {
  if (last === null) return 'unknown'
  return linkDelivers ? 'live' : 'stale'
}
