import { expect, test } from 'vitest'
import { displayOf } from '../../../src/stores/sensor-display'
import { formatValue, formatWithUnit } from '../../../src/texts/format'

test.each([0, 1.5, 1234.5678, -0.00042, 1e9, 5e-324, NaN])(
  'without settings, %d is written as ever',
  (value) => {
    const { format, formatBound, formatWithUnit: inUnit } = displayOf('bar')
    expect([format(value), formatBound(value)]).toEqual([formatValue(value), formatValue(value)])
    expect(inUnit(value)).toBe(formatWithUnit(value, 'bar'))
    expect(displayOf('').formatWithUnit(value)).toBe(formatValue(value))
  },
)

test('values are shown in the unit and with the decimals that were chosen', () => {
  const { unit, formatWithUnit: inUnit } = displayOf('mm/s', { unit: 'in/s', decimals: 3 })
  expect(unit).toBe('in/s')
  expect(inUnit(25.4)).toBe(`${formatValue(1, 3)} in/s`)
  expect(displayOf('bar', { unit: null, decimals: 0 }).formatWithUnit(4.6)).toBe('5 bar')
})

test('a unit that does not measure the same is not shown', () => {
  expect(displayOf('bar', { unit: '°F', decimals: null })).toMatchObject({ unit: 'bar', sent: 'bar' })
})

test('a limit is never rounded to another one by the decimals chosen', () => {
  const { formatBound } = displayOf('bar', { unit: null, decimals: 0 })
  expect([formatBound(4.5), formatBound(4)]).toEqual([formatValue(4.5), '4'])
  expect(displayOf('bar', { unit: null, decimals: 2 }).formatBound(4)).toBe(formatValue(4, 2))
})

test('a whole number among fractions is written like them, so that nothing jumps; nothing at all stays bare', () => {
  const { format, formatBound } = displayOf('MB', undefined, null, true)
  expect([format(67), format(66.9), format(0)]).toEqual([
    formatValue(67, 2),
    formatValue(66.9),
    formatValue(0),
  ])
  expect(formatBound(90)).toBe(formatValue(90))
  expect(displayOf('').format(120)).toBe(formatValue(120))
})
