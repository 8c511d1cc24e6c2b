// The export: writes the readings of the last minutes as CSV (RFC 4180) into memory, in place of the one before.

import { JobFailure, type JobDefinition, type JobSurroundings, type Product } from './definition'

const WINDOW_MS = 600_000
const HEADER = 'sensor,unit,time,value'

export class ExportJob implements JobDefinition {
  readonly id = 3
  readonly name = 'Export'
  readonly type = 'export'
  readonly frequency = '5min'
  readonly everyMs = 300_000
  readonly firstAfterMs = 20_000
  private written = ''

  constructor(private readonly surroundings: JobSurroundings) {}

  begin() {
    const { now, histories } = this.surroundings
    const end = now()
    const parts = histories().map(({ name, unit, since }) => ({
      sensor: `${field(name)},${field(unit)}`,
      readings: since(end - WINDOW_MS),
    }))
    const total = parts.reduce((sum, { readings }) => sum + readings.length, 0)
    if (total === 0) {
      throw new JobFailure('NOTHING_TO_EXPORT', 'There is no reading of the last 10 minutes to export.')
    }
    const rows = [HEADER]
    return {
      total,
      steps: parts.map(({ sensor, readings }) => () => {
        for (const { time, value } of readings)
          rows.push(`${sensor},${new Date(time).toISOString()},${value}`)
        return { processed: readings.length, failed: 0 }
      }),
      finish: () => {
        this.written = `${rows.join('\r\n')}\r\n`
        return { rows: total, bytes: this.bytes() }
      },
    }
  }

  /** The last export; empty before the first one. */
  product(): Product {
    return { contentType: 'text/csv; charset=utf-8', text: this.written }
  }

  bytes(): number {
    return Buffer.byteLength(this.written)
  }
}

function field(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
