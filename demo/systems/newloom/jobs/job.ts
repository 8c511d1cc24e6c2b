// One job over time: waits for its next run, runs, can be paused, started and run at once. Who listens is told.

import type { Clock } from '../../../clock'
import type { JobDefinition, JobFailure } from './definition'
import { Run, type Progress } from './run'

export type JobState = 'active' | 'paused' | 'failed' | 'processing'

/** How a run ended, as the log has it. */
export type RunOutcome =
  { status: 'success'; result: Record<string, number> } | { status: 'failed'; message: string }

export interface JobListener {
  onState: (job: Job) => void
  onProgress: (job: Job, progress: Progress) => void
  onStart: (job: Job) => void
  /** Before the state that comes of it. */
  onEnd: (job: Job, outcome: RunOutcome) => void
  /** After the state that comes of it. */
  onFailure: (job: Job, failure: JobFailure) => void
}

export class Job {
  /** Epoch milliseconds of the true clock; null where there is none. */
  lastRun: number | null = null
  nextRun: number | null = null
  private run: Run | undefined
  private isPaused = false
  private hasFailed = false
  private cancel: () => void = () => undefined

  constructor(
    readonly definition: JobDefinition,
    private readonly clock: Clock,
    private readonly listener: JobListener,
  ) {
    this.nextRun = clock.now() + definition.firstAfterMs
    this.wait()
  }

  get state(): JobState {
    if (this.run) return 'processing'
    if (this.isPaused) return 'paused'
    return this.hasFailed ? 'failed' : 'active'
  }

  /** Runs it now, also while it is paused; answers false when it runs already. */
  execute(): boolean {
    if (this.run) return false
    this.cancel()
    if (!this.isPaused) this.nextRun = this.clock.now() + this.definition.everyMs
    const run = new Run(this.definition, this.clock, {
      onProgress: (progress) => this.listener.onProgress(this, progress),
      onSuccess: (result) => this.end({ status: 'success', result }),
      onFailure: (failure) => {
        this.end({ status: 'failed', message: failure.message })
        this.listener.onFailure(this, failure)
      },
    })
    this.run = run
    this.lastRun = run.startedAt
    this.listener.onStart(this)
    this.listener.onState(this)
    run.start()
    return true
  }

  /** Ends a run that is under way, too. */
  pause(): void {
    if (this.state === 'paused') return
    this.isPaused = true
    this.nextRun = null
    this.stop()
    if (this.run) this.end({ status: 'failed', message: 'The job was paused while it ran.' })
    else this.listener.onState(this)
  }

  /** What failed is forgotten. */
  resume(): void {
    if (!this.isPaused && !this.hasFailed) return
    this.hasFailed = false
    if (this.isPaused) {
      this.isPaused = false
      this.nextRun = this.clock.now() + this.definition.everyMs
      if (!this.run) this.wait()
    }
    this.listener.onState(this)
  }

  stop(): void {
    this.cancel()
    this.run?.stop()
  }

  private end(outcome: RunOutcome): void {
    this.run = undefined
    this.hasFailed = outcome.status === 'failed'
    this.listener.onEnd(this, outcome)
    this.wait()
    this.listener.onState(this)
  }

  private wait(): void {
    if (this.nextRun === null) return
    const left = Math.max(0, this.nextRun - this.clock.now())
    this.cancel = this.clock.after(left, () => this.execute())
  }
}
