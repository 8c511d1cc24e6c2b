import { afterEach, describe, expect, test, vi } from 'vitest'
import {
  formatAgo,
  formatBytes,
  formatCount,
  formatDuration,
  formatInterval,
  formatMoment,
  formatTime,
  formatValue,
  formatWithUnit,
  zoneAt,
} from '../../../src/texts/format'

afterEach(() => {
  vi.unstubAllEnvs()
})

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** As somebody with a decimal point and no grouping reads it. */
function plain(text: string): string {
  const parts = new Intl.NumberFormat().formatToParts(-12_345.6)
  const sign = (type: string) => parts.find((part) => part.type === type)?.value ?? ''
  return text
    .replaceAll(sign('group'), '')
    .replaceAll(sign('decimal'), '.')
    .replaceAll(sign('minusSign'), '-')
}

describe('a value', () => {
  test.each([
    [0, '0'],
    [-0, '0'],
    [1, '1'],
    [-1.5, '-1.50'],
    [0.5, '0.500'],
    [0.0421, '0.0421'],
    [0.0042, '0.00420'],
    [12.345, '12.35'],
    [123.456, '123.5'],
    [1_234.56, '1235'],
    [9_999_999, '9999999'],
    [-9_999.6, '-10000'],
  ])('%d has as many decimals as are worth reading: %s', (value, text) => {
    expect(plain(formatValue(value))).toBe(text)
  })

  test.each([
    [1e7, '1E7'],
    [1.234e9, '1.23E9'],
    [-1e308, '-1E308'],
    [1e308, '1E308'],
    [Number.MAX_VALUE, '1.8E308'],
    [9e-4, '9E-4'],
    [5e-324, '5E-324'],
    [-5e-324, '-5E-324'],
  ])('%d is written with its power of ten: %s', (value, text) => {
    expect(plain(formatValue(value))).toBe(text)
  })

  test.each([NaN, Infinity, -Infinity])('%d is no value, and never written as one', (value) => {
    for (const format of [formatValue, formatCount, formatBytes, formatDuration, formatTime, formatMoment]) {
      expect(format(value)).toBe('–')
    }
    expect(formatWithUnit(value, 'bar')).toBe('– bar')
    expect(zoneAt(value)).toBe('')
  })

  test('has its unit behind it, where there is one', () => {
    expect(formatWithUnit(1, '')).toBe(formatValue(1))
    expect(formatWithUnit(1, '%')).toBe(`${formatValue(1)} %`)
  })

  test('keeps at least three digits that matter, at every size that is not rounded to whole numbers', () => {
    for (let exponent = -3; exponent < 3; exponent++) {
      const value = 1.2345 * 10 ** exponent
      const shown = Number(plain(formatValue(value)))
      expect(Math.abs(shown - value) / value).toBeLessThan(0.005)
    }
  })
})

describe('a duration', () => {
  test.each([
    [-5 * SECOND, '0 s'],
    [0, '0 s'],
    [999, '0 s'],
    [42 * SECOND, '42 s'],
    [99.9 * SECOND, '99 s'],
    [100 * SECOND, '1 min'],
    [5 * MINUTE, '5 min'],
    [99 * MINUTE, '99 min'],
    [100 * MINUTE, '1 h 40 min'],
    [3 * HOUR, '3 h'],
    [3 * HOUR + 20 * MINUTE + 59 * SECOND, '3 h 20 min'],
    [47 * HOUR + 59 * MINUTE, '47 h 59 min'],
    [2 * DAY, '2 d'],
    [2 * DAY + 4 * HOUR, '2 d 4 h'],
    [400 * DAY, '400 d'],
  ])('%d ms is %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
    expect(formatAgo(ms)).toBe(`${text} ago`)
  })

  test.each([
    [200, '0.200 s'],
    [1_000, '1 s'],
    [1_500, '1.50 s'],
    [30_000, '30 s'],
    [120_000, '2 min'],
  ])('an interval of %d ms is told as exactly as it matters: %s', (ms, text) => {
    expect(plain(formatInterval(ms))).toBe(text)
  })
})

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [4_200, '4.2 kB'],
  [1_300_000, '1.3 MB'],
  [2_500_000_000, '2.5 GB'],
])('%d bytes are %s', (bytes, text) => {
  expect(plain(formatBytes(bytes))).toBe(text)
})

describe('a time', () => {
  const NOON = Date.UTC(2026, 10, 21, 12, 4, 59)

  test('is written as this reader’s own locale writes it, on a clock of 24 hours as the axes are', () => {
    expect(formatTime(NOON)).toBe(
      new Date(NOON).toLocaleTimeString(undefined, {
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        hourCycle: 'h23',
      }),
    )
    expect(formatMoment(NOON)).toContain('2026')
  })

  test.each([8.64e15 + 1, -8.64e15 - 1])(
    '%d, which no clock can show, is a dash and throws nothing',
    (time) => {
      expect([formatTime(time), formatMoment(time), zoneAt(time)]).toEqual(['–', '–', ''])
    },
  )

  test('K3: hours that a change of the clocks skips or repeats are told as people there tell them', async () => {
    vi.stubEnv('TZ', 'Europe/Berlin')
    vi.resetModules()
    const local = await import('../../../src/texts/format')
    const beforeSpring = Date.UTC(2025, 2, 30, 0, 59, 59)
    expect(local.formatTime(beforeSpring)).toContain('01:59:59')
    expect(local.formatTime(beforeSpring + SECOND)).toContain('03:00:00')
    const beforeAutumn = Date.UTC(2025, 9, 26, 0, 59, 59)
    expect(local.formatTime(beforeAutumn)).toContain('02:59:59')
    expect(local.formatTime(beforeAutumn + SECOND)).toContain('02:00:00')
    const zones = [beforeSpring, beforeSpring + SECOND, beforeAutumn, beforeAutumn + SECOND].map(local.zoneAt)
    expect(zones[0]).not.toBe(zones[1])
    expect(zones).toEqual([zones[0], zones[1], zones[1], zones[0]])
  })
})
