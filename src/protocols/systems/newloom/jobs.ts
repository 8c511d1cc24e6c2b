// Turns the list of streams into jobs: [{id, name, stream_type, frequency, status, last_run, next_run}].
import type { Job, JobState } from '../../../domain/job-updates'
import { wireTexts } from '../../../texts/wire'
import { excerpt } from '../../redaction'
import { Rejections } from '../../rejections'
import { found, idOf, isRecord } from '../../wire'
import { Fields } from './fields'
import { texts } from './runtime-texts'

/** "running" is the document's word, "processing" the running server's. */
const STATES: ReadonlyMap<string, JobState> = new Map<string, JobState>([
  ['active', 'active'],
  ['running', 'running'],
  ['processing', 'running'],
  ['paused', 'paused'],
  ['failed', 'failed'],
])
const STATE_SHOWN = 40

/** What a status means, and the word for it, fit to be shown. */
export function readState(status: string): { state: JobState; stateText: string } {
  const word = status.trim()
  const state = STATES.get(word.toLowerCase())
  return state === undefined
    ? { state: 'unknown', stateText: excerpt(word, STATE_SHOWN) }
    : { state, stateText: word }
}

export function readJobs(rows: readonly unknown[]): { jobs: Job[]; rejections: Rejections } {
  const jobs = new Map<string, Job>()
  const rejections = new Rejections()
  for (const row of rows) {
    const id = isRecord(row) ? idOf(row['id']) : null
    if (!isRecord(row) || id === null) {
      rejections.add(() => wireTexts.expected('stream', 'an object with an id', found(row)), row)
      continue
    }
    const fields = new Fields(row, texts.stream(excerpt(id, STATE_SHOWN)), rejections)
    jobs.set(id, {
      id,
      name: fields.text('name')?.trim() || texts.stream(id),
      type: fields.text('stream_type')?.trim() ?? '',
      frequency: fields.text('frequency')?.trim() ?? '',
      ...readState(fields.text('status') ?? ''),
      lastRun: fields.time('last_run'),
      nextRun: fields.time('next_run'),
    })
  }
  return { jobs: [...jobs.values()], rejections }
}
