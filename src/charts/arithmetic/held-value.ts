// What was last told holds until something else is: the end of a line whose sensor reports when its value changes.

import type { Series } from '../../domain/series'
import type { EpochMs } from '../../domain/updates'
import type { LineSink, Projection } from './line-tracing'

/**
 * @param heldUntil how long it is known to hold; `null` for sensors that report at a cadence
 * @param until the end of the window
 */
export function traceHeld(
  series: Series,
  heldUntil: EpochMs | null,
  until: EpochMs,
  at: Projection,
  sink: LineSink,
): void {
  if (heldUntil === null || series.size === 0) return
  const last = series.end - 1
  if (heldUntil <= series.time(last)) return
  const y = at.y(series.value(last))
  sink.moveTo(at.x(series.time(last)), y)
  sink.lineTo(at.x(Math.min(heldUntil, until)), y)
}
