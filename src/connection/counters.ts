// What one link has taken in and turned away, counted since it was first opened (rule T6).
import type { Update } from '../domain/updates'

export interface LinkCounters {
  /** Frames and poll answers received. */
  frames: number
  /** Length of what was received, in characters of text. */
  bytes: number
  /** Of a kind this client does not know, or empty: no fault, and nothing to show. */
  ignored: number
  /** Frames, or parts of one, that could not be understood. */
  rejected: number
  /** Readings known to be lost with rejected parts. */
  rejectedReadings: number
  /** Readings understood. */
  readings: number
  /** Readings and records among them that came while the page took nothing and the buffer was full. */
  overflowed: number
  /** Frames sent. */
  sent: number
  /** The last ping's round trip, in milliseconds. */
  roundTripMs: number | null
}

export function noCounts(): LinkCounters {
  return {
    frames: 0,
    bytes: 0,
    ignored: 0,
    rejected: 0,
    rejectedReadings: 0,
    readings: 0,
    overflowed: 0,
    sent: 0,
    roundTripMs: null,
  }
}

/** Counts one frame or poll answer; tells whether any of it was understood. */
export function count(counters: LinkCounters, updates: readonly Update[]): { isValid: boolean } {
  let readings = 0
  let rejections = 0
  for (const update of updates) {
    if (update.kind === 'readings') readings += update.readings.length
    if (update.kind !== 'rejection') continue
    rejections++
    counters.rejectedReadings += update.rejection.readings
  }
  counters.frames++
  if (updates.length === 0) counters.ignored++
  counters.rejected += rejections
  counters.readings += readings
  return { isValid: rejections < updates.length || updates.length === 0 }
}
