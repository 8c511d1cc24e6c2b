// Turns the log of one stream into runs, the newest first: [{id, stream, status, started_at, completed_at, error_message}].
import type { JobRun } from '../../../domain/job-updates'
import type { Update } from '../../../domain/updates'
import { wireTexts } from '../../../texts/wire'
import { excerpt } from '../../redaction'
import { Rejections } from '../../rejections'
import { found, idOf, isRecord } from '../../wire'
import { Fields } from './fields'

const OUTCOMES: readonly JobRun['outcome'][] = ['success', 'failed', 'running']
const KEPT = 50

export function readRuns(rows: readonly unknown[], job: string): Update[] {
  const runs: JobRun[] = []
  const rejections = new Rejections()
  for (const row of rows) {
    const id = isRecord(row) ? idOf(row['id']) : null
    if (!isRecord(row) || id === null) {
      rejections.add(() => wireTexts.expected('run', 'an object with an id', found(row)), row)
      continue
    }
    // A server that does not know the filter sends the runs of all.
    if ((idOf(row['stream']) ?? job) === job) runs.push(readRun(id, job, new Fields(row, 'run', rejections)))
  }
  runs.sort((one, other) => (other.startedAt ?? 0) - (one.startedAt ?? 0))
  return [{ kind: 'job-runs', job, runs: runs.slice(0, KEPT) }, ...rejections.updates]
}

function readRun(id: string, job: string, fields: Fields): JobRun {
  const status = fields.text('status')?.trim().toLowerCase()
  const message = fields.text('error_message')?.trim()
  return {
    id,
    job,
    outcome: OUTCOMES.find((outcome) => outcome === status) ?? 'unknown',
    startedAt: fields.time('started_at'),
    completedAt: fields.time('completed_at'),
    message: message ? excerpt(message) : null,
  }
}
