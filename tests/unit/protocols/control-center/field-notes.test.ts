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
  sensorsOf,
  TIME,
  valuesOf,
  withComponent,
  withMetrics,
} from './frames'

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
