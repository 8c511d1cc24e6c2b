// The sample that tells what a sensor measured at some time.
import type { Sample } from '../../domain/samples'
import type { EpochMs } from '../../domain/updates'
import type { SensorView } from '../../stores/sensor-view'

/**
 * The last one up to then, or the next where that is nearer; `null` where neither is near enough to say anything of that
 * time. What a sensor told that reports on change held until it told the next.
 */
export function sampleNear(
  {
    recorded: { series },
    staleAfterMs,
    heldUntil,
  }: Pick<SensorView, 'recorded' | 'staleAfterMs' | 'heldUntil'>,
  at: EpochMs,
): Sample | null {
  const next = series.indexAfter(at)
  const before = next - 1 >= series.first ? next - 1 : null
  const after = next < series.end ? next : null
  const awayOf = (index: number | null): number =>
    index === null ? Infinity : Math.abs(series.time(index) - at)
  const isHeld = heldUntil !== null && before !== null
  const index = isHeld || awayOf(before) <= awayOf(after) ? before : after
  if (index === null || (!isHeld && awayOf(index) > staleAfterMs)) return null
  return { time: series.time(index), value: series.value(index), provenance: series.provenance(index) }
}
