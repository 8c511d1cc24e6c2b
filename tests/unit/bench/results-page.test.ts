// The page of benchmark results: what is kept, what is compared with what, and which bars count as met.
import { describe, expect, test } from 'vitest'
import type { Measurement } from '../../bench/results.ts'
import { resultsPage, tableOf } from '../../bench/results-page.ts'

const measurement = (changes: Partial<Measurement>): Measurement => ({
  section: 'charts',
  what: '600 points',
  subject: 'Watchdeck',
  figure: 'JS per update',
  unit: 'ms',
  values: [1, 2, 9],
  ...changes,
})

/** The cells of the row of a subject. */
function rowOf(table: string, subject: string): string[] {
  const row = table.split('\n').find((line) => line.includes(`| ${subject} `)) ?? ''
  return row.split('|').map((cell) => cell.trim())
}

describe('the page', () => {
  test('a section that was not run keeps its former table and its date, in the order of the sections', () => {
    const before = resultsPage('', [measurement({ section: 'wall', subject: 'Old' })], 'Measured before')
    const after = resultsPage(before, [measurement({ subject: 'New' })], 'Measured after')
    expect(after).toMatch(/^# .*Measured after.*New.*Measured before.*Old.*\n$/s)
  })

  test('a section that was run anew drops its former table', () => {
    const before = resultsPage('', [measurement({ subject: 'Old' })], 'Measured before')
    const after = resultsPage(before, [measurement({ subject: 'New' })], 'Measured after')
    expect(after).not.toMatch(/before|Old/)
  })

  test('the subjects of one figure stand together, whatever order they were recorded in', () => {
    const table = tableOf([
      measurement({ figure: 'JS per update' }),
      measurement({ figure: 'frames' }),
      measurement({ figure: 'JS per update', subject: 'uPlot' }),
    ])
    expect(table).toMatch(/JS per update.*Watchdeck.*JS per update.*uPlot.*frames/s)
  })
})

describe('a row', () => {
  test('gives n, median and quartiles', () => {
    const row = rowOf(tableOf([measurement({ values: [4, 1, 2, 3, 100] })]), 'Watchdeck')
    expect(row.slice(4, 7)).toEqual(['5', '3.00 ms', '2.00 to 4.00'])
  })

  test('says where a library was given up', () => {
    const table = tableOf([measurement({ values: [] }), measurement({ subject: 'uPlot' })])
    expect(rowOf(table, 'Watchdeck').slice(4, 8)).toEqual(['0', 'given up', '', ''])
  })

  test('compares medians of the same case and figure, with uPlot unless another is named', () => {
    const table = tableOf([
      measurement({ values: [1, 2, 9] }),
      measurement({ subject: 'uPlot', values: [4] }),
      measurement({ subject: 'uPlot', values: [100], what: '3,600 points' }),
    ])
    expect(rowOf(table, 'Watchdeck')[7]).toBe('0.50')
  })

  test('stands for itself in sections without a reference', () => {
    const row = rowOf(tableOf([measurement({ section: 'application' })]), 'Watchdeck')
    expect(row[7]).toBe('')
  })

  test.each([
    [0.4, 'aim'],
    [0.9, 'must'],
    [1.1, '**no**'],
  ])('judges the ratio where there is one: %d is %s', (cost, met) => {
    const bar = { must: 1, aim: 0.5 }
    const table = tableOf([
      measurement({ values: [10 * cost], bar }),
      measurement({ subject: 'uPlot', values: [10] }),
    ])
    expect(rowOf(table, 'Watchdeck').slice(8, 10)).toEqual(['≤ 1, aim 0.5', met])
  })

  test('of frames, more is better', () => {
    const bar = { must: 50, aim: 55 }
    const frames = measurement({ section: 'application', unit: '1/s', values: [52], bar })
    expect(rowOf(tableOf([frames]), 'Watchdeck').slice(8, 10)).toEqual(['≥ 50, aim 55', 'must'])
  })

  test('judges the worst round where it was asked to', () => {
    const bar = { must: 50, aim: 50, of: 'worst' as const }
    const longest = measurement({ section: 'application', values: [0, 0, 51], bar })
    expect(rowOf(tableOf([longest]), 'Watchdeck')[9]).toBe('**no**')
  })

  test('of a figure with only an aim is never a failure', () => {
    const busy = (value: number) => measurement({ section: 'application', values: [value], bar: { aim: 20 } })
    expect(rowOf(tableOf([busy(60)]), 'Watchdeck').slice(8, 10)).toEqual(['aim ≤ 20', 'no'])
    expect(rowOf(tableOf([busy(10)]), 'Watchdeck')[9]).toBe('aim')
  })

  test('is not judged without the reference that its bar is about', () => {
    const alone = measurement({ values: [0.2], bar: { must: 1, aim: 0.5 } })
    expect(rowOf(tableOf([alone]), 'Watchdeck')[9]).toBe('not compared')
  })

  test('says why there is nothing, in one line of one cell', () => {
    const failed = measurement({ values: [], failed: 'no | room\n  at main.ts', bar: { must: 1, aim: 1 } })
    expect(rowOf(tableOf([failed]), 'Watchdeck').slice(4, 10)).toEqual([
      '0',
      'failed: no / room',
      '',
      '',
      '≤ 1, aim 1',
      '**no**',
    ])
  })
})
