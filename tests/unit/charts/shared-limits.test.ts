import { expect, test } from 'vitest'
import { ChartLine, type ChartLimit } from '../../../src/charts/chart-line'
import { brokenBy, isBroken, sharedLimits, touches } from '../../../src/charts/shared-limits'
import { Series } from '../../../src/domain/series'
import type { Severity } from '../../../src/domain/updates'

function line(values: readonly number[], ...limits: ChartLimit[]): ChartLine {
  const series = new Series(100)
  values.forEach((value, time) => series.append(time, value, 'live'))
  const made = new ChartLine('bearing')
  made.show(series)
  made.limits = limits
  made.look(0, values.length, values.length)
  return made
}

const above = (value: number, severity: Severity = 'warn', label = `> ${value}`): ChartLimit => ({
  label,
  severity,
  condition: { operator: 'gt', value },
})

test('equal limits of several lines are one, and the worse draws last', () => {
  const lines = [line([1], above(80, 'crit'), above(70)), line([1], above(70)), line([1], above(60))]
  const limits = sharedLimits(lines)
  expect(limits.map(({ label, lines: owners }) => [label, owners.length])).toEqual([
    ['> 70', 2],
    ['> 60', 1],
    ['> 80', 1],
  ])
})

test('A0: a limit is broken by its own lines only', () => {
  const [high, low] = [line([75], above(80)), line([75], above(70), above(72, 'crit'))]
  const limits = sharedLimits([high, low])
  expect(limits.map(isBroken)).toEqual([false, true, true])
  expect(brokenBy(high, limits)).toBeNull()
  expect(brokenBy(low, limits)?.label).toBe('> 72')
})

test('a line touches a limit where any part of it that is drawn is beyond', () => {
  const [limit] = sharedLimits([line([1], above(70))])
  expect(touches(line([69, 70]), limit!)).toBe(false)
  expect(touches(line([69, 70.1, 60]), limit!)).toBe(true)
  const left = line([90, 10, 10])
  left.look(1, 3, 3)
  // One sample before the window, from which the line comes.
  expect(touches(left, limit!)).toBe(true)
})
