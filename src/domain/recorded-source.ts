// What is known of one source apart from its sensors' histories: limits, health, experiments, what was rejected.
import type { BatchPart } from './batch'
import { recallExperiments, tellExperiment } from './experiments'
import type { EpochMs, Experiment, Health, Limit, LimitsAccess, Rejection } from './updates'

/** A rejection with its time and link; `link` is `null` for REST. */
export interface RecordedRejection extends Rejection {
  link: string | null
  at: EpochMs
}

export interface RecordedSource {
  limits: ReadonlyMap<string, readonly Limit[]>
  limitsAccess: LimitsAccess
  /** When the limits were last read; limits have an age too (T9). */
  limitsReadAt: EpochMs | null
  /** Whether the backend's list of sensors was ever read. */
  sensorsRead: boolean
  health: { health: Health; at: EpochMs } | null
  experiments: readonly Experiment[]
  /** The newest last. */
  rejections: readonly RecordedRejection[]
  /** Readings of ids beyond `sensorsPerSource`. */
  unplaced: number
  /** Why history could not be had when it was last asked for; `null` when it came. */
  historyFailure: string | null
}

const REJECTIONS_KEPT = 50

export function unknownSource(): RecordedSource {
  return {
    limits: new Map(),
    limitsAccess: 'unknown',
    limitsReadAt: null,
    sensorsRead: false,
    health: null,
    experiments: [],
    rejections: [],
    unplaced: 0,
    historyFailure: null,
  }
}

/** Notes what a record says about its source; answers whether it said anything. */
export function noteRecord(
  source: RecordedSource,
  record: BatchPart['records'][number],
  { link, arrivedAt }: Pick<BatchPart, 'link' | 'arrivedAt'>,
): boolean {
  switch (record.kind) {
    case 'sensors':
      source.sensorsRead = true
      return true
    case 'limits':
      source.limits = bySensor(record.limits)
      source.limitsAccess = record.access
      source.limitsReadAt = arrivedAt
      return true
    case 'health':
      source.health = { health: record.health, at: arrivedAt }
      return true
    case 'experiment':
      source.experiments = tellExperiment(source.experiments, record.id, record.time ?? arrivedAt)
      return true
    case 'past-experiments':
      source.experiments = recallExperiments(source.experiments, record.experiments)
      return true
    case 'rejection':
      source.rejections = [...source.rejections, { ...record.rejection, link, at: arrivedAt }].slice(
        -REJECTIONS_KEPT,
      )
      return true
    case 'filled':
      source.historyFailure = record.failure
      return true
    case 'log':
    case 'greeting':
    case 'pong':
      return false
  }
}

function bySensor(limits: readonly Limit[]): Map<string, Limit[]> {
  const grouped = new Map<string, Limit[]>()
  for (const limit of limits) {
    const own = grouped.get(limit.sensor)
    if (own) own.push(limit)
    else grouped.set(limit.sensor, [limit])
  }
  return grouped
}
