// The vocabulary: what a frame or an answer can mean, whatever system it came from.
// Systems translate into it, the timeline consumes it. It knows no system and no transport.
import type { ChatUpdate } from './chat-updates'
import type { EpochMs } from './epoch-ms'
import type { JobUpdate } from './job-updates'

export type { EpochMs } from './epoch-ms'

/** How a sample reached this page (rule T4). The order is the code stored beside each sample. */
export const PROVENANCES = ['live', 'polled', 'filled', 'restored'] as const
export type Provenance = (typeof PROVENANCES)[number]

/** A sample as a decoder read it. */
export interface Reading {
  /** The backend's own id of the sensor. */
  sensor: string
  /** Time of the sample; `null` when the backend sent none: then it is timed on arrival, or, if it was polled, unknown (T5). */
  time: EpochMs | null
  value: number
}

/** How a sensor reports: at a cadence, or only when its value changes (then freshness follows its link, rule T1). */
export type Reporting = 'periodic' | 'on-change'

/** A measured thing as its backend describes it. */
export interface Sensor {
  id: string
  name: string
  unit: string
  /** Heading under which the overview lists it; a machine, a kind of sensor. */
  group: string
  reporting: Reporting
  /** The range the backend expects; it gives the axis, and a value outside is "out of range". */
  range: { min: number; max: number } | null
  /** A figure about the backend itself, such as its queries a second; no measured thing of a plant. */
  metric?: boolean
  /** The component that this is a figure of: it has values only while that one runs. */
  component?: string
}

/** `unknown` is every word of a backend that is none of the others. */
export type ComponentState = 'running' | 'starting' | 'stopping' | 'stopped' | 'error' | 'unknown'

/** A part of a backend that has a state. */
export interface Component {
  id: string
  name: string
  state: ComponentState
  /** The backend's own word for the state. */
  stateText: string
  /** Process id. */
  pid: number | null
  /** Seconds since it was started. */
  uptime: number | null
  /** Why it failed, in its own words. Some servers never clear it: believed only while it does not run. */
  error: string | null
  /** When the backend last looked at it. */
  updatedAt: EpochMs | null
}

export type Severity = 'warn' | 'crit'

/** A condition that a value can meet. `between` includes its bounds, `outside` excludes them. */
export type LimitCondition =
  | { operator: 'gt' | 'lt' | 'gte' | 'lte' | 'eq'; value: number }
  | { operator: 'between' | 'outside'; low: number; high: number }

/** A limit on one sensor. While its condition holds, the value is highlighted (rule A0). */
export interface Limit {
  id: string
  sensor: string
  name: string
  severity: Severity
  condition: LimitCondition
  /** Who set it. */
  origin: 'backend' | 'own'
}

/** Whether the backend let this user see its limits (rule T9). */
export type LimitsAccess = 'known' | 'forbidden' | 'unknown'

/** The backend's own word on its health. */
export interface Health {
  status: 'ok' | 'degraded' | 'unavailable'
  /** Named facts in the backend's order: version, database, uptime. */
  facts: { name: string; value: string }[]
}

/** Something that ran over a stretch of time, and that readings belong to. */
export interface Experiment {
  id: string
  from: EpochMs
  /** `null` while it runs. */
  to: EpochMs | null
}

/** An experiment as history tells it. */
export interface PastExperiment {
  id: string
  from: EpochMs
  /** Its last known reading, or the first that no longer belongs to it. */
  to: EpochMs
  /** Whether a later reading belongs to another or to none; otherwise it may run on. */
  ended: boolean
}

export type LogLevel = 'INFO' | 'WARN' | 'CRIT'

/** A frame, an answer or a part of one that could not be understood (rule T6). */
export interface Rejection {
  /** What was expected and what was found, in plain words. */
  reason: string
  /** The raw text, cut and redacted. */
  raw: string
  /** Readings known to be lost with it; 0 when the rest of the frame was kept or none can be told. */
  readings: number
}

/** What one frame or one answer means; a frame can mean several things. */
export type Update =
  | { kind: 'greeting' }
  | { kind: 'pong' }
  /** The server turns this connection away, within a frame instead of by a close code. */
  | { kind: 'refusal'; action: 'retry' | 'reauthenticate' | 'stop'; text: string }
  | { kind: 'readings'; readings: Reading[] }
  | { kind: 'sensors'; sensors: Sensor[] }
  /** The unit in which readings of a sensor come, told when it is first seen. */
  | { kind: 'unit'; sensor: string; unit: string }
  /** All components at `time`: one that is not among them is no longer there. */
  | { kind: 'components'; components: Component[]; time: EpochMs | null }
  | { kind: 'limits'; access: LimitsAccess; limits: Limit[] }
  | { kind: 'health'; health: Health }
  /** From `time` on, readings belong to this experiment; `null` ends the running one. */
  | { kind: 'experiment'; id: string | null; time: EpochMs | null }
  | { kind: 'past-experiments'; experiments: PastExperiment[] }
  /** What the backend has to say; `job` where that is an error of one. */
  | {
      kind: 'log'
      level: LogLevel
      message: string
      sensor: string | null
      job?: string
      time: EpochMs | null
    }
  /** A request for history is done; `failure` says why nothing came. */
  | { kind: 'filled'; sensors: string[]; failure: string | null }
  | ChatUpdate
  | JobUpdate
  | { kind: 'rejection'; rejection: Rejection }

/** A frame of a kind this client does not know is ignored and counted, never an error. */
export const NOTHING: readonly Update[] = Object.freeze([])
