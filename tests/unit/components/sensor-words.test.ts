import { describe, expect, test } from 'vitest'
import { chartWords, freshnessWords, limitSummary, limitWords } from '../../../src/components/sensor-words'
import type { Limit } from '../../../src/domain/updates'
import type { Condition } from '../../../src/stores/conditions'
import { conditionWords } from '../../../src/stores/limit-words'
import { displayOf } from '../../../src/stores/sensor-display'
import { formatValue } from '../../../src/texts/format'

const CALM: Condition = {
  freshness: 'live',
  state: 'normal',
  lastKnown: null,
  highlight: null,
  timeUnknown: false,
  rank: 0,
}

const high: Limit = {
  id: 'high',
  sensor: 'p',
  name: 'High',
  severity: 'crit',
  condition: { operator: 'gte', value: 90 },
  origin: 'backend',
}
const low: Limit = { ...high, id: 'low', severity: 'warn', condition: { operator: 'lt', value: 3 } }

test('a condition is told with its operator and unit', () => {
  expect(conditionWords(high.condition, displayOf('%'))).toBe(`≥ ${formatValue(90)} %`)
  expect(conditionWords({ operator: 'between', low: 3, high: 7 }, displayOf('bar'))).toBe(
    `between ${formatValue(3)} and ${formatValue(7)} bar`,
  )
  expect(limitWords(low, displayOf(''))).toBe(`Warning < ${formatValue(3)}`)
})

test('a limit of one’s own is marked as one', () => {
  expect(limitWords({ ...low, origin: 'own' }, displayOf('°C'))).toBe(
    `Warning < ${formatValue(3)} °C (yours)`,
  )
})

test('a condition is told in the unit shown, without decimals that would make another limit of it', () => {
  const shown = displayOf('°C', { unit: '°F', decimals: 0 })
  expect(conditionWords({ operator: 'gt', value: 80 }, shown)).toBe(`> ${formatValue(176)} °F`)
  expect(conditionWords({ operator: 'gt', value: 80.25 }, shown)).toBe(`> ${formatValue(176.45)} °F`)
})

describe('the limit on a card', () => {
  test('says whose it is where it is one’s own', () => {
    const own: Limit = { ...low, origin: 'own' }
    expect(limitSummary([own], CALM, displayOf('%'))).toBe(`Your limit < ${formatValue(3)} %`)
  })

  test('is the one that is met, else the first', () => {
    expect(limitSummary([high, low], CALM, displayOf('%'))).toBe(`Limit ≥ ${formatValue(90)} %`)
    const met: Condition = { ...CALM, highlight: { cause: 'limit', severity: 'warn', limit: low } }
    expect(limitSummary([high, low], met, displayOf('%'))).toBe(`Limit < ${formatValue(3)} %`)
  })

  test('T9: is nothing where there is none, for the state says so', () => {
    expect(limitSummary([], CALM, displayOf(''))).toBe('')
  })
})

describe('freshness', () => {
  test.each([
    ['live', null, 'Live'],
    ['late', null, 'Late, 40 s ago'],
    ['unknown', null, 'No data yet'],
    ['stale', 'normal', 'Stale, 40 s ago'],
    ['stale', 'no-limit', 'Stale, 40 s ago'],
    ['stale', 'warn', 'Last known warning, 40 s ago'],
    ['stale', 'crit', 'Last known critical, 40 s ago'],
  ] as const)('T1, T8: %s, last known %s: %s', (freshness, lastKnown, words) => {
    expect(freshnessWords({ ...CALM, freshness, lastKnown }, 40_000)).toBe(words)
  })
})

describe('the text alternative of a chart (V4)', () => {
  test('has name, last, minimum, maximum and state, also at the ends of what numbers can be', () => {
    const statistics = { count: 2, min: -1e308, max: 1e308, mean: 0, last: { time: 0, value: 5e-324 } }
    const words = chartWords('Oil', displayOf('bar'), statistics, 'Normal')
    expect(words).toBe(
      `Oil: last ${formatValue(5e-324)} bar, minimum ${formatValue(-1e308)} bar, ` +
        `maximum ${formatValue(1e308)} bar, Normal`,
    )
    expect(words).not.toMatch(/NaN|Infinity/)
  })

  test('says that there is no data', () => {
    expect(chartWords('Oil', displayOf('bar'), null, 'Unknown')).toBe('Oil: no data, Unknown')
  })
})

test('T5: a value without a time says so, and a figure of what does not run has none', () => {
  const unknown: Condition = { ...CALM, freshness: 'unknown', state: 'unknown', timeUnknown: true }
  expect(freshnessWords({ ...unknown, lastKnown: 'crit' }, null)).toBe('Time unknown')
  expect(freshnessWords({ ...CALM, freshness: 'stale', state: 'stopped' }, 60_000)).toBe('Not running')
  expect(freshnessWords({ ...CALM, freshness: 'live', state: 'busy' }, 0)).toBe('Not running')
})
