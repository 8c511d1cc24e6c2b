// What one link has taken in and turned away, counted since it was first opened (rule T6).

export interface LinkCounters {
  /** Frames and poll answers received. */
  frames: number
  /** Length of what was received, in characters of text. */
  bytes: number
  /** Of a kind this client does not know: no fault, and nothing to show. */
  ignored: number
  /** Frames, or parts of one, that could not be understood. */
  rejected: number
  /** Readings known to be lost with rejected parts. */
  rejectedReadings: number
  /** Readings handed on. */
  readings: number
  /** Readings that came while the page took nothing and the buffer was full. */
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
