import { expect, test } from 'vitest'
import { ChartLine } from '../../../src/charts/chart-line'
import { ValueFit } from '../../../src/charts/value-fit'
import { Series } from '../../../src/domain/series'

function lineOf(...values: number[]): ChartLine {
  const series = new Series(100)
  values.forEach((value, time) => series.append(time, value, 'live'))
  const line = new ChartLine('bearing')
  line.show(series)
  line.look(0, values.length, values.length)
  return line
}

test('the axis stays the same object while the data fits it, and while there is none', () => {
  const fit = new ValueFit()
  const shown = fit.rangeOf([lineOf(10, 20)])
  expect(shown).toEqual({ min: 9, max: 21 })
  expect(fit.rangeOf([lineOf(10, 20)])).toBe(shown)
  expect(fit.rangeOf([lineOf(11), lineOf(19)])).toBe(shown)
  expect(fit.rangeOf([lineOf()])).toBe(shown)
  expect(fit.rangeOf([lineOf(10, 20)])).toBe(shown)
  expect(fit.rangeOf([lineOf(10), lineOf(30)])).toEqual({ min: 8, max: 32 })
})

test('the same data is fitted anew for another expected range, other limits, or other lines', () => {
  const fit = new ValueFit()
  const lines = [lineOf(10, 20)]
  fit.rangeOf(lines)
  fit.expect(null, [24])
  expect(fit.rangeOf(lines)).toEqual({ min: 8.6, max: 25.4 })
  fit.expect({ min: 0, max: 40 }, [24])
  const expected = fit.rangeOf(lines)
  expect(expected).toEqual({ min: 0, max: 40 })
  fit.expect({ min: 0, max: 40 }, [24])
  expect(fit.rangeOf(lines)).toBe(expected)
  fit.rangeOf([lineOf(10, 50)])
  expect(fit.rangeOf(lines).max).toBe(55)
  fit.startAnew()
  expect(fit.rangeOf(lines)).toEqual({ min: 0, max: 40 })
})
