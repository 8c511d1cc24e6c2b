import { describe, expect, test } from 'vitest'
import type { BatchPart } from '../../../src/domain/batch'
import type { Timeline } from '../../../src/domain/timeline'
import type { Limit, Sensor } from '../../../src/domain/updates'
import { batch, contents, described, NOON, timeline } from './recording'

function tell(to: Timeline, ...records: BatchPart['records']) {
  return to.take(batch({ records }), NOON)
}

function list(to: Timeline, ...sensors: (string | Sensor)[]) {
  return tell(to, {
    kind: 'sensors',
    sensors: sensors.map((one) => (typeof one === 'string' ? described(one) : one)),
  })
}

function read(to: Timeline, ...readings: [string, number, number][]) {
  return to.take(batch({ readings }), NOON)
}

const ids = (of: Timeline, source = 'plant') => of.sensorsOf(source).map(({ sensor }) => sensor.id)

function limit(id: string, sensor: string): Limit {
  return {
    id,
    sensor,
    name: id,
    severity: 'warn',
    condition: { operator: 'gt', value: 1 },
    origin: 'backend',
  }
}

describe('a batch', () => {
  test('goes to the sensors it names, and tells which have new samples', () => {
    const kept = timeline()
    const changes = read(kept, ['a', 1, 10], ['b', 1, 20], ['a', 2, 11])
    expect([...changes.sensors]).toEqual(['plant/a', 'plant/b'])
    const values = kept.sensorsOf('plant').map(({ series }) => contents(series).map(({ value }) => value))
    expect(values).toEqual([[10, 11], [20]])
  })

  test('describes sensors before it brings their readings', () => {
    const kept = timeline()
    const told = { kind: 'sensors' as const, sensors: [described('a', { reporting: 'on-change' })] }
    kept.take(batch({ records: [told], readings: [['a', 1, 1]] }), NOON)
    expect(kept.sensors.get('plant/a')!.sensor.reporting).toBe('on-change')
  })

  test('says that nothing changed when nothing did', () => {
    const kept = timeline()
    const changes = tell(kept, { kind: 'greeting' }, { kind: 'pong' })
    expect(changes).toMatchObject({ sensors: new Set(), listed: new Set(), sources: new Set(), log: [] })
  })

  test.each(['__proto__', 'constructor', 'toString', 'a/b', ''])('takes the id %j as any other', (id) => {
    const kept = timeline()
    list(kept, id)
    read(kept, [id, 1, 5])
    tell(kept, { kind: 'limits', access: 'known', limits: [limit('l', id)] })
    expect(kept.sensors.get(`plant/${id}`)!.last).toMatchObject({ value: 5 })
    expect(kept.source('plant').limits.get(id)).toHaveLength(1)
    expect(ids(kept)).toEqual([id])
  })

  test.each(['__proto__', 'constructor'])('keeps the source %s apart from the others', (source) => {
    const kept = timeline()
    kept.take(batch({ source, readings: [['a', 1, 1]] }), NOON)
    read(kept, ['a', 1, 2])
    expect(kept.sensors.size).toBe(2)
    expect(kept.source(source).rejections).toEqual([])
  })
})

describe('the list of sensors', () => {
  test('V6: keeps the order in which the backend first listed them, whatever came first or changes later', () => {
    const kept = timeline()
    read(kept, ['c', 1, 1], ['x', 1, 1], ['a', 1, 1])
    list(kept, 'a', 'b', 'c')
    expect(ids(kept)).toEqual(['a', 'b', 'c', 'x'])
    list(kept, 'c', 'n', 'b', 'a')
    expect(ids(kept)).toEqual(['a', 'b', 'c', 'n', 'x'])
  })

  test('T8: a sensor that left keeps the limits that it had; what is gone of the others is gone', () => {
    const kept = timeline()
    const tellLimits = (access: 'known' | 'forbidden', ...limits: Limit[]) =>
      tell(kept, { kind: 'limits', access, limits })
    list(kept, 'a', 'b')
    tellLimits('known', limit('l', 'a'), limit('m', 'b'))
    list(kept, 'b')
    for (let minute = 0; minute < 2; minute++) tellLimits('known')
    expect([...kept.source('plant').limits.keys()]).toEqual(['a'])
    list(kept, 'a', 'b')
    tellLimits('known', limit('n', 'a'))
    expect(kept.source('plant').limits.get('a')).toMatchObject([{ id: 'n' }])
    list(kept, 'b')
    tellLimits('forbidden')
    expect(kept.source('plant').limits.size).toBe(0)
  })

  test('T8: a sensor that leaves keeps its history, and has it when it comes back', () => {
    const kept = timeline()
    list(kept, 'a', 'b')
    read(kept, ['a', 1, 99])
    list(kept, 'b')
    const left = kept.sensors.get('plant/a')!
    expect(left.listed).toBe(false)
    expect(left.last).toMatchObject({ value: 99 })
    list(kept, 'a', 'b')
    expect(kept.sensors.get('plant/a')).toBe(left)
    expect(left.listed).toBe(true)
  })

  test('an id that is listed twice is one sensor', () => {
    const kept = timeline()
    list(kept, 'a', 'b', 'a')
    expect(ids(kept)).toEqual(['a', 'b'])
  })

  test('tells the page that it changed, also when an unknown sensor sends', () => {
    const kept = timeline()
    expect([...list(kept, 'a').listed]).toEqual(['plant'])
    expect([...read(kept, ['a', 1, 1]).listed]).toEqual([])
    expect([...read(kept, ['z', 1, 1]).listed]).toEqual(['plant'])
  })

  test('P4, T6: ids beyond the bound are not kept, and their readings are counted', () => {
    const kept = timeline({ sensorsPerSource: 3 })
    list(kept, 'a', 'b')
    read(kept, ['x', 1, 1], ['y', 1, 1], ['z', 1, 1], ['y', 2, 2], ['a', 1, 1])
    kept.take(batch({ source: 'other', readings: [['y', 1, 1]] }), NOON)
    expect(ids(kept)).toEqual(['a', 'b', 'x'])
    expect(kept.source('plant').unplaced).toBe(3)
    expect(kept.source('other').unplaced).toBe(0)
  })
})

describe('what a source tells besides', () => {
  test('T9: limits are replaced as a whole, with their age', () => {
    const kept = timeline()
    expect(kept.source('plant')).toMatchObject({ limitsAccess: 'unknown', limitsReadAt: null })
    const limits = [limit('1', 'a'), limit('2', 'a'), limit('3', 'b')]
    expect(tell(kept, { kind: 'limits', access: 'known', limits }).limits).toBe(true)
    expect(
      kept
        .source('plant')
        .limits.get('a')!
        .map(({ id }) => id),
    ).toEqual(['1', '2'])
    kept.take(
      batch({
        records: [{ kind: 'limits', access: 'known', limits: [limit('4', 'b')] }],
        arrivedAt: NOON + 5,
      }),
      NOON,
    )
    expect([...kept.source('plant').limits.keys()]).toEqual(['b'])
    expect(kept.source('plant').limitsReadAt).toBe(NOON + 5)
  })

  test('T9: limits that may no longer be seen are gone, and it is known why', () => {
    const kept = timeline()
    tell(kept, { kind: 'limits', access: 'known', limits: [limit('1', 'a')] })
    tell(kept, { kind: 'limits', access: 'forbidden', limits: [] })
    expect(kept.source('plant')).toMatchObject({ limitsAccess: 'forbidden', limits: new Map() })
  })

  test('health and experiments are kept with their time', () => {
    const kept = timeline()
    const health = { status: 'degraded' as const, facts: [] }
    tell(kept, { kind: 'health', health }, { kind: 'experiment', id: 'e', time: null })
    expect(kept.source('plant').health).toEqual({ health, at: NOON })
    expect(kept.source('plant').experiments).toEqual([{ id: 'e', from: NOON, to: null }])
  })

  test('T4: history that could not be had is told with its reason, until it comes', () => {
    const kept = timeline()
    tell(kept, { kind: 'filled', sensors: ['a'], failure: 'The server cannot be reached.' })
    expect(kept.source('plant').historyFailure).toBe('The server cannot be reached.')
    const changes = tell(kept, { kind: 'filled', sensors: ['a'], failure: null })
    expect(kept.source('plant').historyFailure).toBeNull()
    expect(changes.filled).toEqual([expect.objectContaining({ source: 'plant', sensors: ['a'] })])
  })
})

describe('interruptions', () => {
  test('T4: history of the same batch fills the interval before it is closed', () => {
    const kept = timeline()
    read(kept, ['a', 1, 1])
    kept.interrupt('plant')
    read(kept, ['a', 4, 4])
    kept.sensors.get('plant/a')!.open.ask()
    const records = [{ kind: 'filled' as const, sensors: ['a'], failure: null }]
    const readings: [string, number, number][] = [
      ['a', 2, 2],
      ['a', 3, 3],
    ]
    kept.take(batch({ provenance: 'filled', readings, records }), NOON)
    const recorded = kept.sensors.get('plant/a')!
    expect(contents(recorded.series).map(({ second }) => second)).toEqual([1, 2, 3, 4])
    expect(recorded.open.since).toBeNull()
  })

  test('touch the sensors of their source only', () => {
    const kept = timeline()
    read(kept, ['a', 1, 1])
    kept.take(batch({ source: 'other', readings: [['a', 1, 1]] }), NOON)
    kept.interrupt('plant')
    expect(kept.sensors.get('plant/a')!.open.since).not.toBeNull()
    expect(kept.sensors.get('other/a')!.open.since).toBeNull()
  })

  test('T1: a silence leaves the learned cadence alone, a change of mode does not', () => {
    const kept = timeline({ hints: () => ({ cadenceMs: 9_000, pollMs: 0 }) })
    read(kept, ['a', 0, 1], ['a', 2, 2], ['a', 4, 3], ['a', 6, 4])
    const recorded = kept.sensors.get('plant/a')!
    kept.miss('plant')
    expect(recorded.expectedMs).toBe(2_000)
    expect(recorded.open.since).toBe(NOON + 6_000)
    expect(recorded.cadences.isLearned('live')).toBe(true)
    kept.interrupt('plant')
    expect(recorded.cadences.isLearned('live')).toBe(false)
    expect(recorded.expectedMs).toBe(2_000)
  })
})
