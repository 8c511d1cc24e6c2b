import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { conversionOf, convert, convertBack, UNCHANGED, unitsLike } from '../../../src/domain/units'

/** One unit of each quantity. */
const QUANTITIES = [
  '°C', 'bar', 'mm', 'm/s', 'm/s²', 'mA', 'V', 'Ω', 'kW', 'kWh', 'N', 'kg', 'l', 'l/min', 'rpm', 'Hz', '°', 'MB',
  'kB/s', 's', '%',
] // prettier-ignore

test.each([
  [20, '°C', '°F', 68],
  [-40, '°F', '°C', -40],
  [25.1, '°C', '°F', 77.18],
  [0, '°C', 'K', 273.15],
  [300, 'K', '°F', 80.33],
  [1, 'bar', 'kPa', 100],
  [1, 'psi', 'bar', 0.0689475729317],
  [25.4, 'mm', 'in', 1],
  [1, 'm/s', 'km/h', 3.6],
  [7.1, 'mm/s', 'in/s', 0.279527559055],
  [1_500, 'mA', 'A', 1.5],
  [1, 'kWh', 'MJ', 3.6],
  [1, 'GiB', 'GB', 1.073741824],
  [1, 'MB/s', 'Mbit/s', 8],
  [3_000, 'rpm', '1/s', 50],
  [180, '°', 'rad', Math.PI],
  [0.5, '%', '‰', 5],
])('%d %s in %s %s is %d', (value, from, to, expected) => {
  expect(convert(value, conversionOf(from, to)!)).toBeCloseTo(expected, 10)
})

test('what was typed is shown again, also near a zero that lies elsewhere', () => {
  for (const unit of ['°F', 'K']) {
    const conversion = conversionOf('°C', unit)!
    for (const typed of [0, 1, -4, 32, 100.5, 273.15, 0.001]) {
      expect(convert(convertBack(typed, conversion), conversion)).toBe(typed)
    }
  }
})

test('what is round stays round', () => {
  expect(convert(20, conversionOf('°C', '°F')!)).toBe(68)
  expect(convert(1.1, conversionOf('bar', 'mbar')!)).toBe(1_100)
})

test('a value goes to any unit of its quantity and back, and order is kept', () => {
  const pairs = QUANTITIES.flatMap((unit) => unitsLike(unit).map((other) => [unit, other] as const))
  expect(pairs.length).toBeGreaterThan(60)
  const value = fc.double({ min: -1e6, max: 1e6, noNaN: true })
  fc.assert(
    fc.property(fc.constantFrom(...pairs), value, value, ([from, to], a, b) => {
      const conversion = conversionOf(from, to)!
      const back = convertBack(convert(a, conversion), conversion)
      // Twelve digits of what is shown, which is larger than the value where zero lies elsewhere.
      expect(Math.abs(back - a)).toBeLessThanOrEqual(1e-9 * (Math.abs(a) + 1_000))
      if (a < b) expect(convert(a, conversion)).toBeLessThanOrEqual(convert(b, conversion))
    }),
  )
})

describe('nothing is guessed', () => {
  test.each(['', 'widgets', '__proto__', 'constructor', 'c', 'KB', 'S'])(
    '%j has nothing to choose from',
    (unit) => {
      expect(unitsLike(unit)).toEqual([])
    },
  )

  test('there is no way between two quantities, nor from what is not known', () => {
    expect(conversionOf('°C', 'bar')).toBeNull()
    expect(conversionOf('widgets', '%')).toBeNull()
    expect(conversionOf('bar', 'constructor')).toBeNull()
  })

  test('a unit is itself, known or not, to the last digit', () => {
    expect(conversionOf('widgets', 'widgets')).toBe(UNCHANGED)
    expect(convert(0.1 + 0.2, UNCHANGED)).toBe(0.1 + 0.2)
    expect(convertBack(0.1 + 0.2, UNCHANGED)).toBe(0.1 + 0.2)
  })
})

test('other spellings of a unit are understood', () => {
  expect(unitsLike('degC')).toEqual(['°C', '°F', 'K'])
  expect(convert(20, conversionOf('℃', 'K')!)).toBe(293.15)
})
