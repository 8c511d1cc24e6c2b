// What a benchmark found, and how it hands it to the reporter, which writes results.md.
import type { TestInfo } from '@playwright/test'
import type { Section } from './options.ts'

export interface Measurement {
  section: Section
  /** The case, as "600 points, 1 series, density 1". */
  what: string
  /** "Watchdeck", "uPlot" and so on. */
  subject: string
  /** What was measured, as "JS per update". */
  figure: string
  /** Of figures in `1/s` more is better, of all others less. */
  unit: 'ms' | '%' | '1/s' | 'MB' | 'MB/h' | 'kB' | ''
  /** One a round; none: given up, or failed. */
  values: number[]
  /** Why there is nothing: a library that cannot, a limit that passed, an error. */
  failed?: string
  /** The subject of the same case and figure whose median the ratio is to; uPlot in `charts` and `wall`. */
  against?: string
  /** What is asked for: of the ratio where there is one to another subject, else of the median. */
  bar?: Bar
}

export interface Bar {
  /** Some figures have an aim only. */
  must?: number
  aim: number
  /** Judges the worst round instead of the median; only where there is no ratio. */
  of?: 'worst'
}

const MEASUREMENT = 'measurement'

export function record(testInfo: TestInfo, measurement: Measurement): void {
  testInfo.attachments.push({
    name: MEASUREMENT,
    contentType: 'application/json',
    body: Buffer.from(JSON.stringify(measurement)),
  })
}

export interface Attachment {
  name: string
  body?: Buffer | undefined
}

/** What `record` attached to a test. */
export function recorded(attachments: readonly Attachment[]): Measurement[] {
  return attachments.flatMap(({ name, body }) =>
    name === MEASUREMENT && body ? [JSON.parse(body.toString('utf8')) as Measurement] : [],
  )
}

/** The subject a measurement is compared with; `null`: it stands for itself. */
export function comparedWith({ section, against }: Measurement): string | null {
  return against ?? (section === 'charts' || section === 'wall' ? 'uPlot' : null)
}
