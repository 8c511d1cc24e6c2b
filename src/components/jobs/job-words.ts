// Puts what is known of a job into words: its state, how fresh that is, how far it is, its error. Made of the jobs' texts.
import type { JobProgress, JobRun } from '../../domain/job-updates'
import { shownState } from '../../domain/limits'
import type { JobView } from '../../stores/jobs'
import { formatAgo, formatCount, formatDuration } from '../../texts/format'
import { jobTexts } from '../../texts/jobs'
import { texts } from '../../texts/page'

const NOTHING = '–'

/** The state as its backend last told it, in its own word. */
export function toldStateWords({ job }: Pick<JobView, 'job'>): string {
  const own = job.stateText.trim()
  return own === '' ? jobTexts.states[job.state] : own.charAt(0).toUpperCase() + own.slice(1)
}

/** What the mark on the card says; what is not known now is "Unknown", unless it was abnormal (T8). */
export function jobStateWords(view: JobView): string {
  const isQuiet = view.freshness !== 'live' && shownState(view) === 'unknown'
  return isQuiet ? jobTexts.states.unknown : toldStateWords(view)
}

/** How fresh the state is, with its age where that is worth a word (T1, T8). */
export function jobFreshnessWords(view: JobView): string {
  if (view.freshness !== 'stale') return texts.freshness[view.freshness]
  const lastKnown = jobTexts.lastKnown(toldStateWords(view), formatAgo(view.ageMs))
  return view.isGone ? `${jobTexts.notListed}. ${lastKnown}` : lastKnown
}

/** How many of its total a run has dealt with, those that failed among them; `null` where the backend told neither. */
export function doneOf({ processed, failed }: JobProgress): number | null {
  return processed === null && failed === null ? null : (processed ?? 0) + (failed ?? 0)
}

/** "52 of 100"; while no run is under way of the last one, as far as that was told: its end may have been missed. */
export function progressWords({ progress, job }: Pick<JobView, 'progress' | 'job'>): string {
  const done = progress === null ? null : doneOf(progress)
  if (progress === null || done === null) return jobTexts.notTold
  const said =
    progress.total === null
      ? jobTexts.done(formatCount(done))
      : jobTexts.doneOf(formatCount(done), formatCount(progress.total))
  if (job.state === 'running') return said
  const isWhole = progress.total === null || done >= progress.total || job.state === 'failed'
  return isWhole ? jobTexts.ofLastRun(said) : jobTexts.lastTold(said)
}

export function countWords(count: number | null | undefined): string {
  return count === null || count === undefined ? NOTHING : formatCount(count)
}

/** @param seconds as the backend told them */
export function elapsedWords(seconds: number | null | undefined): string {
  return seconds === null || seconds === undefined ? NOTHING : formatDuration(seconds * 1_000)
}

export function tookWords({ startedAt, completedAt }: JobRun): string {
  return startedAt === null || completedAt === null ? NOTHING : formatDuration(completedAt - startedAt)
}

/** @param ms until it is due */
export function aheadWords(ms: number): string {
  return ms < 1_000 ? jobTexts.due : jobTexts.ahead(formatDuration(ms))
}

/** Why it failed, with the code; once it is no longer held to have failed that is an old story. */
export function errorOf(view: JobView): { text: string; isOld: boolean } | null {
  const isOld = shownState(view) !== 'crit'
  if (view.error) {
    const text = jobTexts.error(view.error.message, view.error.code)
    return { text: isOld ? jobTexts.lastError(text) : text, isOld }
  }
  // Where errors are not told by themselves, the log has them.
  const [newest] = view.runs
  return !isOld && newest?.outcome === 'failed' && newest.message !== null
    ? { text: newest.message, isOld }
    : null
}
