// The two forms in which this system writes times: the stream without a zone, REST with one.

/** `2025-01-15T14:30:00.123456`: microseconds, UTC that does not say so. */
export function withoutZone(epochMs: number): string {
  const micros = Math.round(epochMs * 1000)
  const millis = Math.floor(micros / 1000)
  const rest = String(micros - millis * 1000).padStart(3, '0')
  return new Date(millis).toISOString().replace('Z', rest)
}

/** `2025-01-15T14:30:00.123456+00:00`. */
export function withZone(epochMs: number): string {
  return `${withoutZone(epochMs)}+00:00`
}
