import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { finiteNumber, found, isoTime, isRecord, list, parseJson, text } from '../../../src/protocols/wire'

const JANUARY = Date.UTC(2025, 0, 15, 14, 30, 0)

describe('a time from the wire', () => {
  it.each([
    ['2025-01-15T14:30:00Z', JANUARY],
    ['2025-01-15T14:30:00+00:00', JANUARY],
    ['2025-01-15T14:30:00.123456', JANUARY + 123.456],
    ['2025-01-15T14:30:00.123Z', JANUARY + 123],
    ['2025-01-15T14:30:00', JANUARY],
    ['2025-01-15 14:30:00', JANUARY],
    ['2025-01-15t14:30:00z', JANUARY],
    ['2025-01-15T16:30:00+02:00', JANUARY],
    ['2025-01-15T16:30:00+0200', JANUARY],
    ['2025-01-15 16:30:00+02', JANUARY],
    ['2025-01-15T09:00:00-05:30', JANUARY],
    ['2025-01-15T14:30:00,5Z', JANUARY + 500],
    ['2025-01-15T14:30:00.123456789Z', JANUARY + 123.456],
    ['2025-01-15T24:00:00', Date.UTC(2025, 0, 16)],
    ['2025-12-31T24:00:00Z', Date.UTC(2026, 0, 1)],
    ['2016-12-31T23:59:60Z', Date.UTC(2017, 0, 1)],
    ['2024-02-29T00:00:00Z', Date.UTC(2024, 1, 29)],
    ['2000-02-29T00:00:00Z', Date.UTC(2000, 1, 29)],
    ['2000-01-01T00:00:00Z', Date.UTC(2000, 0, 1)],
    ['2099-12-31T23:59:59Z', Date.UTC(2099, 11, 31, 23, 59, 59)],
  ])('K1: %s is epoch milliseconds', (wire, time) => {
    expect(isoTime(wire)).toBeCloseTo(time, 3)
  })

  it.each([
    '2025-02-29T00:00:00Z',
    '2100-02-29T00:00:00Z',
    '2025-02-31T00:00:00Z',
    '2025-04-31T00:00:00Z',
    '2025-13-05T00:00:00Z',
    '2025-00-05T00:00:00Z',
    '2025-01-00T00:00:00Z',
    '2025-01-32T00:00:00Z',
    '2025-01-15T24:00:01Z',
    '2025-01-15T24:00:00.1Z',
    '2025-01-15T24:01:00Z',
    '2025-01-15T25:00:00Z',
    '2025-01-15T14:60:00Z',
    '2025-01-15T14:30:61Z',
    '2025-01-15T14:30:00+25:00',
    '2025-01-15T14:30:00+01:60',
    '2025-01-15',
    '14:30:00',
    '2025-01-15T14:30:00Z ',
    '1970-01-01T00:00:00Z',
    '1999-12-31T23:59:59Z',
    '2000-01-01T00:00:00+00:01',
    '2100-01-01T00:00:00Z',
    '9999-12-31T23:59:59.999999',
    '0026-01-15T14:30:00Z',
    '+275760-09-13T00:00:00.001Z',
    'yesterday',
    '',
    '1736951400000',
    1_736_951_400_000,
    null,
    undefined,
    {},
    new Date(JANUARY),
  ])('K1: %j is none', (wire) => {
    expect(isoTime(wire)).toBeNull()
  })

  it('K1: every time that a backend can print comes back', () => {
    const times = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) - 1 })
    fc.assert(
      fc.property(times, (time) => {
        const printed = new Date(time).toISOString()
        expect(isoTime(printed)).toBeCloseTo(time, 3)
        expect(isoTime(printed.replace('Z', ''))).toBeCloseTo(time, 3)
        expect(isoTime(printed.replace('Z', '+00:00'))).toBeCloseTo(time, 3)
        expect(isoTime(printed.replace('Z', '000'))).toBeCloseTo(time, 3)
      }),
    )
  })

  it('K1: does not depend on where the page runs', () => {
    const zone = process.env['TZ']
    try {
      for (const place of ['America/New_York', 'Asia/Kathmandu', 'Pacific/Kiritimati']) {
        process.env['TZ'] = place
        // In New York this hour does not exist.
        expect(isoTime('2025-03-09T02:30:00')).toBe(Date.UTC(2025, 2, 9, 2, 30))
      }
    } finally {
      if (zone === undefined) delete process.env['TZ']
      else process.env['TZ'] = zone
    }
  })

  it('K1: whatever text comes, is a time between 2000 and 2100 or none', () => {
    const near = fc.stringMatching(/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(\.\d{0,9})?(Z|[+-]\d\d:\d\d)?$/)
    fc.assert(
      fc.property(fc.oneof(fc.string(), near), (wire) => {
        const time = isoTime(wire)
        if (time === null) return
        expect(time).toBeGreaterThanOrEqual(Date.UTC(2000, 0, 1))
        expect(time).toBeLessThan(Date.UTC(2100, 0, 1))
      }),
      { numRuns: 1_000 },
    )
  })
})

describe('values from the wire', () => {
  it('are finite numbers, or none', () => {
    expect([0, -1.5, 1e308].map(finiteNumber)).toEqual([0, -1.5, 1e308])
    for (const none of [NaN, Infinity, -Infinity, '1', null, undefined, true, [1], {}, 1n]) {
      expect(finiteNumber(none)).toBeNull()
    }
  })

  it('are texts with something in them, or none', () => {
    expect(['a', ' ', '__proto__'].map(text)).toEqual(['a', ' ', '__proto__'])
    for (const none of ['', null, 1, [], {}]) expect(text(none)).toBeNull()
  })

  it('are records or lists, never both', () => {
    for (const record of [{}, { a: 1 }, Object.create(null)]) {
      expect([isRecord(record), list(record)]).toEqual([true, null])
    }
    for (const other of [null, 1, 'a', true, undefined])
      expect([isRecord(other), list(other)]).toEqual([false, null])
    expect([isRecord([]), list([1])]).toEqual([false, [1]])
  })

  it('are named by what they are, never by what they say', () => {
    const kinds = [undefined, null, [], {}, '', 'secret', 5, NaN, Infinity, true]
    expect(kinds.map(found)).toEqual([
      'nothing',
      'null',
      'a list',
      'an object',
      'an empty text',
      'text',
      'a number',
      'NaN',
      'Infinity',
      'a boolean',
    ])
  })
})

describe('JSON from the wire', () => {
  it('tells null from nothing', () => {
    expect(parseJson('null')).toEqual({ ok: true, value: null })
    expect(parseJson('')).toEqual({ ok: false, reason: 'invalid JSON: nothing was sent' })
  })

  it.each([
    ['<!doctype html><h1>502</h1>', 'HTML'],
    ['{"value": NaN}', 'NaN'],
    ['[-Infinity]', 'NaN or Infinity'],
    ['{"a":', 'invalid JSON'],
  ])('says what is wrong with %s', (source, words) => {
    const parsed = parseJson(source)
    expect(parsed.ok ? '' : parsed.reason).toContain(words)
  })

  it('does not take the word NaN in a text for the fault', () => {
    expect(parseJson('{"a": "NaN", }')).toEqual({ ok: false, reason: 'invalid JSON' })
  })

  it('never throws', () => {
    fc.assert(fc.property(fc.string(), (source) => void parseJson(source)))
  })
})
