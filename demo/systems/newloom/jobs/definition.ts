// What a job is: how often it runs, and what there is to do when it does. When it runs is the schedule's business.

import type { SensorHistory } from '../../../backend/system'

/** What one step did to its items. */
export interface StepOutcome {
  processed: number
  failed: number
}

/** What one run has to do. */
export interface Work {
  /** How many items there are: readings or sensors. */
  total: number
  /** One after the other, as many at a time as it takes for the whole to last a few seconds. */
  steps: readonly (() => StepOutcome)[]
  /** What comes after the last step; answers what the log says of the run. */
  finish: () => Record<string, number>
}

export interface Product {
  contentType: string
  text: string
}

export interface JobDefinition {
  id: number
  name: string
  type: string
  /** In this system's word. */
  frequency: string
  everyMs: number
  /** How long after the start it runs first. */
  firstAfterMs: number
  /** Throws a {@link JobFailure} where there is nothing to do that should be there. */
  begin: () => Work
  /** What it made so far, as its readers get it; nothing where there is nothing to read. */
  product?: () => Product
  /** Bytes that this takes. */
  bytes: () => number
}

/** What the jobs work on. */
export interface JobSurroundings {
  /** Epoch milliseconds of the true clock. */
  now: () => number
  histories: () => readonly SensorHistory[]
}

/** Why a run failed, with the code of the frame that says so. */
export class JobFailure extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message)
  }
}
