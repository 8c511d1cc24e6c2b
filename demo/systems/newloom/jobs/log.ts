// What the jobs did: each run, bounded for each job, the newest first.

import type { Job, RunOutcome } from './job'

const MOST_KEPT = 100

export interface RunRecord {
  id: number
  job: number
  /** Epoch milliseconds of the true clock. */
  startedAt: number
  /** Null while it runs. */
  completedAt: number | null
  outcome: RunOutcome | null
}

export class RunLog {
  private readonly byJob = new Map<number, RunRecord[]>()
  private nextId = 1

  begin({ definition: { id } }: Job, now: number): void {
    const record = { id: this.nextId++, job: id, startedAt: now, completedAt: null, outcome: null }
    this.byJob.set(id, [record, ...this.of(id)].slice(0, MOST_KEPT))
  }

  end({ definition: { id } }: Job, now: number, outcome: RunOutcome): void {
    const [newest] = this.of(id)
    if (!newest) return
    newest.completedAt = now
    newest.outcome = outcome
  }

  of(job: number): readonly RunRecord[] {
    return this.byJob.get(job) ?? []
  }

  /** Of all jobs. */
  all(): RunRecord[] {
    return [...this.byJob.values()].flat().sort((one, other) => other.id - one.id)
  }
}
