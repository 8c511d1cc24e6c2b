// One run of a job: does its work in parts, so that its progress can be seen, and says how far it is.

import type { Clock } from '../../../clock'
import { JobFailure, type JobDefinition, type Work } from './definition'

const PART_EVERY_MS = 500
/** A run with enough steps lasts this many parts. */
const PARTS = 6

export interface Progress {
  processed: number
  failed: number
  total: number
  /** Milliseconds that it took so far. */
  elapsed: number
}

export interface RunListener {
  onProgress: (progress: Progress) => void
  onSuccess: (result: Record<string, number>) => void
  onFailure: (failure: JobFailure) => void
}

export class Run {
  readonly startedAt: number
  private processed = 0
  private failed = 0
  private done = 0
  private cancel: () => void = () => undefined

  constructor(
    private readonly definition: JobDefinition,
    private readonly clock: Clock,
    private readonly listener: RunListener,
  ) {
    this.startedAt = clock.now()
  }

  start(): void {
    this.attempt(() => {
      const work = this.definition.begin()
      this.tell(work)
      this.wait(work)
    })
  }

  /** Ends it without a word. */
  stop(): void {
    this.cancel()
  }

  private wait(work: Work): void {
    this.cancel = this.clock.after(PART_EVERY_MS, () => this.attempt(() => this.doPart(work)))
  }

  private doPart(work: Work): void {
    const { steps, finish } = work
    const end = this.done + Math.ceil(steps.length / PARTS)
    for (const step of steps.slice(this.done, end)) {
      const { processed, failed } = step()
      this.processed += processed
      this.failed += failed
    }
    this.done = end
    this.tell(work)
    if (this.done < steps.length) return this.wait(work)
    this.listener.onSuccess(finish())
  }

  private attempt(part: () => void): void {
    try {
      part()
    } catch (error) {
      if (!(error instanceof JobFailure)) throw error
      this.listener.onFailure(error)
    }
  }

  private tell({ total }: Work): void {
    const { processed, failed } = this
    this.listener.onProgress({ processed, failed, total, elapsed: this.clock.now() - this.startedAt })
  }
}
