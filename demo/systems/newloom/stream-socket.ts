// `/ws/streams/`: tells how the jobs are, how far their runs are, and why one failed. This system calls a job a stream.

import type { SocketRoute, SystemContext } from '../../backend/system'
import { Audience } from './audience'
import { durationOf } from './duration'
import type { Gate } from './gate'
import { listen } from './incoming'
import type { JobFailure } from './jobs/definition'
import type { Job, JobListener } from './jobs/job'
import type { Progress } from './jobs/run'

export class StreamSocket implements Omit<JobListener, 'onStart' | 'onEnd'> {
  private readonly audience: Audience

  constructor(
    private readonly context: Pick<SystemContext, 'clock' | 'shown'>,
    gate: Gate,
  ) {
    this.audience = new Audience(gate)
  }

  get route(): SocketRoute {
    return this.audience.route((channel) => listen(channel, () => false))
  }

  dismissAll(): number {
    return this.audience.dismissAll()
  }

  readonly onState = (job: Job) => {
    // The socket has another word for this state than REST.
    const status = job.state === 'processing' ? 'running' : job.state
    const frame = { type: 'status_update', stream_id: job.definition.id, status, timestamp: this.timestamp() }
    this.audience.broadcast(frame)
  }

  readonly onProgress = ({ definition }: Job, { processed, failed, total, elapsed }: Progress) => {
    const stats = {
      processed_count: processed,
      failed_count: failed,
      total_count: total,
      execution_time: durationOf(elapsed),
    }
    const frame = { type: 'execution_stats', stream_id: definition.id, stats }
    this.audience.broadcast(frame)
  }

  readonly onFailure = ({ definition }: Job, { code, message }: JobFailure) => {
    const error = { message, code, timestamp: this.timestamp() }
    const frame = { type: 'error', stream_id: definition.id, error }
    this.audience.broadcast(frame)
  }

  private timestamp(): string {
    return new Date(this.context.shown(this.context.clock.now())).toISOString()
  }
}
