// The vocabulary of jobs: parts of a backend that run now and then, and count what they did.
import type { EpochMs } from './epoch-ms'

/** `active`: waits for its next run. `unknown` is every word of a backend that is none of the others. */
export type JobState = 'active' | 'running' | 'paused' | 'failed' | 'unknown'

export interface Job {
  id: string
  name: string
  /** What kind of job it is, in the backend's word; empty when it does not say. */
  type: string
  /** How often it runs, in the backend's word; empty when it does not say. */
  frequency: string
  state: JobState
  /** The backend's own word for the state. */
  stateText: string
  lastRun: EpochMs | null
  nextRun: EpochMs | null
}

/** What a run did so far; `null` where the backend does not say. */
export interface JobProgress {
  processed: number | null
  failed: number | null
  total: number | null
  /** Seconds that it took so far. */
  elapsed: number | null
}

/** One run, as the log has it. */
export interface JobRun {
  id: string
  job: string
  outcome: 'success' | 'failed' | 'running' | 'unknown'
  startedAt: EpochMs | null
  completedAt: EpochMs | null
  /** Why it failed, in the backend's words. */
  message: string | null
}

/** What a frame or an answer can mean to jobs. */
export type JobUpdate =
  /** All jobs: one that is not among them is no longer there. */
  | { kind: 'jobs'; jobs: Job[] }
  | { kind: 'job-state'; job: string; state: JobState; stateText: string; time: EpochMs | null }
  | { kind: 'job-progress'; job: string; progress: JobProgress }
  /** Something went wrong with a job; told as a log entry as well. */
  | { kind: 'job-error'; job: string; code: string | null; message: string; time: EpochMs | null }
  /** The newest runs of one job. */
  | { kind: 'job-runs'; job: string; runs: JobRun[] }
