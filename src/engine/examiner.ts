// Starts and ends the examinations of one source: at most one runs, each ends with a word, and what it takes to examine
// is loaded when somebody asks for it.
import type { ExaminationNews } from '../domain/examination'
import type { Examination, ExaminationOptions } from './examination/examination'

export interface ExaminerOptions extends Omit<ExaminationOptions, 'tell'> {
  onNews: (number: number, news: ExaminationNews) => void
}

interface Wanted {
  number: number
  /** `null` while it is loaded. */
  examination: Examination | null
}

export class Examiner {
  #current: Wanted | null = null

  constructor(private readonly options: ExaminerOptions) {}

  /** Whatever ran before is ended. */
  async start(number: number): Promise<void> {
    this.stop()
    const current: Wanted = { number, examination: null }
    this.#current = current
    const loaded = await import('./examination/examination').catch(() => null)
    // Ended, or another was asked for, while it was loaded.
    if (this.#current !== current) return
    if (!loaded) {
      this.stop()
      return
    }
    const tell = (news: ExaminationNews): void => this.options.onNews(number, news)
    current.examination = new loaded.Examination({ ...this.options, tell })
    await current.examination.run()
    if (this.#current === current) this.#current = null
  }

  /** Nothing is left of it but the word that it is over. */
  stop(): void {
    const current = this.#current
    this.#current = null
    if (current?.examination) current.examination.stop()
    else if (current) this.options.onNews(current.number, { kind: 'done', complete: false })
  }
}
