// What is known of one source apart from its sensors' histories: limits, health, experiments, what was rejected.
import type { BatchPart } from './batch'
import type { Changes } from './changes'
import { recallExperiments, tellExperiment } from './experiments'
import type { KeptSource } from './kept-source'
import { RecordedChat } from './recorded-chat'
import { RecordedComponents } from './recorded-components'
import { RecordedJobs } from './recorded-jobs'
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
  readonly components: RecordedComponents
  readonly chat: RecordedChat
  readonly jobs: RecordedJobs
  /** Whether this browser knew it from before the page was opened. */
  recalled: boolean
  /** The newest last. */
  rejections: readonly RecordedRejection[]
  /** Readings of ids beyond `sensorsPerSource`. */
  unplaced: number
  /** Readings that came without a time of their own and were timed on arrival (K1). */
  untimed: number
  /** Why history could not be had when it was last asked for; `null` when it came. */
  historyFailure: string | null
}

const REJECTIONS_KEPT = 50

/** @param hints what to assume of its cadence until it is learned */
export function unknownSource(hints: { cadenceMs: number; pollMs: number }): RecordedSource {
  return {
    limits: new Map(),
    limitsAccess: 'unknown',
    limitsReadAt: null,
    sensorsRead: false,
    health: null,
    experiments: [],
    components: new RecordedComponents(hints),
    chat: new RecordedChat(),
    jobs: new RecordedJobs(),
    recalled: false,
    rejections: [],
    unplaced: 0,
    untimed: 0,
    historyFailure: null,
  }
}

/**
 * Notes what a record says about its source; answers whether it said anything. What it told of its jobs and to its chat
 * is among the changes.
 * @param at when it came, on this machine's clock
 */
export function noteRecord(
  source: RecordedSource,
  record: BatchPart['records'][number],
  { source: id, link, arrivedAt, provenance }: Omit<BatchPart, 'readings' | 'records'>,
  changes: Pick<Changes, 'chat' | 'jobs'>,
  at: EpochMs,
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
    case 'components':
      source.components.take(record.components, record.time ?? arrivedAt, provenance, at)
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
    case 'self':
    case 'chat-abilities':
    case 'messages':
    case 'message-refused':
    case 'conversation':
    case 'presence':
    case 'connected':
    case 'typing': {
      const added = source.chat.take(record, arrivedAt, at, provenance === 'live')
      changes.chat.push({ source: id, link, update: record, added })
      return false
    }
    case 'jobs':
    case 'job-state':
    case 'job-progress':
    case 'job-error':
    case 'job-runs':
      source.jobs.take(record, arrivedAt, at)
      changes.jobs.add(id)
      return true
    case 'log':
    case 'unit':
    case 'refusal':
    case 'greeting':
    case 'pong':
      return false
  }
}

/** What was told since the page was opened is newer, and left alone. Limits keep the age they had (T9). */
export function recallSource(source: RecordedSource, { limits, components }: KeptSource): void {
  source.recalled = true
  if (limits && source.limitsReadAt === null) {
    source.limits = bySensor(limits.all)
    source.limitsAccess = limits.access
    source.limitsReadAt = limits.readAt
  }
  if (components && source.components.at === null) {
    source.components.take(components.all, components.at, 'restored', components.heardAt)
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
