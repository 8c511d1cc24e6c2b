// What there is to say against a job; `null` when it is known to be well. Pure, and judges nothing that its store has
// not judged.
import { rankOf, shownState } from '../../domain/limits'
import type { AlarmView } from '../../stores/alarms'
import type { JobView } from '../../stores/jobs'
import { errorOf, jobFreshnessWords, jobStateWords } from '../jobs/job-words'
import type { Finding } from './overall-health'

/** The id of a job's card on Health, so that a finding can lead to it. */
export function jobAnchor(key: string): string {
  return `job-${encodeURIComponent(key)}`
}

/** A component may go by the same key. */
export function jobFindingKey(key: string): string {
  return `job ${key}`
}

/** Whether all there is to say of it is that it is quiet: then it is counted, not told. */
export function isJobMerelyQuiet(view: JobView): boolean {
  return !view.isGone && rankOf(view) === 0 && view.freshness !== 'live'
}

/** @param alarms of everything that no highlighted value stands for */
export function jobFinding(view: JobView, alarms: readonly AlarmView[] = []): Finding | null {
  if (isJobMerelyQuiet(view) || (view.state !== 'unknown' && rankOf(view) === 0)) return null
  const error = errorOf(view)
  const said = [
    view.freshness === 'live' ? jobStateWords(view) : jobFreshnessWords(view),
    error === null || error.isOld ? '' : error.text,
  ]
  return {
    key: jobFindingKey(view.key),
    subject: view.job.name,
    state: view.state,
    lastKnown: view.lastKnown,
    words: said.filter(Boolean).join(' · '),
    to: { path: '/health', hash: `#${jobAnchor(view.key)}` },
    counted: shownState(view) === 'crit' && alarms.some(({ alarm }) => isAbout(alarm, view)),
  }
}

function isAbout({ kind, source, subject }: AlarmView['alarm'], { source: own, job }: JobView): boolean {
  return kind === 'job' && source === own && subject === job.id
}
