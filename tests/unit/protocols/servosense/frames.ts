// Frames as the document shows them, and short ways to decode and to look at what came out.
import type { Reading, Rejection, Update } from '../../../../src/domain/updates'
import { createDecoder } from '../../../../src/protocols/systems/servosense/decode'
import { sourceWith } from './answering'

export const ARRIVED = Date.UTC(2025, 6, 31, 15, 48)
export const at = (second: number): number => Date.UTC(2025, 6, 31, 15, 47, second)

export const documented = {
  reading: `{
    "type": "reading",
    "sensor_id": 1,
    "value": 61.5,
    "unit": "°C",
    "ts": "2025-07-31T15:47:51Z"
  }`,
  event: `{
    "type": "event",
    "level": "WARN",
    "sensor_id": 1,
    "message": "temperature threshold exceeded",
    "ts": "2025-07-31T15:47:52Z"
  }`,
  info: '{ "type": "info", "message": "simulator_started" }',
  error: '{ "type": "error", "message": "workspace_not_found" }',
  burst: [
    '{"type":"reading","sensor_id":2,"value":11.2,"unit":"A","ts":"2025-07-31T15:47:50Z"}',
    '{"type":"reading","sensor_id":3,"value":4.8,"unit":"mm/s","ts":"2025-07-31T15:47:50Z"}',
    '{"type":"reading","sensor_id":1,"value":74.1,"unit":"°C","ts":"2025-07-31T15:47:51Z"}',
  ],
  alert: '{"type":"event","level":"CRIT","message":"workspace overload","ts":"2025-07-31T15:47:55Z"}',
}

export const good = { type: 'reading', sensor_id: 1, value: 2, unit: 'A', ts: '2025-07-31T15:47:51Z' }
/** What it means. */
export const read: Reading = { sensor: '1', time: at(51), value: 2 }

/** Decodes frames on one connection, one list of updates for each. */
export function connection(...frames: unknown[]): (readonly Update[])[] {
  const decoder = createDecoder(sourceWith())
  return frames.map((frame) =>
    decoder.decode(typeof frame === 'string' ? frame : JSON.stringify(frame), { arrivedAt: ARRIVED }),
  )
}

export function decode(frame: unknown): readonly Update[] {
  return connection(frame).flat()
}

export function readingsOf(updates: readonly Update[]): Reading[] {
  return updates.flatMap((update) => (update.kind === 'readings' ? update.readings : []))
}

export function rejectionsOf(updates: readonly Update[]): Rejection[] {
  return updates.flatMap((update) => (update.kind === 'rejection' ? [update.rejection] : []))
}

export function reasonsOf(updates: readonly Update[]): string[] {
  return rejectionsOf(updates).map(({ reason }) => reason)
}
