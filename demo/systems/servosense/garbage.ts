// Frames of this system's shape that no client should trust.

/** `sensor` is the id of a sensor that clients know, so that the bad values aim at a real card. */
export function servosenseGarbage(sensor: number): string[] {
  const good = { type: 'reading', sensor_id: sensor, value: 61.5, unit: '°C', ts: '2025-07-31T15:47:51Z' }
  const event = { type: 'event', level: 'WARN', sensor_id: sensor, message: 'threshold exceeded' }
  const reading = (changes: object) => JSON.stringify({ ...good, ...changes })
  return [
    reading({}).replace('61.5', 'NaN'),
    reading({}).replace('61.5', '-Infinity'),
    reading({}).replace('61.5', '1e999'),
    reading({ value: '61.5' }),
    reading({ value: null }),
    reading({ value: undefined }),
    reading({ sensor_id: undefined }),
    reading({ sensor_id: null }),
    reading({ sensor_id: {} }),
    reading({ sensor_id: '__proto__' }),
    reading({ sensor_id: -1 }),
    reading({ sensor_id: 1e300 }),
    reading({ unit: 17 }),
    reading({ unit: undefined }),
    reading({ unit: '<img src=x onerror=alert(1)>' }),
    reading({ ts: '9999-12-31T23:59:59Z' }),
    reading({ ts: '1970-01-01T00:00:00Z' }),
    reading({ ts: 'yesterday' }),
    reading({ ts: '2025-02-31T25:61:00Z' }),
    reading({ ts: 1e300 }),
    reading({ type: 'Reading' }),
    reading({ version: 99 }),
    JSON.stringify({ ...event, level: 'PANIC' }),
    JSON.stringify({ ...event, level: undefined }),
    JSON.stringify({ ...event, message: undefined }),
    JSON.stringify({ ...event, message: { text: 'nested' } }),
    JSON.stringify({ ...event, sensor_id: 'constructor' }),
    JSON.stringify({ ...event, level: 'INFO', message: '<script>alert(1)</script>' }),
    JSON.stringify({ type: 'error' }),
    JSON.stringify({ type: 'info', message: 17 }),
  ]
}
