// What happens to a batch from a controller, in the documented order: at most 500, validation, known sensors,
// store, webhooks, rules on the last value of each sensor, broadcast.

import type { SystemContext } from '../../backend/system'
import type { Experiments } from './experiments'
import type { RuleBook } from './rules'
import type { Sensors } from './sensors'
import type { SampleStore } from './store'
import type { DatapointStream } from './stream'
import { withoutZone } from './timestamps'
import type { Webhooks } from './webhooks'

const LARGEST_BATCH = 500
const BROADCAST_THROTTLE_MS = 200

export interface PipelineParts {
  context: SystemContext
  sensors: Sensors
  store: SampleStore
  experiments: Experiments
  webhooks: Webhooks
  rules: RuleBook
  stream: DatapointStream
}

/** What became of a batch: why it was refused as a whole, or how many of its readings were stored. */
export type Taken = { refusal: string; stored?: never } | { refusal?: never; stored: number }

interface Measured {
  sensor: string
  value: number
}

export class Pipeline {
  private readonly lastBroadcast = new Map<string, number>()

  constructor(private readonly parts: PipelineParts) {}

  /** Takes what a controller sent as `datapoints`. Readings of unknown sensors are dropped without a word. */
  take(datapoints: unknown): Taken {
    const batch: unknown[] = Array.isArray(datapoints) ? datapoints : []
    if (batch.length > LARGEST_BATCH) {
      return { refusal: `Batch too large (${batch.length}), max ${LARGEST_BATCH}` }
    }
    const valid = batch.map(measured).filter((reading) => reading !== undefined)
    if (valid.length === 0) return { refusal: 'No valid datapoints in batch' }

    const { context, sensors, store, experiments, rules } = this.parts
    const known = valid.filter(({ sensor }) => sensors.knows(sensor))
    const now = context.clock.now()
    const experiment = experiments.running()?.public_id ?? null
    for (const { sensor, value } of known) store.append(sensor, now, value, experiment)

    const stamp = { timestamp: withoutZone(context.shown(now)), experiment_public_id: experiment }
    for (const { sensor, value } of known) {
      this.parts.webhooks.dispatch({ event_type: 'sensor_reading', event_public_id: sensor, value, ...stamp })
    }
    const lastValues = new Map(known.map(({ sensor, value }) => [sensor, value]))
    for (const [sensor, value] of lastValues) rules.evaluate(sensor, value, now)

    const due = [...lastValues].filter(([sensor]) => this.isDue(sensor, now))
    if (due.length > 0) {
      this.parts.stream.broadcast(
        due.map(([sensor, value]) => ({ value, event_public_id: sensor, ...stamp })),
      )
    }
    return { stored: known.length }
  }

  /** A reading that comes too soon after the last broadcast of its sensor is stored, but not broadcast. */
  private isDue(sensor: string, now: number): boolean {
    if (now - (this.lastBroadcast.get(sensor) ?? -Infinity) < BROADCAST_THROTTLE_MS) return false
    this.lastBroadcast.set(sensor, now)
    return true
  }
}

function measured(datapoint: unknown): Measured | undefined {
  if (typeof datapoint !== 'object' || datapoint === null) return undefined
  const fields = new Map<string, unknown>(Object.entries(datapoint))
  const value = fields.get('value')
  const sensor = fields.get('event_public_id')
  if (typeof value !== 'number' || !Number.isFinite(value) || typeof sensor !== 'string') return undefined
  return { sensor, value }
}
