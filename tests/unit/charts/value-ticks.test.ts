import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shownTicks, valueFormat, valueTicks } from '../../../src/charts/arithmetic/value-ticks'
import { conversionOf, UNCHANGED } from '../../../src/domain/units'

function written(min: number, max: number, most: number): string[] {
  const { step, values } = valueTicks({ min, max }, most)
  return values.map(valueFormat('en-GB', { min, max }, step))
}

describe('ticks of the value axis', () => {
  it.each([
    [0, 100, 4, ['0', '50', '100']],
    [9, 21, 5, ['10', '15', '20']],
    [0, 1, 4, ['0.0', '0.5', '1.0']],
    [-0.2, 0.4, 6, ['-0.2', '-0.1', '0.0', '0.1', '0.2', '0.3', '0.4']],
    [19.35, 23.65, 2, ['20', '22']],
    [997_000, 1_003_000, 3, ['0.998M', '1.000M', '1.002M']],
    [0, 0.000_004, 4, ['0', '1µ', '2µ', '3µ', '4µ']],
    [1e200, 2e200, 2, ['1E200', '1.5E200', '2E200']],
  ])('from %s to %s with room for %s', (min, max, most, expected) => {
    expect(written(min, max, most)).toEqual(expected)
  })

  it('lie inside the range, in order, told apart by their labels, and are few', () => {
    const number = fc.double({ min: -1e9, max: 1e9, noNaN: true })
    fc.assert(
      fc.property(
        number,
        fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
        fc.integer({ min: 1, max: 12 }),
        (min, span, most) => {
          const range = { min, max: min + span }
          fc.pre(span > Math.abs(min) * 1e-9)
          const { step, values } = valueTicks(range, most)
          expect(values.length).toBeLessThanOrEqual(Math.max(2.5 * most + 1, 4))
          expect(values.length).toBeGreaterThanOrEqual(2)
          for (const value of values) {
            expect(value).toBeGreaterThanOrEqual(range.min - step * 1e-6)
            expect(value).toBeLessThanOrEqual(range.max + step * 1e-6)
          }
          expect(values).toEqual([...values].sort((a, b) => a - b))
          expect(new Set(values.map(valueFormat('en', range, step))).size).toBe(values.length)
        },
      ),
    )
  })

  it('are none where there is no range', () => {
    expect(valueTicks({ min: 1, max: 1 }, 5).values).toEqual([])
    expect(valueTicks({ min: NaN, max: 1 }, 5).values).toEqual([])
    expect(valueTicks({ min: 0, max: 1 }, 0).values).toEqual([])
  })
})

describe('ticks in another unit than samples come in', () => {
  it('are round in the unit shown, and lie where samples of that value lie', () => {
    const labels = shownTicks({ min: 0, max: 50 }, 4, conversionOf('°C', '°F')!, 'en-GB')
    expect(labels.map(({ text }) => text)).toEqual(['50', '100'])
    expect(labels.map(({ value }) => value)).toEqual([10, expect.closeTo(37.7778, 4)])
  })

  it('are those of before where nothing is converted', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e12, max: 1e12, noNaN: true }),
        fc.double({ min: 1e-3, max: 1e9, noNaN: true }),
        (min, span) => {
          const range = { min, max: min + span }
          const labels = shownTicks(range, 5, UNCHANGED, 'en')
          expect(labels.map(({ value }) => value)).toEqual(valueTicks(range, 5).values)
        },
      ),
    )
  })

  it('lie inside the range as sent', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -1e6, max: 1e6, noNaN: true }),
        fc.double({ min: 1, max: 1e6, noNaN: true }),
        fc.constantFrom(['°C', '°F'], ['°F', 'K'], ['bar', 'psi'], ['B', 'MiB'], ['mm/s', 'in/s']),
        (min, span, [from, to]) => {
          for (const { value } of shownTicks({ min, max: min + span }, 5, conversionOf(from!, to!)!)) {
            expect(value).toBeGreaterThanOrEqual(min - span * 1e-6)
            expect(value).toBeLessThanOrEqual(min + span * (1 + 1e-6))
          }
        },
      ),
    )
  })
})
