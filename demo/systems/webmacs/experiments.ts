// Experiments: at most one runs, and its id stands on every reading meanwhile. One warms up by itself at the start.

import type { Clock } from '../../clock'
import { publicId } from '../../identity'

const WARM_UP_MS = 120_000
const MOST_KEPT = 1_000

export interface Experiment {
  public_id: string
  name: string
  /** Epoch milliseconds of the true clock. */
  started: number
  /** Null while it runs without a planned end. */
  stopped: number | null
}

export class Experiments {
  private readonly all: Experiment[] = []
  private readonly timesUsed = new Map<string, number>()

  constructor(private readonly clock: Clock) {
    this.start('Warm-up').stopped = clock.now() + WARM_UP_MS
  }

  /** Starts one; what ran until now is stopped. */
  start(name: string): Experiment {
    const running = this.running()
    if (running) running.stopped = this.clock.now()
    const times = (this.timesUsed.get(name) ?? 0) + 1
    this.timesUsed.set(name, times)
    const experiment: Experiment = {
      public_id: publicId('experiment', times === 1 ? name : `${name} ${times}`),
      name,
      started: this.clock.now(),
      stopped: null,
    }
    this.all.push(experiment)
    if (this.all.length > MOST_KEPT) this.all.shift()
    return experiment
  }

  /** Stops the one with this id; answers it, or undefined when there is none. */
  stop(id: string): Experiment | undefined {
    const experiment = this.all.find(({ public_id }) => public_id === id)
    if (experiment && experiment === this.running()) experiment.stopped = this.clock.now()
    return experiment
  }

  running(): Experiment | undefined {
    const last = this.all.at(-1)
    return last && (last.stopped === null || last.stopped > this.clock.now()) ? last : undefined
  }

  /** Newest first. */
  list(): Experiment[] {
    return [...this.all].reverse()
  }
}
