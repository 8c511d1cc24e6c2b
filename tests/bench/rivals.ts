// Measures several libraries by turns. One that fails is left out from then on, with a row that says why; the others go on.
// Only a failure of Watchdeck is a failure of the run.
import type { Browser, TestInfo } from '@playwright/test'
import type { SubjectName } from './charts/subjects.ts'
import { record, type Measurement } from './results.ts'
import { within } from './within.ts'

/** A page that hangs is closed by force. */
const CLOSE_LIMIT_MS = 10_000

export class Rivals {
  readonly #failed = new Map<SubjectName, string>()

  constructor(private readonly browser: Browser) {}

  hasFailed(subject: SubjectName): boolean {
    return this.#failed.has(subject)
  }

  /** @returns `null` when it failed, now or before */
  async measure<Found>(
    subject: SubjectName,
    limitMs: number,
    measure: () => Promise<Found>,
  ): Promise<Found | null> {
    if (this.hasFailed(subject)) return null
    try {
      return await within(limitMs, subject, measure())
    } catch (error) {
      this.#failed.set(subject, error instanceof Error ? error.message : String(error))
      // Whatever it still does would be counted for the next.
      const closing = Promise.all(this.browser.contexts().map((context) => context.close()))
      await within(CLOSE_LIMIT_MS, 'closing', closing).catch(() => null)
      return null
    }
  }

  /** To be called last. @throws when Watchdeck failed: the reporter writes its row */
  record(testInfo: TestInfo, common: Pick<Measurement, 'section' | 'what'>): void {
    for (const [subject, failed] of this.#failed) {
      if (subject === 'Watchdeck') continue
      record(testInfo, { ...common, subject, figure: 'Failed', unit: '', values: [], failed })
    }
    const own = this.#failed.get('Watchdeck')
    if (own !== undefined) throw new Error(own)
  }
}
