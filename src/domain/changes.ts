// What a batch changed in the timeline, so that the page need look at nothing else.
import type { ChatUpdate } from './chat-updates'
import type { RecordedMessage } from './conversation'
import type { RecordedSensor, SensorKey } from './recorded-sensor'
import type { EpochMs, LogLevel, Provenance } from './updates'

export interface LogEntry {
  source: string
  level: LogLevel
  message: string
  sensor: string | null
  /** The job that it is an error of. */
  job: string | null
  time: EpochMs
  /** Whether the backend told the time; else it is the arrival's. */
  timed: boolean
}

/** A request for history that is done. */
export interface FilledHistory {
  source: string
  sensors: readonly string[]
  failure: string | null
}

/** Readings of one sensor, as they came with a batch. */
export interface TakenReadings {
  sensor: RecordedSensor
  /** In the order of their arrival; `NaN` where a polled value has no time. */
  times: readonly EpochMs[]
  values: readonly number[]
  provenance: Provenance
}

/** What a backend told its chat. */
export interface ChatNews {
  source: string
  /** `null` when it was the answer to a question. */
  link: string | null
  update: ChatUpdate
  /** The messages in it that were not known. */
  added: readonly RecordedMessage[]
}

/** What a batch changed, so that the page need look at nothing else. */
export interface Changes {
  /** Sensors with new samples. */
  sensors: Set<SensorKey>
  /** What came of them, for who judges every reading and not only the last. */
  readings: TakenReadings[]
  /** Sources with sensors that came, went or were described anew. */
  listed: Set<string>
  /** Whether any limits were read. */
  limits: boolean
  filled: FilledHistory[]
  /** Sources whose components were told. */
  components: Set<string>
  /** Sources whose jobs were told. */
  jobs: Set<string>
  /** In the order of their arrival. */
  chat: ChatNews[]
  /** Sources of which anything else changed. */
  sources: Set<string>
  /** What backends had to say, in order. */
  log: LogEntry[]
}

export function noChanges(): Changes {
  return {
    sensors: new Set(),
    readings: [],
    listed: new Set(),
    limits: false,
    filled: [],
    components: new Set(),
    jobs: new Set(),
    chat: [],
    sources: new Set(),
    log: [],
  }
}
