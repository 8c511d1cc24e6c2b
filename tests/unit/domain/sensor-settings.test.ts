import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  DEFAULT_SETTINGS,
  hasOwnLimits,
  limitsFit,
  misplacedLimits,
  OWN_LIMITS,
  ownLimitsOf,
  settingsIn,
  type SensorSettings,
} from '../../../src/domain/sensor-settings'

const all = { lowCrit: 0, lowWarn: 10, highWarn: 80, highCrit: 90 }
const settings = (more: Partial<SensorSettings> = {}): SensorSettings => ({ ...DEFAULT_SETTINGS, ...more })

test('own limits are passed strictly, high and low, in two priorities, and marked as own', () => {
  expect(
    ownLimitsOf(settings(all), 'p').map(({ id, severity, condition, origin, sensor }) => [
      id,
      severity,
      condition,
      origin,
      sensor,
    ]),
  ).toEqual([
    ['own:high:warn', 'warn', { operator: 'gt', value: 80 }, 'own', 'p'],
    ['own:high:crit', 'crit', { operator: 'gt', value: 90 }, 'own', 'p'],
    ['own:low:warn', 'warn', { operator: 'lt', value: 10 }, 'own', 'p'],
    ['own:low:crit', 'crit', { operator: 'lt', value: 0 }, 'own', 'p'],
  ])
  expect(ownLimitsOf(settings({ highCrit: 5 }), 'p').map(({ id }) => id)).toEqual(['own:high:crit'])
  expect(ownLimitsOf(DEFAULT_SETTINGS, 'p')).toEqual([])
  expect([hasOwnLimits(settings({ lowCrit: 0 })), hasOwnLimits(DEFAULT_SETTINGS)]).toEqual([true, false])
})

describe('low crit ≤ low warn < high warn ≤ high crit', () => {
  test.each([
    [all, []],
    [{ ...all, lowCrit: 10, highCrit: 80 }, []],
    [{ ...all, lowWarn: -1 }, ['lowWarn']],
    [{ ...all, highWarn: 10 }, ['highWarn']],
    [{ ...all, highCrit: 79 }, ['highCrit']],
    [{ lowCrit: 50, lowWarn: null, highWarn: null, highCrit: 50 }, ['highCrit']],
    [{ lowCrit: null, lowWarn: null, highWarn: 5, highCrit: null }, []],
  ])('%j: wrong is %j', (limits, wrong) => {
    expect(misplacedLimits(limits).map(({ key }) => key)).toEqual(wrong)
  })

  test('where nothing is misplaced, no value is too low and too high at once', () => {
    const limit = fc.option(fc.double({ min: -100, max: 100, noNaN: true }))
    fc.assert(
      fc.property(limit, limit, limit, limit, fc.double({ min: -120, max: 120, noNaN: true }), (...drawn) => {
        const [lowCrit, lowWarn, highWarn, highCrit, value] = drawn
        const limits = { lowCrit, lowWarn, highWarn, highCrit }
        const given = OWN_LIMITS.map((key) => limits[key]).filter((one) => one !== null)
        const isOrdered = given.every((one, index) => index === 0 || one >= given[index - 1]!)
        if (misplacedLimits(limits).length > 0) return
        expect(isOrdered).toBe(true)
        const isLow = (lowCrit !== null && value < lowCrit) || (lowWarn !== null && value < lowWarn)
        const isHigh = (highCrit !== null && value > highCrit) || (highWarn !== null && value > highWarn)
        expect(isLow && isHigh).toBe(false)
      }),
    )
  })
})

describe('a sensor that comes to another unit', () => {
  const inCelsius = settings({ ...all, limitsUnit: '°C', deadband: 5 })

  test('keeps what its own limits mean; the deadband is a distance', () => {
    expect(settingsIn(inCelsius, '°F')).toMatchObject({
      highWarn: 176,
      lowCrit: 32,
      deadband: 9,
      limitsUnit: '°F',
    })
    expect(limitsFit(inCelsius, '°F')).toBe(true)
  })

  test('has none where they can mean nothing any more', () => {
    expect(hasOwnLimits(settingsIn(inCelsius, 'bar'))).toBe(false)
    expect(limitsFit(inCelsius, 'bar')).toBe(false)
  })

  test('keeps them while its unit is not known', () => {
    expect(settingsIn(inCelsius, '')).toBe(inCelsius)
    expect(limitsFit(inCelsius, '') && limitsFit(settings(all), 'bar')).toBe(true)
  })
})
