import { describe, expect, it } from 'vitest'
import {
  componentsOf,
  connection,
  decode,
  documented,
  kindsOf,
  newer,
  readingsOf,
  reasonsOf,
  runs,
  sensorsOf,
  TIME,
  valuesOf,
  withMetrics,
} from './frames'

describe('the documented state', () => {
  const updates = decode(documented)

  it('is sensors, no limits, components and readings, and nothing that could not be understood', () => {
    expect(kindsOf(updates)).toEqual(['sensors', 'limits', 'components', 'readings'])
  })

  it('tells all components at its time', () => {
    expect(updates[2]).toEqual({
      kind: 'components',
      time: TIME,
      components: [
        runs,
        {
          id: 'api',
          name: 'Sutra API',
          state: 'stopped',
          stateText: 'stopped',
          pid: null,
          uptime: null,
          error: null,
          updatedAt: TIME,
        },
      ],
    })
  })

  it('tells its metrics, and the figures of the component that runs', () => {
    expect(updates[3]).toEqual({
      kind: 'readings',
      readings: [
        { sensor: 'metric:total_concepts', time: TIME, value: 1000 },
        { sensor: 'metric:total_associations', time: TIME, value: 5000 },
        { sensor: 'metric:storage_size_mb', time: TIME, value: 12.5 },
        { sensor: 'metric:queries_per_second', time: TIME, value: 0 },
        { sensor: 'metric:avg_latency_ms', time: TIME, value: 0 },
        { sensor: 'metric:cpu_percent', time: TIME, value: 5.2 },
        { sensor: 'metric:memory_percent', time: TIME, value: 45.1 },
        { sensor: 'component:storage:cpu_percent', time: TIME, value: 2.1 },
        { sensor: 'component:storage:memory_mb', time: TIME, value: 45.2 },
      ],
    })
  })

  it('describes each sensor; only shares of the whole machine have a range, for two busy cores are 200 %', () => {
    const described = sensorsOf(updates).map(({ id, group, name, unit, range }) =>
      [id, group, name, unit, range ? `${range.min} to ${range.max}` : ''].join(' | '),
    )
    expect(described).toEqual([
      'metric:total_concepts | Metrics | Concepts |  | ',
      'metric:total_associations | Metrics | Associations |  | ',
      'metric:storage_size_mb | Metrics | Storage size | MB | ',
      'metric:queries_per_second | Metrics | Queries | /s | ',
      'metric:avg_latency_ms | Metrics | Average latency | ms | ',
      'metric:cpu_percent | Metrics | Processor | % | 0 to 100',
      'metric:memory_percent | Metrics | Memory | % | 0 to 100',
      'component:storage:cpu_percent | Storage Engine | Processor | % | ',
      'component:storage:memory_mb | Storage Engine | Memory | MB | ',
      'component:api:cpu_percent | Sutra API | Processor | % | ',
      'component:api:memory_mb | Sutra API | Memory | MB | ',
    ])
  })

  it('marks metrics as metrics, and figures with the component that they are of', () => {
    const marks = sensorsOf(updates).map(({ metric, component }) => metric ?? component)
    expect(marks).toEqual([...Array<boolean>(7).fill(true), 'storage', 'storage', 'api', 'api'])
  })

  it('T9: says that there are no limits, which is not that nobody has read them', () => {
    expect(updates[1]).toEqual({ kind: 'limits', access: 'known', limits: [] })
  })
})

describe('a state of parts', () => {
  it.each([
    ['components alone', { components: { storage: {} } }, 'components'],
    ['metrics alone', withMetrics({ total_concepts: 1 }), 'readings'],
    ['health alone', { health: newer.health }, 'health'],
  ])('may be %s', (_, frame, kind) => {
    expect(kindsOf(decode(frame))).toContain(kind)
  })

  it('may be empty: then all components are gone', () => {
    expect(decode({ components: {}, metrics: {} })).toEqual([
      { kind: 'sensors', sensors: [] },
      { kind: 'limits', access: 'known', limits: [] },
      { kind: 'components', components: [], time: null },
    ])
  })

  it('says nothing of components where it has no such part', () => {
    expect(kindsOf(decode(newer))).not.toContain('components')
  })

  it('may mix the old with the new', () => {
    const updates = decode({ ...newer, components: { storage: { name: 'Storage', state: 'running' } } })
    expect(kindsOf(updates)).toEqual(['sensors', 'limits', 'components', 'readings', 'health'])
  })
})

describe('the sensors of a connection', () => {
  const listed = (next: ReturnType<typeof connection>, frame: unknown): string[] | null => {
    const told = next(frame).find(({ kind }) => kind === 'sensors')
    return told?.kind === 'sensors' ? told.sensors.map(({ id }) => id) : null
  }
  const metrics = (...keys: string[]): object => withMetrics(Object.fromEntries(keys.map((key) => [key, 1])))

  it('are told once, and again only when one comes, goes or is described otherwise', () => {
    const next = connection()
    expect(listed(next, documented)).toHaveLength(11)
    expect(listed(next, documented)).toBeNull()
    expect(listed(next, documented.replace('2.1', '9.9'))).toBeNull()
    expect(listed(next, documented.replace('"api"', '"gateway"'))).toContain('component:gateway:cpu_percent')
    expect(listed(next, documented.replace('"api"', '"gateway"').replace('Sutra API', 'G'))).toHaveLength(11)
  })

  it('stay told when a state has only the other part', () => {
    const next = connection()
    next(documented)
    expect(listed(next, metrics('total_concepts'))).toEqual([
      'metric:total_concepts',
      ...['storage', 'api'].flatMap((id) => [`component:${id}:cpu_percent`, `component:${id}:memory_mb`]),
    ])
    expect(listed(next, { components: {} })).toEqual(['metric:total_concepts'])
  })

  it('say once that there are no limits', () => {
    const next = connection()
    const limits = [metrics('a'), metrics('a', 'b')].map(
      (frame) => next(frame).filter(({ kind }) => kind === 'limits').length,
    )
    expect(limits).toEqual([1, 0])
  })

  it('belong to it: another connection is told anew', () => {
    expect(listed(connection(), metrics('a'))).toEqual(listed(connection(), metrics('a')))
  })
})

describe('a metric that nobody knows', () => {
  it.each([
    ['heap_size_mb', 'Heap size', 'MB'],
    ['gc_pause_ms', 'Gc pause', 'ms'],
    ['cache_hit_percent', 'Cache hit', '%'],
    ['longest_run_seconds', 'Longest run', 's'],
    ['sent_bytes', 'Sent', 'B'],
    ['writes_per_second', 'Writes', '/s'],
    ['sent_bytes_per_second', 'Sent bytes', '/s'],
    ['open_files', 'Open files', ''],
    ['_ms', '_ms', ''],
    ['___', '___', ''],
    ['ms', 'Ms', ''],
    ['__proto__', 'Proto', ''],
    ['constructor', 'Constructor', ''],
  ])('%s is called "%s" in "%s"', (key, name, unit) => {
    const [sensor] = sensorsOf(decode(`{"metrics":{"${key}":1}}`))
    expect(sensor).toMatchObject({ id: `metric:${key}`, name, unit, range: null, metric: true })
  })
})

describe('frames of other kinds', () => {
  it('T6: a type that nobody knows is ignored, also around a state', () => {
    expect(decode({ type: 'announcement', text: 'hello' })).toEqual([])
    expect(decode({ type: 'subscribe', components: {}, metrics: {} })).toEqual([])
    expect(decode({ type: '' })).toEqual([])
  })

  it.each([
    ['a message', { type: 'error', message: 'Disk full' }],
    ['a code and a message', { type: 'error', code: 'E_DISK', message: 'Disk full' }],
    ['an object', { type: 'error', error: { code: 'E_DISK', message: 'Disk full' } }],
    ['an object with a detail', { type: 'error', error: { detail: 'Disk full' } }],
    ['a text without a type', { error: 'Disk full' }],
    ['an object without a type', { error: { message: 'Disk full' } }],
    ['only a code', { type: 'error', code: 'Disk full' }],
  ])('an error as %s is a log entry', (_, frame) => {
    expect(decode(frame)).toEqual([
      { kind: 'log', level: 'WARN', message: 'Disk full', sensor: null, time: null },
    ])
  })

  it('an error beside a state costs nothing of it', () => {
    const updates = decode({ ...withMetrics({ total_concepts: 1 }), error: 'Partial' })
    expect(kindsOf(updates)).toEqual(['sensors', 'limits', 'readings', 'log'])
    expect(kindsOf(decode({ ...withMetrics({ total_concepts: 1 }), error: null }))).not.toContain('log')
  })

  it('C7: an error shows no token', () => {
    const [update] = decode({ error: 'bad ?token=wm_Abc123Abc123Abc123Abc123' })
    expect(JSON.stringify(update)).not.toContain('Abc123')
  })

  it.each([
    ['invalid JSON', '{"components":', 'invalid JSON'],
    ['a bare NaN', '{"metrics":{"cpu_percent":NaN}}', 'NaN or Infinity'],
    ['HTML', '<!doctype html><h1>502</h1>', 'HTML'],
    ['nothing', '', 'nothing was sent'],
    ['a list', '[]', 'found a list'],
    ['null', 'null', 'found null'],
    ['an object without any part', '{"status":"ok"}', 'expected components, metrics or health'],
    ['parts that are null', '{"components":null,"metrics":null}', 'expected components, metrics or health'],
    ['a number for a type', '{"type":5,"components":{}}', 'type: expected a text, or none, found a number'],
    ['an error without words', '{"type":"error"}', 'error: expected its words'],
    ['an error of nothing', '{"error":{}}', 'error: expected its words'],
  ])('T6: %s is one rejection', (_, frame, words) => {
    const updates = decode(frame)
    expect(updates).toHaveLength(1)
    expect(reasonsOf(updates)).toEqual([expect.stringContaining(words)])
  })

  it('a type of null is none', () => {
    expect(kindsOf(decode({ type: null, components: {} }))).toContain('components')
  })

  it.each([[[]], ['none'], [5], [true]])('T6: a part that is %j costs no other', (part) => {
    const metrics = { total_concepts: 1 }
    const bad = decode({ components: part, metrics })
    expect([...valuesOf(bad)]).toEqual([['metric:total_concepts', 1]])
    expect(reasonsOf(bad)).toEqual([expect.stringContaining('components: expected an object')])
    const worse = decode({ components: { storage: { state: 'stopped' } }, metrics: part, health: part })
    expect(componentsOf(worse)).toHaveLength(1)
    expect(reasonsOf(worse)).toHaveLength(2)
  })

  it('nested a hundred thousand levels deep does not throw', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    expect(reasonsOf(decode(deep))).toHaveLength(1)
    const updates = decode(`{"components":{"a":${deep}},"metrics":{"b":${deep},"c":1}}`)
    expect([readingsOf(updates).length, reasonsOf(updates).length]).toEqual([1, 2])
  })
})
