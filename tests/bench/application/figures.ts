// The figures of one load, one value a round, until they are recorded together.
import type { TestInfo } from '@playwright/test'
import { recordReferenceWork } from '../reference-work.ts'
import { record, type Bar, type Measurement } from '../results.ts'

type Unit = Measurement['unit']

export class Figures {
  readonly #values = new Map<string, { unit: Unit; values: number[] }>()
  readonly #referenceWork: number[] = []

  /** @param bars what is asked for, by figure */
  constructor(
    private readonly testInfo: TestInfo,
    private readonly what: string,
    private readonly bars: Readonly<Record<string, Bar>>,
  ) {}

  /** Not a number: nothing was measured, which the table says. */
  add(figure: string, unit: Unit, value: number): void {
    const known = this.#values.get(figure) ?? { unit, values: [] }
    known.values.push(value)
    this.#values.set(figure, known)
  }

  addReferenceWork(milliseconds: number): void {
    this.#referenceWork.push(milliseconds)
  }

  /** To be called once, whatever was measured by then. @throws when a figure has no value in some round */
  record(): void {
    const nothing: string[] = []
    for (const [figure, { unit, values }] of this.#values) {
      const bar = this.bars[figure]
      const measured = values.filter(Number.isFinite)
      if (measured.length < values.length) nothing.push(figure)
      record(this.testInfo, {
        section: 'application',
        what: this.what,
        subject: 'Watchdeck',
        figure,
        unit,
        values: measured,
        ...(measured.length === 0 ? { failed: 'nothing was measured' } : {}),
        ...(bar ? { bar } : {}),
      })
    }
    recordReferenceWork(this.testInfo, 'application', this.what, this.#referenceWork)
    if (nothing.length > 0) throw new Error(`In some round nothing was measured of: ${nothing.join(', ')}`)
  }
}
