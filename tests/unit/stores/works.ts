// A source with jobs, told as its engine would: lists and frames that arrive now.
import { nextTick } from 'vue'
import type { Job, JobState, JobUpdate } from '../../../src/domain/job-updates'
import type { Update } from '../../../src/domain/updates'
import { useJobs } from '../../../src/stores/jobs'
import { batch } from '../domain/recording'
import type { watchAndTell } from './telling'

/** The second one has no jobs. */
export const WORKS = {
  version: 1,
  sources: [
    { id: 'works', system: 'newloom', label: 'Works', url: 'http://localhost:1' },
    { id: 'plant', system: 'webmacs', label: 'Plant', url: 'http://localhost:2' },
  ],
}

export function job(id: string, more: Partial<Job> = {}): Job {
  const state = more.state ?? 'active'
  return {
    id,
    name: `The ${id}`,
    type: 'roll_up',
    frequency: '1min',
    state,
    stateText: state,
    lastRun: null,
    nextRun: null,
    ...more,
  }
}

export function works(told: Awaited<ReturnType<typeof watchAndTell>>) {
  const jobs = useJobs()
  const say = async (...records: (JobUpdate | Extract<Update, { kind: 'log' }>)[]): Promise<void> => {
    told.timeline.take(batch({ source: 'works', link: 'streams', records, arrivedAt: Date.now() }))
    await nextTick()
  }
  const list = (...all: Job[]): Promise<void> => say({ kind: 'jobs', jobs: all })
  const state = (id: string, to: JobState): Promise<void> =>
    say({ kind: 'job-state', job: id, state: to, stateText: to, time: Date.now() })
  const fail = (id: string, message: string, code: string | null = 'E_1'): Promise<void> =>
    say({ kind: 'job-error', job: id, code, message, time: Date.now() })
  /** As newloom tells an error: of the job, and as something that it has to say. */
  const complain = async (id: string, message: string): Promise<void> => {
    const common = { message, time: Date.now() }
    await say(
      { kind: 'job-error', job: id, code: null, ...common },
      { kind: 'log', level: 'WARN', sensor: null, job: id, ...common },
    )
  }
  /** The socket was refused, and polls are answered in its place. */
  const poll = async (): Promise<void> => {
    told.close('works', 1006)
    told.happen('works', { kind: 'poll-answered', round: told.link('works').state.value.round })
    await nextTick()
  }
  const lookups = () => told.sent.filter((command) => command.kind === 'look-up')
  const refreshes = () => told.sent.filter((command) => command.kind === 'refresh').length
  return {
    jobs,
    say,
    listJobs: list,
    stateOf: state,
    fail,
    complain,
    poll,
    lookups,
    refreshes,
    of: (id: string) => jobs.of(`works/${id}`),
  }
}
