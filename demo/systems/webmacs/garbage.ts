// Frames of this system's shape that no client should trust.

/** `sensor` is the id of a sensor that clients know, so that the bad values aim at a real card. */
export function webmacsGarbage(sensor: string): string[] {
  const good = { value: 1, event_public_id: sensor, timestamp: '2025-01-15T14:30:00.123456' }
  const batch = (...datapoints: unknown[]) => JSON.stringify({ type: 'datapoints_batch', datapoints })
  return [
    batch(good).replace('"value":1', '"value":NaN'),
    batch(good).replace('"value":1', '"value":Infinity'),
    batch(good).replace('"value":1', '"value":1e999'),
    batch({ ...good, value: '23.5' }, { ...good, event_public_id: 17 }, { ...good, timestamp: {} }),
    batch({ ...good, value: null }, { ...good, value: true }, { ...good, value: [1] }),
    batch({}, null, [], 'reading', 5),
    batch({ event_public_id: sensor }, { value: 1 }),
    batch({ ...good, event_public_id: '__proto__' }, { ...good, event_public_id: 'constructor' }),
    batch({ ...good, event_public_id: '<img src=x onerror=alert(1)>' }),
    batch({ ...good, experiment_public_id: '<b>experiment</b>' }),
    batch({ ...good, timestamp: '9999-12-31T23:59:59.999999' }),
    batch({ ...good, timestamp: '1970-01-01T00:00:00.000000' }),
    batch({ ...good, timestamp: 'yesterday' }, { ...good, timestamp: '2025-02-31T25:61:00' }),
    batch({ ...good, timestamp: '+275760-09-13T00:00:00.001Z' }, { ...good, timestamp: 1e300 }),
    JSON.stringify({ type: 'datapoints_batch' }),
    JSON.stringify({ type: 'datapoints_batch', datapoints: 'none' }),
    JSON.stringify({ type: 'datapoints_batch', datapoints: {} }),
    JSON.stringify({ type: 'error', message: '<script>alert(1)</script>' }),
  ]
}
