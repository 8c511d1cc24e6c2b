// A recording read from CSV: a column of times, and one for each sensor. What cannot be read is told by its line and
// costs nothing else.

import { recordsIn, type CsvRecord } from './csv'

export interface Column {
  name: string
  unit: string
  /** Of all its values. */
  lowest: number
  highest: number
}

export interface Row {
  /** Epoch milliseconds. */
  time: number
  /** One for each column; null where the recording has none. */
  values: (number | null)[]
}

export interface Problem {
  line: number
  text: string
}

export interface Recording {
  columns: Column[]
  /** In the order of time. */
  rows: Row[]
  problems: Problem[]
}

/** Numbers below are seconds, the others milliseconds. */
const LARGEST_SECONDS = 1e11
const WITHOUT_ZONE = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}([.,]\d+)?)?$/

/** Throws an error that says what the file must look like when there is nothing to replay in it. */
export function readRecording(text: string): Recording {
  const [header, ...records] = recordsIn(text)
  const columns = columnsIn(header)
  const problems: Problem[] = []
  const rows: Row[] = []
  for (const { line, fields } of records) {
    const refuse = (text: string) => problems.push({ line, text })
    const time = timeIn(fields[0] ?? '')
    if (time === undefined) {
      refuse(`"${shortened(fields[0])}" is no time`)
    } else if (fields.length !== columns.length + 1) {
      refuse(`${columns.length + 1} fields expected, ${fields.length} found`)
    } else {
      const values = columns.map((column, index) => {
        const field = fields[index + 1] ?? ''
        if (field === '') return null
        const value = numberIn(field)
        if (value === null) refuse(`"${shortened(field)}" is no number (${column.name})`)
        return value
      })
      if (values.some((value) => value !== null)) rows.push({ time, values })
      note(columns, values)
    }
  }
  if (rows.length === 0) throw new Error('There is no row with a time and a value.')
  return { columns, rows: rows.sort((one, other) => one.time - other.time), problems }
}

function columnsIn(header: CsvRecord | undefined): Column[] {
  const [time, ...names] = header?.fields ?? []
  if (time?.toLowerCase() !== 'time' || names.length === 0) {
    const found = shortened(header?.fields.join(',')) || 'nothing'
    throw new Error(`The first line must be "time,<sensor name> [unit],…", and is: ${found}`)
  }
  const columns = names.map((field) => {
    const [, name = field, unit = ''] = /^(.*?)\s*\[([^\]]*)\]$/.exec(field) ?? []
    return { name: name.trim(), unit: unit.trim(), lowest: Infinity, highest: -Infinity }
  })
  const seen = new Set<string>()
  for (const [index, { name }] of columns.entries()) {
    if (name === '') throw new Error(`Column ${index + 2} of the first line has no name.`)
    if (seen.has(name)) throw new Error(`Two columns are named "${name}".`)
    seen.add(name)
  }
  return columns
}

function note(columns: readonly Column[], values: readonly (number | null)[]): void {
  for (const [index, column] of columns.entries()) {
    const value = values[index] ?? null
    if (value === null) continue
    column.lowest = Math.min(column.lowest, value)
    column.highest = Math.max(column.highest, value)
  }
}

/** ISO 8601, without a zone in UTC; or a number of seconds or milliseconds. */
function timeIn(field: string): number | undefined {
  const number = numberIn(field)
  if (number !== null) return Math.abs(number) < LARGEST_SECONDS ? number * 1000 : number
  const time = Date.parse(WITHOUT_ZONE.test(field) ? `${field.replace(' ', 'T').replace(',', '.')}Z` : field)
  return /^\d{4}-/.test(field) && Number.isFinite(time) ? time : undefined
}

function numberIn(field: string): number | null {
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(field) && Number.isFinite(Number(field))
    ? Number(field)
    : null
}

function shortened(text = ''): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
