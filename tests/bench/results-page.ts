// The text of results.md: one table a section. A section that was not run this time keeps its former text.
import { SECTIONS, type Section } from './options.ts'
import { comparedWith, type Bar, type Measurement } from './results.ts'
import { median, quantile } from './statistics.ts'

const HEAD = `# What was measured

Written by \`npm run bench\`. _n_ rounds each, interleaved by subject; the spread is from the lower to the upper quartile.
A ratio is the median by that of the reference of the same run: below 1, better than it (figures in 1/s: worse).
Absolute figures belong to the machine named, and to its mood: _reference work_ is a fixed piece of JavaScript, timed in the
same browser on either side of a case, by which figures of two runs can be compared. Ratios travel.`

const TITLES: Record<Section, string> = {
  charts: 'One chart, 600 × 200, sliding, 10 new points a frame',
  wall: 'A wall of charts, 300 × 120, 600 points each, 10 Hz',
  application: 'The whole application from a real WebSocket',
  soak: 'The whole application for long',
  first: 'The first view',
}

/** Letters of why a case failed. */
const LONGEST_REASON = 120

const COLUMNS = ['Case', 'Figure', 'Subject', 'n', 'Median', 'Spread', 'Ratio', 'Bar', 'Met']

/** @param circumstances when and on what was measured, in one line */
export function resultsPage(
  former: string,
  measurements: readonly Measurement[],
  circumstances: string,
): string {
  const parts = SECTIONS.flatMap((section) => {
    const ofSection = measurements.filter((measurement) => measurement.section === section)
    if (ofSection.length > 0) {
      return [`## ${TITLES[section]}\n\n${circumstances}\n\n${tableOf(ofSection)}`]
    }
    return formerPart(former, TITLES[section])
  })
  return `${[HEAD, ...parts].join('\n\n')}\n`
}

function formerPart(former: string, title: string): string[] {
  const parts = former.split(/^(?=## )/m).filter((part) => part.startsWith(`## ${title}\n`))
  return parts.map((part) => part.trim())
}

/** A Markdown table, padded as the formatter would. */
export function tableOf(measurements: readonly Measurement[]): string {
  const rows = [COLUMNS, ...inOrder(measurements).map((measurement) => rowOf(measurement, measurements))]
  const widths = COLUMNS.map((_, column) => Math.max(3, ...rows.map((row) => (row[column] ?? '').length)))
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |`
  const [head = [], ...body] = rows
  return [head, widths.map((width) => '-'.repeat(width)), ...body].map(line).join('\n')
}

/** Cases and their figures as they came first, so that the subjects of one stand together. */
function inOrder(measurements: readonly Measurement[]): Measurement[] {
  const groups = new Map<string, Measurement[]>()
  for (const measurement of measurements) {
    const key = JSON.stringify([measurement.section, measurement.what, measurement.figure])
    groups.set(key, [...(groups.get(key) ?? []), measurement])
  }
  return [...groups.values()].flat()
}

function rowOf(measurement: Measurement, all: readonly Measurement[]): string[] {
  const { what, figure, subject, unit, values, failed, bar } = measurement
  if (failed !== undefined) {
    const judgement = bar ? [barWords(bar, unit), '**no**'] : ['', '']
    return [what, figure, subject, String(values.length), `failed: ${inCell(failed)}`, '', '', ...judgement]
  }
  const ratio = ratioOf(measurement, all)
  const measured = (value: number): string => `${written(value)}${unit === '' ? '' : ` ${unit}`}`
  return [
    what,
    figure,
    subject,
    String(values.length),
    values.length === 0 ? 'given up' : measured(median(values)),
    values.length === 0 ? '' : `${written(quantile(values, 0.25))} to ${written(quantile(values, 0.75))}`,
    ratio === null ? '' : written(ratio),
    bar ? barWords(bar, unit) : '',
    bar ? metWords(bar, unit, ratio ?? judged(measurement, bar)) : '',
  ]
}

/** What fits into one, in one line. */
function inCell(text: string): string {
  const [line = ''] = text.split('\n', 1)
  return line.replaceAll('|', '/').slice(0, LONGEST_REASON).trim()
}

/** `null`: the measurement stands for itself, or there is nothing to compare it with. */
export function ratioOf(measurement: Measurement, all: readonly Measurement[]): number | null {
  const against = comparedWith(measurement)
  if (against === null) return null
  const reference = all.find(
    ({ section, what, figure, subject }) =>
      section === measurement.section &&
      what === measurement.what &&
      figure === measurement.figure &&
      subject === against,
  )
  const denominator = median(reference?.values ?? [])
  return denominator > 0 && measurement.values.length > 0 ? median(measurement.values) / denominator : null
}

function judged(measurement: Measurement, bar: Bar): number {
  const { unit, values } = measurement
  // A bar of a ratio says nothing about milliseconds.
  if (comparedWith(measurement) !== null) return NaN
  if (bar.of !== 'worst') return median(values)
  return unit === '1/s' ? Math.min(...values) : Math.max(...values)
}

function barWords({ must, aim }: Bar, unit: Measurement['unit']): string {
  const sign = unit === '1/s' ? '≥' : '≤'
  return must === undefined ? `aim ${sign} ${String(aim)}` : `${sign} ${String(must)}, aim ${String(aim)}`
}

function metWords({ must, aim }: Bar, unit: Measurement['unit'], value: number): string {
  if (Number.isNaN(value)) return 'not compared'
  const reaches = (bar: number): boolean => (unit === '1/s' ? value >= bar : value <= bar)
  if (reaches(aim)) return 'aim'
  if (must === undefined) return 'no'
  return reaches(must) ? 'must' : '**no**'
}

function written(value: number): string {
  const size = Math.abs(value)
  return value.toFixed(size >= 100 || size === 0 ? 0 : size >= 10 ? 1 : 2)
}
