import { describe, expect, it } from 'vitest'
import {
  componentsOf,
  decode,
  kindsOf,
  newer,
  readingsOf,
  reasonsOf,
  rejectionsOf,
  running,
  runs,
  sensorsOf,
  TIME,
  valuesOf,
  withComponent,
  withMetrics,
} from './frames'

describe('a component', () => {
  const storage = (other: object) => componentsOf(decode(withComponent(other)))[0]!

  it.each(['running', 'starting', 'stopping', 'stopped', 'error'])('may be %s', (state) => {
    expect(storage({ state })).toMatchObject({ state, stateText: state })
    expect(storage({ state: ` ${state.toUpperCase()} ` }).state).toBe(state)
  })

  it('in a state that nobody knows keeps the word of its server', () => {
    expect(storage({ state: 'Paused' })).toMatchObject({ state: 'unknown', stateText: 'Paused' })
    expect(storage({ state: '__proto__' })).toMatchObject({ state: 'unknown', stateText: '__proto__' })
  })

  it('may have no pid, uptime or figures though it runs', () => {
    const nothing = { pid: null, uptime: null, cpu_percent: null, memory_mb: null }
    const updates = decode(withComponent(nothing))
    expect(componentsOf(updates)).toEqual([{ ...runs, pid: null, uptime: null }])
    expect(readingsOf(updates)).toEqual([])
    expect(rejectionsOf(updates)).toEqual([])
    expect(sensorsOf(updates)).toHaveLength(2)
  })

  it.each(['starting', 'stopping', 'stopped', 'error', 'paused'])(
    'that is %s has no values, though its server keeps old ones',
    (state) => {
      const updates = decode(withComponent({ state }))
      expect(readingsOf(updates)).toEqual([])
      expect(componentsOf(updates)[0]).toMatchObject({ pid: null, uptime: null })
      expect(sensorsOf(updates)).toHaveLength(2)
      expect(rejectionsOf(updates)).toEqual([])
    },
  )

  it('that runs may carry an old error: the state is the truth, the words are kept', () => {
    expect(storage({ error: ' Failed to start ' })).toMatchObject({
      state: 'running',
      error: 'Failed to start',
    })
    expect(readingsOf(decode(withComponent({ error: 'Failed to start' })))).toHaveLength(2)
  })

  it('may use more than 100 % of a processor', () => {
    const updates = decode(withComponent({ cpu_percent: 250 }))
    expect(valuesOf(updates).get('component:storage:cpu_percent')).toBe(250)
    expect(sensorsOf(updates).map(({ range }) => range)).toEqual([null, null])
  })

  it.each([
    ['2025-10-17T05:00:00Z', TIME],
    ['2025-10-17T05:00:00', TIME],
    ['2025-10-17T05:00:00.250000', TIME + 250],
    ['2025-10-17T07:00:00+02:00', TIME],
  ])('was looked at at %s; without a zone that is UTC', (last_updated, time) => {
    const updates = decode(withComponent({ last_updated }))
    expect(componentsOf(updates)[0]!.updatedAt).toBe(time)
    expect(readingsOf(updates).map((reading) => reading.time)).toEqual([time, time])
  })

  it('T5: has figures of its own time, not of the later time of the state', () => {
    const frame = { ...withComponent({}), ...withMetrics({ timestamp: '2025-10-17T05:00:09' }) }
    expect(readingsOf(decode(frame)).map(({ time }) => time)).toEqual([TIME, TIME])
  })

  it('without a time of its own has that of the state', () => {
    const frame = { ...withComponent({ last_updated: null }), timestamp: '2025-10-17T05:00:00' }
    expect(readingsOf(decode(frame)).map(({ time }) => time)).toEqual([TIME, TIME])
    expect(readingsOf(decode(withComponent({ last_updated: null }))).map(({ time }) => time)).toEqual([
      null,
      null,
    ])
  })

  it('T5: with a time that nobody understands loses its readings, not its state', () => {
    const updates = decode(withComponent({ last_updated: 'just now', cpu_percent: null }))
    expect(readingsOf(updates)).toEqual([])
    expect(componentsOf(updates)).toEqual([{ ...runs, updatedAt: null }])
    expect(rejectionsOf(updates)).toMatchObject([
      { reason: expect.stringContaining('components.storage.last_updated'), readings: 1 },
    ])
  })

  it('without a name goes by its key', () => {
    expect(storage({ name: null }).name).toBe('storage')
    expect(storage({ name: ' ' }).name).toBe('storage')
  })

  it.each([
    [{ state: 5 }, 'components.storage.state: expected a text, found a number'],
    [{ name: 5 }, 'components.storage.name: expected a text, found a number'],
    [{ pid: '17' }, 'components.storage.pid: expected a finite number, found text'],
    [{ uptime: true }, 'components.storage.uptime: expected a finite number, found a boolean'],
    [{ error: {} }, 'components.storage.error: expected a text, found an object'],
    [{ cpu_percent: '2' }, 'components.storage.cpu_percent: expected a finite number, found text'],
  ])('T6: with %j is told of, and costs nothing else', (bad, reason) => {
    const good = { ...running, name: 'API' }
    const updates = decode({ components: { storage: { ...running, ...bad }, api: good } })
    expect(reasonsOf(updates)).toEqual([reason])
    expect(componentsOf(updates).map(({ id }) => id)).toEqual(['storage', 'api'])
    expect(valuesOf(updates).get('component:api:memory_mb')).toBe(45.2)
  })

  it.each([[null], [5], ['running'], [[]]])(
    'T8: that is %j is still there, in a state that nobody can tell',
    (entry) => {
      const updates = decode({ components: { storage: entry, api: running } })
      expect(componentsOf(updates).map(({ id, state }) => [id, state])).toEqual([
        ['storage', 'unknown'],
        ['api', 'running'],
      ])
      expect(reasonsOf(updates)).toEqual([expect.stringContaining('components.storage: expected an object')])
    },
  )

  it('may have any name that JSON can carry but none', () => {
    const ids = ['__proto__', 'constructor', '<img src=x onerror=alert(1)>', '🌡', ' ', 'a:cpu_percent']
    const entries = ids.map((id) => `${JSON.stringify(id)}:${JSON.stringify(running)}`)
    const updates = decode(`{"components":{${entries.join(',')},"":{}}}`)
    expect(componentsOf(updates).map(({ id }) => id)).toEqual(ids)
    expect(new Set(sensorsOf(updates).map(({ id }) => id)).size).toBe(2 * ids.length)
    expect(readingsOf(updates)).toHaveLength(2 * ids.length)
    expect(reasonsOf(updates)).toEqual(['components: expected a name, found an empty text'])
  })

  it('C7: shows no token in its error', () => {
    expect(storage({ error: 'bad ?token=wm_Abc123Abc123Abc123Abc123' }).error).not.toContain('Abc123')
  })
})

describe('a state of many parts', () => {
  const many = (entry: object) =>
    decode({ components: Object.fromEntries(Array.from({ length: 2_000 }, (_, i) => [`c${i}`, entry])) })

  it('T6: that are all malformed is counted in full, and put into words in part', () => {
    const rejections = rejectionsOf(many({ ...running, name: 5, cpu_percent: 'x' }))
    expect(rejections).toHaveLength(4_000)
    expect(rejections.reduce((sum, { readings }) => sum + readings, 0)).toBe(2_000)
    expect(new Set(rejections.map(({ reason }) => reason)).size).toBe(21)
    expect(rejections.at(-1)).toEqual({
      reason: 'More of the same state could not be understood.',
      raw: '',
      readings: 1,
    })
  })

  it('has all its components and figures', () => {
    const updates = many(running)
    expect([componentsOf(updates).length, readingsOf(updates).length]).toEqual([2_000, 4_000])
  })
})

describe('a metric', () => {
  it('that is null has no value now, and no fault', () => {
    const updates = decode(withMetrics({ cpu_percent: null, other: null }))
    expect(kindsOf(updates)).toEqual(['sensors', 'limits'])
    expect(sensorsOf(updates).map(({ id }) => id)).toEqual(['metric:cpu_percent', 'metric:other'])
  })

  it.each([
    ['a text', '"5"'],
    ['a true', 'true'],
    ['a list', '[1]'],
    ['an object', '{}'],
    ['more than a number can be', '1e999'],
  ])('T6: that is %s is one lost reading and costs nothing else', (_, bad) => {
    const updates = decode(`{"metrics":{"cpu_percent":${bad},"total_concepts":3}}`)
    expect([...valuesOf(updates)]).toEqual([['metric:total_concepts', 3]])
    expect(rejectionsOf(updates)).toMatchObject([
      { reason: expect.stringContaining('metrics.cpu_percent: expected a finite number'), readings: 1 },
    ])
    expect(sensorsOf(updates)).toHaveLength(2)
  })

  it('of words under a name that nobody knows is no sensor', () => {
    const updates = decode(withMetrics({ version: '1.2', '': 5, total_concepts: 3 }))
    expect(sensorsOf(updates).map(({ id }) => id)).toEqual(['metric:total_concepts'])
    expect(reasonsOf(updates)).toHaveLength(2)
  })

  it('T6: has a name that is cut in a reason, but not as an id', () => {
    const key = 'x'.repeat(5_000)
    const updates = decode(withMetrics({ [key]: 'words' }))
    expect(reasonsOf(updates)[0]!.length).toBeLessThan(200)
    expect(sensorsOf(decode(withMetrics({ [key]: 1 })))[0]!.id).toBe(`metric:${key}`)
  })
})

describe('the time of a state', () => {
  const metrics = { total_concepts: 3, cpu_percent: 5, queries_per_second: null }
  const withTime = (timestamp: unknown) =>
    decode({ ...withComponent({ last_updated: null }), ...withMetrics({ ...metrics, timestamp }) })

  it.each(['2025-10-17T05:00:00', '2025-10-17T05:00:00Z', '2025-10-17 05:00:00.000000'])(
    'may be %s',
    (timestamp) => {
      expect(readingsOf(withTime(timestamp)).map(({ time }) => time)).toEqual([TIME, TIME, TIME, TIME])
    },
  )

  it.each([[null], [undefined]])('may be %s: then it is timed on arrival', (timestamp) => {
    const updates = withTime(timestamp)
    expect(readingsOf(updates).map(({ time }) => time)).toEqual([null, null, null, null])
    expect(updates.find(({ kind }) => kind === 'components')).toMatchObject({ time: null })
    expect(reasonsOf(updates)).toEqual([])
  })

  it.each([['yesterday'], [''], [1_760_677_200], ['1970-01-01T00:00:00'], [{}]])(
    'T5: that is %j costs the readings, with their number, and no component',
    (timestamp) => {
      const updates = withTime(timestamp)
      expect(readingsOf(updates)).toEqual([])
      expect(componentsOf(updates)).toHaveLength(1)
      expect(rejectionsOf(updates)).toMatchObject([
        { reason: expect.stringContaining('timestamp: expected an ISO 8601 time'), readings: 4 },
      ])
    },
  )

  it('T5: that nobody understands costs no component that tells its own', () => {
    const updates = decode({ ...withComponent({}), timestamp: 'yesterday' })
    expect(readingsOf(updates).map(({ time }) => time)).toEqual([TIME, TIME])
    expect(rejectionsOf(updates)).toMatchObject([{ readings: 0 }])
  })
})

describe('the newer state', () => {
  it('tells health, metrics and the time beside them', () => {
    expect(decode(newer)).toEqual([
      expect.objectContaining({ kind: 'sensors' }),
      expect.objectContaining({ kind: 'limits' }),
      {
        kind: 'readings',
        readings: [
          { sensor: 'metric:total_concepts', time: TIME, value: 7 },
          { sensor: 'metric:cache_hit_percent', time: TIME, value: 99.5 },
        ],
      },
      {
        kind: 'health',
        health: {
          status: 'ok',
          facts: [
            { name: 'Uptime', value: '1 d 2 h' },
            { name: 'Last update', value: '2025-10-17 04:59:58 UTC' },
          ],
        },
      },
    ])
  })

  const healthOf = (health: unknown) => {
    const told = decode({ health }).find(({ kind }) => kind === 'health')
    return told?.kind === 'health' ? told.health : null
  }

  it.each([
    ['healthy', 'ok'],
    ['degraded', 'degraded'],
    ['unavailable', 'unavailable'],
    ['UNAVAILABLE', 'unavailable'],
  ])('may be %s', (status, meaning) => {
    expect(healthOf({ status })).toEqual({ status: meaning, facts: [] })
  })

  it('in a word that nobody knows is not called healthy, and the word is shown', () => {
    expect(healthOf({ status: 'wobbly' })).toEqual({
      status: 'degraded',
      facts: [{ name: 'Status', value: 'wobbly' }],
    })
  })

  it('shows uptime and update in the words of its server, where they are words', () => {
    expect(healthOf({ status: 'healthy', uptime: '2 hours', last_update: 'now' })?.facts).toEqual([
      { name: 'Uptime', value: '2 hours' },
      { name: 'Last update', value: 'now' },
    ])
    expect(healthOf({ status: 'healthy', uptime: -5, last_update: 5 })?.facts).toEqual([
      { name: 'Uptime', value: '0 min' },
    ])
    expect(healthOf({ status: 'healthy', uptime: 7_260 })?.facts).toEqual([
      { name: 'Uptime', value: '2 h 1 min' },
    ])
  })

  it.each([[{}], [{ status: 5 }], [{ status: '' }]])('T6: with %j is told of', (health) => {
    const updates = decode({ ...newer, health })
    expect(reasonsOf(updates)).toEqual([expect.stringContaining('health.status: expected a text')])
    expect(readingsOf(updates)).toHaveLength(2)
  })
})
