// Frames of this system's shape that no client should trust.

import type { Status } from './status'

/** `status` is a good one, so that the bad values aim at components that clients know. */
export function controlCenterGarbage({ components, metrics }: Status): string[] {
  const [[id, component] = ['backend', {}]] = Object.entries(components)
  const frame = (changes: object) => JSON.stringify({ components, metrics, ...changes })
  const withComponent = (changes: object) => frame({ components: { [id]: { ...component, ...changes } } })
  const withMetrics = (changes: object) => frame({ metrics: { ...metrics, ...changes } })
  return [
    frame({ metrics: { ...metrics, cpu_percent: 0.25 } }).replace('0.25', 'NaN'),
    frame({ metrics: { ...metrics, cpu_percent: 0.25 } }).replace('0.25', '1e999'),
    frame({ components: [] }),
    frame({ components: null }),
    frame({ components: 'all running' }),
    frame({ components: { [id]: null, other: 17, third: [] } }),
    '{"components":{"__proto__":{"name":"Prototype","state":"running"},"constructor":{"state":"error"}},"metrics":{}}',
    JSON.stringify({ components }),
    JSON.stringify({ metrics }),
    withComponent({ state: 'exploded' }),
    withComponent({ state: 5, name: {} }),
    withComponent({ name: '<img src=x onerror=alert(1)>', error: '<script>alert(1)</script>' }),
    withComponent({ pid: 'many', uptime: -5, cpu_percent: '2.1', memory_mb: true }),
    withComponent({ last_updated: 'yesterday' }),
    withMetrics({ timestamp: '9999-12-31T23:59:59Z' }),
    withMetrics({ timestamp: '1970-01-01T00:00:00' }),
    withMetrics({ timestamp: {}, queries_per_second: null, avg_latency_ms: [1], memory_percent: 'half' }),
    JSON.stringify({ health: 'fine', metrics }),
    JSON.stringify({ health: { status: 'wonderful', uptime: 'long' }, metrics: 5, timestamp: 1e300 }),
  ]
}
