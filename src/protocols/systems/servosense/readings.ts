// Reads {sensor_id, value, unit, ts}: what the socket sends one by one and latest-readings as a list.
import type { Reading, Update } from '../../../domain/updates'
import { rejected } from '../../rejection'
import { finiteNumber, found, idOf, isRecord, type WireRecord } from '../../wire'
import { timeOf } from './fields'
import { texts } from './runtime-texts'
import type { ToldUnits } from './units'

/**
 * The reading, or what is wrong with it. One without a time is one; one whose time cannot be read is none:
 * it would be drawn at the wrong place.
 */
export function readReading(record: WireRecord): Reading | string {
  const sensor = idOf(record['sensor_id'])
  if (sensor === null) {
    return texts.expected('sensor_id', 'a whole number or a text', found(record['sensor_id']))
  }
  const value = finiteNumber(record['value'])
  if (value === null) return texts.expected('value', 'a finite number', found(record['value']))
  const { time, fault } = timeOf(record['ts'])
  return fault ?? { sensor, time, value }
}

/** The latest values. A sensor whose value is `null` has not measured yet; those with the same fault are told once. */
export function readLatest(rows: readonly unknown[], units: ToldUnits): Update[] {
  const readings: Reading[] = []
  const told: Update[] = []
  const faults = new Map<string, { first: unknown; count: number }>()
  for (const row of rows) {
    if (isRecord(row) && row['value'] === null) continue
    const reading = isRecord(row) ? readReading(row) : texts.expected('reading', 'an object', found(row))
    if (typeof reading !== 'string') {
      readings.push(reading)
      if (isRecord(row)) told.push(...units.tell(reading.sensor, row['unit']))
      continue
    }
    const fault = faults.get(reading) ?? { first: row, count: 0 }
    fault.count++
    faults.set(reading, fault)
  }
  return [
    ...told,
    { kind: 'readings', readings },
    ...[...faults].map(([reason, { first, count }]) => rejected(reason, first, count)),
  ]
}
