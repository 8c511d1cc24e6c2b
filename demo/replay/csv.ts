// Splits CSV (RFC 4180) into records: commas, quotes, quotes doubled inside quotes, line breaks inside quotes. A
// record knows the line it begins on, so that what is wrong with it can be found.

export interface CsvRecord {
  /** From 1. */
  line: number
  fields: string[]
}

/** Lines without anything are left out. */
export function recordsIn(text: string): CsvRecord[] {
  const records: CsvRecord[] = []
  let line = 1
  let record: CsvRecord = { line, fields: [] }
  for (const [piece = '', quoted, plain = '', end = ''] of text.replace(/^\ufeff/, '').matchAll(FIELD)) {
    const field = quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"') + plain.trim()
    record.fields.push(field)
    line += piece.match(LINE_BREAK)?.length ?? 0
    if (end === ',') continue
    if (record.fields.length > 1 || field !== '') records.push(record)
    record = { line, fields: [] }
    if (end === '') break
  }
  return records
}

const LINE_BREAK = /\r\n|\r|\n/g
/** A field in quotes or without, and what ends it: a comma, a line break, or the end of the text. */
const FIELD = /(?:[ \t]*"((?:[^"]|"")*)")?([^,\r\n]*)(,|\r?\n|\r|$)/g
