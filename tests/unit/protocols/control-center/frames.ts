// Frames as the document and the field notes show them, and short ways to decode and to look at what came out.
import type { Component, Reading, Rejection, Sensor, Update } from '../../../../src/domain/updates'
import { createDecoder } from '../../../../src/protocols/systems/control-center/decode'

export const ARRIVED = Date.UTC(2025, 9, 17, 5, 0, 1)
export const TIME = Date.UTC(2025, 9, 17, 5)

/** "Server → Client: Status Update". */
export const documented = `{
  "components": {
    "storage": {
      "name": "Storage Engine", "state": "running", "pid": 12345, "uptime": 3600.5,
      "cpu_percent": 2.1, "memory_mb": 45.2, "error": null, "last_updated": "2025-10-17T05:00:00Z"
    },
    "api": {
      "name": "Sutra API", "state": "stopped", "pid": null, "uptime": null,
      "cpu_percent": null, "memory_mb": null, "error": null, "last_updated": "2025-10-17T05:00:00Z"
    }
  },
  "metrics": {
    "timestamp": "2025-10-17T05:00:00Z",
    "total_concepts": 1000, "total_associations": 5000, "storage_size_mb": 12.5,
    "queries_per_second": 0.0, "avg_latency_ms": 0.0, "cpu_percent": 5.2, "memory_percent": 45.1
  }
}`

/** Field note "newer servers". */
export const newer = {
  health: { status: 'healthy', uptime: 93_784.5, last_update: '2025-10-17T04:59:58.123456' },
  metrics: { total_concepts: 7, cache_hit_percent: 99.5 },
  timestamp: '2025-10-17T05:00:00.000000',
}

export const running = {
  name: 'Storage Engine',
  state: 'running',
  pid: 12345,
  uptime: 3600.5,
  cpu_percent: 2.1,
  memory_mb: 45.2,
  error: null,
  last_updated: '2025-10-17T05:00:00.000000',
}
/** What it means. */
export const runs: Component = {
  id: 'storage',
  name: 'Storage Engine',
  state: 'running',
  stateText: 'running',
  pid: 12345,
  uptime: 3600.5,
  error: null,
  updatedAt: TIME,
}

const timestamp = '2025-10-17T05:00:00'

export function asFrame(frame: unknown): string {
  return typeof frame === 'string' ? frame : JSON.stringify(frame)
}

export function decode(frame: unknown): readonly Update[] {
  return createDecoder().decode(asFrame(frame), { arrivedAt: ARRIVED })
}

/** Decodes one frame after another on one connection. */
export function connection() {
  const decoder = createDecoder()
  return (frame: unknown): readonly Update[] => decoder.decode(asFrame(frame), { arrivedAt: ARRIVED })
}

export function withMetrics(metrics: object): object {
  return { metrics: { timestamp, ...metrics } }
}

/** A state of the one component "storage", which is the documented one with something else about it. */
export function withComponent(other: object): object {
  return { components: { storage: { ...running, ...other } } }
}

export function readingsOf(updates: readonly Update[]): Reading[] {
  return updates.flatMap((update) => (update.kind === 'readings' ? update.readings : []))
}

/** Values by sensor. */
export function valuesOf(updates: readonly Update[]): Map<string, number> {
  return new Map(readingsOf(updates).map(({ sensor, value }) => [sensor, value]))
}

export function componentsOf(updates: readonly Update[]): Component[] {
  return updates.flatMap((update) => (update.kind === 'components' ? update.components : []))
}

export function sensorsOf(updates: readonly Update[]): Sensor[] {
  return updates.flatMap((update) => (update.kind === 'sensors' ? update.sensors : []))
}

export function rejectionsOf(updates: readonly Update[]): Rejection[] {
  return updates.flatMap((update) => (update.kind === 'rejection' ? [update.rejection] : []))
}

export function reasonsOf(updates: readonly Update[]): string[] {
  return rejectionsOf(updates).map(({ reason }) => reason)
}

export function kindsOf(updates: readonly Update[]): string[] {
  return updates.map(({ kind }) => kind)
}
