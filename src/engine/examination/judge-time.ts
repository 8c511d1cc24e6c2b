// Judges clocks and delays: how far the backend's clock is off (K2), and how late what it tells arrives.
import { judgeClock, type ClockOffset } from '../../domain/clock-offset'
import type { Judgement } from '../../domain/examination'
import { doctorTexts } from '../../texts/doctor'
import type { Exchange } from './instruments'
import { spanWords } from './span-words'
import { failed, notice, ok, skipped } from './verdict'

const { seen, remedies } = doctorTexts

/** A far network needs up to 200 ms ("Latency" in protocols/), and a backend some time to answer. */
const RAISED_MS = 500
/** Somebody who watches waits for it. */
const HIGH_MS = 1_500
/** Later than that, values are held back by more than a network. */
const LATE_MS = 5_000
/** Timers that come so late are held back by the browser. */
const LAG_MS = 500

export function judgeServerClock(offset: ClockOffset | null): Judgement {
  const verdict = judgeClock(offset)
  if (!offset || verdict === 'unknown') return skipped(seen.clockUntold)
  const { offsetMs, uncertaintyMs } = offset
  if (verdict === 'agrees') return ok(seen.clockAgrees(spanWords(Math.abs(offsetMs) + uncertaintyMs)))
  const by = spanWords(offsetMs)
  const words = offsetMs > 0 ? seen.clockAhead(by) : seen.clockBehind(by)
  return verdict === 'warning' ? failed(words, remedies.clock) : notice(words, remedies.clock)
}

/**
 * "High latency" (protocols/, Troubleshooting).
 * @param exchanges everything that was asked
 * @param ageMs how old the newest live value was when it came; `null` where nobody knows
 * @param lagMs how much later than wanted a timer ran
 */
export function judgeLatency(exchanges: readonly Exchange[], ageMs: number | null, lagMs: number): Judgement {
  const took = median(exchanges.filter(({ status }) => status !== null).map(({ tookMs }) => tookMs))
  if (took !== null && took > HIGH_MS) return failed(seen.latencyHigh(spanWords(took)), remedies.latency)
  if (lagMs > LAG_MS) return notice(seen.throttled(spanWords(lagMs)), remedies.throttled)
  if (ageMs !== null && ageMs > LATE_MS) return notice(seen.late(spanWords(ageMs)), remedies.late)
  if (took === null) return skipped(seen.latencyUnknown)
  return took > RAISED_MS
    ? notice(seen.latencyRaised(spanWords(took)), remedies.latency)
    : ok(seen.latencyLow(spanWords(took)))
}

function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? null
}
