// The demo's own jobs, with what they did; whoever listens is told what happens.

import type { SystemContext } from '../../../backend/system'
import { ExportJob } from './export'
import { Job, type JobListener } from './job'
import { RunLog } from './log'
import { RetentionJob } from './retention'
import { RollUpJob } from './roll-up'

export class Jobs {
  readonly log = new RunLog()
  readonly all: readonly Job[]

  /** @param listener is told once the log knows. */
  constructor({ clock, histories }: SystemContext, listener: Omit<JobListener, 'onStart' | 'onEnd'>) {
    const surroundings = { now: () => clock.now(), histories }
    const definitions = [
      new RollUpJob(surroundings),
      new RetentionJob(surroundings),
      new ExportJob(surroundings),
    ]
    const told: JobListener = {
      ...listener,
      onStart: (job) => this.log.begin(job, clock.now()),
      onEnd: (job, outcome) => this.log.end(job, clock.now(), outcome),
    }
    this.all = definitions.map((definition) => new Job(definition, clock, told))
  }

  find(id: number): Job | undefined {
    return this.all.find(({ definition }) => definition.id === id)
  }

  /** Bytes of what they made. */
  get bytes(): number {
    return this.all.reduce((total, { definition }) => total + definition.bytes(), 0)
  }

  stop(): void {
    for (const job of this.all) job.stop()
  }
}
