// Retention: goes through all readings that are kept and drops those that are too old.

import type { JobDefinition, JobSurroundings } from './definition'

/** As long as the store keeps a sensor that reads each second; one that reads less often would keep far older ones. */
const OLDEST_KEPT_MS = 10 * 3_600_000

export class RetentionJob implements JobDefinition {
  readonly id = 2
  readonly name = 'Retention'
  readonly type = 'retention'
  readonly frequency = '10min'
  readonly everyMs = 600_000
  readonly firstAfterMs = 30_000

  constructor(private readonly surroundings: JobSurroundings) {}

  begin() {
    const { now, histories } = this.surroundings
    const limit = now() - OLDEST_KEPT_MS
    const sensors = histories().map((sensor) => ({ ...sensor, examined: sensor.count() }))
    let dropped = 0
    return {
      total: sensors.reduce((total, { examined }) => total + examined, 0),
      steps: sensors.map(({ forget, examined }) => () => {
        dropped += forget(limit)
        return { processed: examined, failed: 0 }
      }),
      finish: () => ({ dropped }),
    }
  }

  bytes(): number {
    return 0
  }
}
