// Frames as the document shows them, and short ways to decode and to look at what came out.
import type { Reading, Update } from '../../../../src/domain/updates'
import { createDecoder } from '../../../../src/protocols/systems/webmacs/decode'

export const ARRIVED = Date.UTC(2025, 0, 15, 14, 30, 1)
export const TIME = Date.UTC(2025, 0, 15, 14, 30) + 123.456

export const documented = {
  connected: '{ "type": "connected", "message": "Subscribed to live datapoint stream." }',
  pong: '{ "type": "pong" }',
  batch: `{
    "type": "datapoints_batch",
    "datapoints": [
      { "value": 23.5, "event_public_id": "abc-123", "timestamp": "2025-01-15T14:30:00.123456",
        "experiment_public_id": "exp-001" },
      { "value": 1013.2, "event_public_id": "def-456", "timestamp": "2025-01-15T14:30:00.123456",
        "experiment_public_id": "exp-001" }
    ]
  }`,
  error: '{ "type": "error", "message": "No valid datapoints in batch" }',
}

export function decode(frame: unknown): readonly Update[] {
  const text = typeof frame === 'string' ? frame : JSON.stringify(frame)
  return createDecoder().decode(text, { arrivedAt: ARRIVED })
}

export function batch(...datapoints: unknown[]): readonly Update[] {
  return decode({ type: 'datapoints_batch', datapoints })
}

export function readingsOf(updates: readonly Update[]): Reading[] {
  return updates.flatMap((update) => (update.kind === 'readings' ? update.readings : []))
}

export function reasonsOf(updates: readonly Update[]): string[] {
  return updates.flatMap((update) => (update.kind === 'rejection' ? [update.rejection.reason] : []))
}

export const good = { value: 1, event_public_id: 'a', timestamp: '2025-01-15T14:30:00.123456' }
/** What it means. */
export const read: Reading = { sensor: 'a', time: TIME, value: 1 }
