import { describe, expect, it } from 'vitest'
import { at, connection, decode, documented, good, read, readingsOf, reasonsOf, rejectionsOf } from './frames'

describe('a documented reading', () => {
  it('is a reading, and the unit that it comes in', () => {
    expect(decode(documented.reading)).toEqual([
      { kind: 'unit', sensor: '1', unit: '°C' },
      { kind: 'readings', readings: [{ sensor: '1', time: at(51), value: 61.5 }] },
    ])
  })

  it('is one of a burst', () => {
    expect(readingsOf(connection(...documented.burst).flat())).toEqual([
      { sensor: '2', time: at(50), value: 11.2 },
      { sensor: '3', time: at(50), value: 4.8 },
      { sensor: '1', time: at(51), value: 74.1 },
    ])
  })
})

describe('a deployed reading', () => {
  it('has no time: it is the time of its arrival then', () => {
    expect(readingsOf(decode({ ...good, ts: undefined }))).toEqual([{ ...read, time: null }])
    expect(readingsOf(decode({ ...good, ts: null }))).toEqual([{ ...read, time: null }])
  })

  it.each([
    ['Z', '2025-07-31T15:47:51Z', at(51)],
    ['an offset', '2025-07-31T17:47:51+02:00', at(51)],
    ['microseconds', '2025-07-31T15:47:51.123456+00:00', at(51) + 123.456],
    ['no zone, which is UTC', '2025-07-31T15:47:51', at(51)],
  ])('K1: has a time with %s', (_, ts, time) => {
    expect(readingsOf(decode({ ...good, ts }))[0]!.time).toBeCloseTo(time, 3)
  })

  it('may come twice with one time, and out of order', () => {
    const early = { ...good, ts: '2025-07-31T15:47:40Z', value: 3 }
    const updates = connection(good, good, early).flat()
    expect(readingsOf(updates)).toEqual([read, read, { sensor: '1', time: at(40), value: 3 }])
  })

  it('may name its sensor by a text; a number in quotes is the same sensor', () => {
    const ids = ['1', 'motor-7', '__proto__', '<b>', 0, Number.MAX_SAFE_INTEGER]
    const updates = connection(...ids.map((sensor_id) => ({ ...good, sensor_id }))).flat()
    expect(readingsOf(updates).map(({ sensor }) => sensor)).toEqual(ids.map(String))
  })

  it('may have fields that nobody knows, and no unit', () => {
    expect(decode({ ...good, unit: null, quality: { a: [1] } })).toEqual([
      { kind: 'readings', readings: [read] },
    ])
    expect(decode({ ...good, unit: '' })).toEqual([{ kind: 'readings', readings: [read] }])
  })
})

describe('the unit of a reading', () => {
  const told = (updates: ReturnType<typeof connection>) =>
    updates.map((one) =>
      one.flatMap((update) => (update.kind === 'unit' ? [[update.sensor, update.unit]] : [])),
    )

  it('is told when it is another than before: one wrong reading must not stick', () => {
    const other = { ...good, sensor_id: 2 }
    const changed = { ...good, unit: 'mA' }
    expect(told(connection(good, good, other, changed, good, changed, other))).toEqual([
      [['1', 'A']],
      [],
      [['2', 'A']],
      [['1', 'mA']],
      [['1', 'A']],
      [['1', 'mA']],
      [],
    ])
  })

  it('is told again on the next connection', () => {
    expect([told(connection(good)), told(connection(good))]).toEqual([[[['1', 'A']]], [[['1', 'A']]]])
  })

  it('is cut, whatever a server invents', () => {
    const frames = Array.from({ length: 100 }, (_, i) => ({
      ...good,
      unit: `unit ${i} of an inventive server`,
    }))
    const units = told(connection(...frames)).flat()
    expect(units).toHaveLength(100)
    for (const [, unit] of units) expect(unit!.length).toBeLessThanOrEqual(21)
  })

  it('is not told of a reading that is rejected', () => {
    expect(told(connection({ ...good, value: null }, good))).toEqual([[], [['1', 'A']]])
  })
})

describe('a bad reading', () => {
  it.each([
    ['a value in quotes', { value: '61.5' }, 'value: expected a finite number, found text'],
    ['a value that is null', { value: null }, 'value: expected a finite number, found null'],
    ['no value', { value: undefined }, 'value: expected a finite number, found nothing'],
    ['a value that is true', { value: true }, 'found a boolean'],
    ['no sensor', { sensor_id: undefined }, 'sensor_id: expected a whole number or a text, found nothing'],
    ['an empty sensor', { sensor_id: '' }, 'found an empty text'],
    ['half a sensor', { sensor_id: 1.5 }, 'found a number'],
    ['a list of sensors', { sensor_id: [1] }, 'found a list'],
    ['a time that is none', { ts: 'now' }, 'ts: expected an ISO 8601 time between 2000 and 2100, found text'],
    ['a number for a time', { ts: 1_753_976_871 }, 'found a number'],
    ['an unset clock', { ts: '1970-01-01T00:00:07Z' }, 'between 2000 and 2100'],
  ])('T6: with %s is rejected and counted as one', (_, fault, words) => {
    const updates = decode({ ...good, ...fault })
    expect(rejectionsOf(updates)).toMatchObject([{ reason: expect.stringContaining(words), readings: 1 }])
    expect(updates).toHaveLength(1)
  })

  it('costs no other', () => {
    expect(readingsOf(connection(good, { ...good, value: null }, good).flat())).toEqual([read, read])
  })

  it('1e999 is no number, 1e308 is one', () => {
    const valid = JSON.stringify(good)
    expect(readingsOf(decode(valid.replace('"value":2', '"value":1e999')))).toEqual([])
    expect(readingsOf(decode(valid.replace('"value":2', '"value":1e308')))[0]!.value).toBe(1e308)
  })
})

describe('a bad frame', () => {
  const valid = JSON.stringify(good)

  it.each([
    ['invalid JSON', '{"type":', 'invalid JSON'],
    ['a bare NaN', valid.replace('"value":2', '"value":NaN'), 'NaN or Infinity'],
    ['a bare Infinity', valid.replace('"value":2', '"value":-Infinity'), 'NaN or Infinity'],
    ['HTML', '<!doctype html><h1>502</h1>', 'HTML'],
    ['nothing', '', 'nothing was sent'],
    ['a list', '[]', 'found a list'],
    ['null', 'null', 'found null'],
    ['no type', '{}', 'type: expected a text, found nothing'],
    ['a number for a type', '{"type":5,"error":"x"}', 'type: expected a text, found a number'],
    ['an info without words', '{"type":"info"}', 'message: expected a text, found nothing'],
    ['an error without words', '{"type":"error"}', 'message: expected a text, found nothing'],
    ['an event without words', '{"type":"event","level":"CRIT"}', 'message: expected a text, found nothing'],
  ])('T6: with %s is one rejection', (_, frame, words) => {
    const updates = decode(frame)
    expect(reasonsOf(updates)).toEqual([expect.stringContaining(words)])
    expect(updates).toHaveLength(1)
  })

  it('nested a hundred thousand levels deep does not throw', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    for (const key of ['value', 'error', 'version', 'sensor_id', 'unit'])
      expect(() => decode(`{"type":"reading","sensor_id":1,"value":1,"${key}":${deep}}`)).not.toThrow()
    expect(reasonsOf(decode(deep))).toHaveLength(1)
  })
})

describe('a type that nobody knows', () => {
  it.each(['ping', 'simulator', '', 'READING', '__proto__'])('"%s" is ignored', (type) => {
    expect(decode({ type, sensor_id: 1, value: 1, message: 'x' })).toEqual([])
  })
})
