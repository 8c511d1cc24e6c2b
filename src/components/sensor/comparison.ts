// Which sensors can share a chart with another: those of its source, in the same unit, so that one axis is true of all.
import type { RecordedSensor } from '../../domain/recorded-sensor'
import type { Display } from '../../stores/sensor-display'

/** Lines beside the first: as many as there are tones for. */
export const MOST_COMPARED = 3

/** In the order of the list; none where a unit is not known, or its readings claim another. */
export function comparable(
  sensor: RecordedSensor,
  all: readonly RecordedSensor[],
  display: (sensor: RecordedSensor) => Pick<Display, 'sent' | 'claimed'>,
): RecordedSensor[] {
  const own = display(sensor)
  if (own.sent === '' || own.claimed !== null) return []
  return all.filter((other) => {
    const { sent, claimed } = display(other)
    return other.key !== sensor.key && sent === own.sent && claimed === null
  })
}

/** What an address asks for, as far as it can be: each once, and no more than there is room for. */
export function compared(ids: readonly string[], candidates: readonly RecordedSensor[]): RecordedSensor[] {
  const known = new Map(candidates.map((one) => [one.sensor.id, one]))
  return [...new Set(ids)].flatMap((id) => known.get(id) ?? []).slice(0, MOST_COMPARED)
}
