// The jobs of one source as last told, with what their last runs did. One that is told no longer stays with what was
// last known (rule T8). It judges nothing.
import type { Job, JobProgress, JobRun, JobState, JobUpdate } from './job-updates'
import type { EpochMs } from './updates'

/** What went wrong with a job. */
export interface JobError {
  code: string | null
  message: string
  at: EpochMs
}

/** Replaced, never changed in place. */
export interface RecordedJob {
  job: Job
  /** Whether the newest reading of the list had it. */
  listed: boolean
  /** The list was read after it was last told, and did not have it. */
  isGone: boolean
  /** It came or changed by itself since the list was read: what only the list tells may be another by now. */
  isOutdated: boolean
  /** When its state was last told, on the backend's clock. */
  toldAt: EpochMs
  /** The same on this machine's clock. */
  heardAt: EpochMs
  /** Of the run under way, or of the last one; `null` while nothing was told of it. */
  progress: JobProgress | null
  /** The last one, until a later run succeeds. */
  error: JobError | null
  /** The newest first; empty until somebody asks for them. */
  runs: readonly JobRun[]
}

interface KnownJob extends RecordedJob {
  /** The time that came with the last telling of its state, if that came by itself. */
  stateTime: EpochMs | null
  /** A run began after the error. */
  ranSinceError: boolean
}

/** A backend that invents names must not fill the memory. */
const JOBS_KEPT = 1_000
const RUNS_KEPT = 50

export class RecordedJobs {
  /** Whether the list was ever read. */
  isRead = false
  /** How often something was told of a job beyond those that are kept. */
  unplaced = 0
  readonly #jobs = new Map<string, KnownJob>()
  #list: readonly RecordedJob[] | null = null

  /** In the order in which they first came (V6). */
  get list(): readonly RecordedJob[] {
    this.#list ??= [...this.#jobs.values()]
    return this.#list
  }

  of(id: string): RecordedJob | null {
    return this.#jobs.get(id) ?? null
  }

  /**
   * @param arrivedAt when it came, on the backend's clock
   * @param at the same moment on this machine's clock
   */
  take(update: JobUpdate, arrivedAt: EpochMs, at: EpochMs): void {
    this.#list = null
    switch (update.kind) {
      case 'jobs':
        this.#relist(update.jobs, arrivedAt, at)
        return
      case 'job-state':
        this.#change(update.job, arrivedAt, at, (known) => inState(known, update, arrivedAt, at))
        return
      case 'job-progress':
        this.#change(update.job, arrivedAt, at, (known) => ({ ...known, progress: update.progress }))
        return
      case 'job-error': {
        const { code, message, time } = update
        const error = { code, message, at: time ?? arrivedAt }
        this.#change(update.job, arrivedAt, at, (known) => ({ ...known, error, ranSinceError: false }))
        return
      }
      case 'job-runs':
        this.#change(update.job, arrivedAt, at, (known) => withRuns(known, update.runs))
        return
    }
  }

  /** The list has the last word on a state, whatever times came before: a backend's clock may have been set back. */
  #relist(jobs: readonly Job[], arrivedAt: EpochMs, at: EpochMs): void {
    this.isRead = true
    const named = new Set(jobs.map(({ id }) => id))
    for (const [id, known] of this.#jobs) {
      if (!named.has(id)) this.#jobs.set(id, { ...known, listed: false, isGone: true, isOutdated: false })
    }
    for (const job of jobs) {
      this.#change(job.id, arrivedAt, at, (known) => {
        const entered = entering(known, job.state)
        return {
          ...entered,
          job,
          listed: true,
          isGone: false,
          isOutdated: false,
          stateTime: null,
          toldAt: arrivedAt,
          heardAt: at,
        }
      })
    }
  }

  #change(id: string, arrivedAt: EpochMs, at: EpochMs, change: (known: KnownJob) => KnownJob): void {
    const known = this.#jobs.get(id)
    if (known || this.#jobs.size < JOBS_KEPT) this.#jobs.set(id, change(known ?? nameless(id, arrivedAt, at)))
    else this.unplaced++
  }
}

/** What was told of, though no list had it yet, goes by its id. */
function nameless(id: string, arrivedAt: EpochMs, at: EpochMs): KnownJob {
  return {
    job: {
      id,
      name: id,
      type: '',
      frequency: '',
      state: 'unknown',
      stateText: '',
      lastRun: null,
      nextRun: null,
    },
    listed: false,
    isGone: false,
    isOutdated: true,
    toldAt: arrivedAt,
    heardAt: at,
    progress: null,
    error: null,
    runs: [],
    stateTime: null,
    ranSinceError: false,
  }
}

/** What is older than what is known changes nothing. */
function inState(
  known: KnownJob,
  { state, stateText, time }: Extract<JobUpdate, { kind: 'job-state' }>,
  arrivedAt: EpochMs,
  at: EpochMs,
): KnownJob {
  if (time !== null && known.stateTime !== null && time < known.stateTime) return known
  return {
    ...entering(known, state),
    job: { ...known.job, state, stateText },
    isGone: false,
    isOutdated: known.isOutdated || known.isGone || state !== known.job.state,
    stateTime: time ?? known.stateTime,
    toldAt: time ?? arrivedAt,
    heardAt: at,
  }
}

/** A run that begins has done nothing yet; one that ends well after an error makes that an old story. */
function entering(known: KnownJob, state: JobState): KnownJob {
  const before = known.job.state
  // What it does while nobody has told its state yet belongs to the run that is told then.
  if (state === before || before === 'unknown') return known
  if (state === 'running') return { ...known, progress: null, ranSinceError: known.error !== null }
  const succeeded = before === 'running' && state === 'active' && known.ranSinceError
  return succeeded ? { ...known, error: null, ranSinceError: false } : known
}

function withRuns(known: KnownJob, told: readonly JobRun[]): KnownJob {
  const runs = told.toSorted((a, b) => (b.startedAt ?? -Infinity) - (a.startedAt ?? -Infinity))
  const { error } = known
  const isOver =
    error !== null &&
    runs.some(({ outcome, startedAt }) => outcome === 'success' && startedAt !== null && startedAt > error.at)
  return { ...known, runs: runs.slice(0, RUNS_KEPT), error: isOver ? null : error }
}
