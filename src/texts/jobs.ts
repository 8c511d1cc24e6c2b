// What Health says of jobs: their states, counts, runs and log.
import type { JobRun, JobState } from '../domain/job-updates'

const states: Record<JobState, string> = {
  active: 'Active',
  running: 'Running',
  paused: 'Paused',
  failed: 'Failed',
  unknown: 'Unknown',
}

const outcomes: Record<JobRun['outcome'], string> = {
  success: 'Succeeded',
  failed: 'Failed',
  running: 'Running',
  unknown: 'Unknown',
}

/** "1 job", "3 jobs" */
function counted(count: number): string {
  return `${count} ${count === 1 ? 'job' : 'jobs'}`
}

export const jobTexts = {
  title: 'Jobs',
  states,
  inState: (count: number, state: JobState) => `${counted(count)} ${states[state].toLowerCase()}`,
  notHeardOf: (count: number) => `${counted(count)} not heard of now`,
  /** @param what the link's name, such as "Streams" */
  polled: (what: string, why: string) => [`${what} come by polling.`, why].filter(Boolean).join(' '),
  unplaced: (count: string) => `Messages about more jobs than are kept: ${count}.`,

  processed: 'Processed',
  failed: 'Failed',
  total: 'Total',
  elapsed: 'Elapsed',
  lastRun: 'Last run',
  nextRun: 'Next run',
  ahead: (duration: string) => `in ${duration}`,
  due: 'due now',

  progressOf: (name: string) => `Progress of ${name}`,
  done: (done: string) => `${done} done`,
  doneOf: (done: string, total: string) => `${done} of ${total}`,
  ofLastRun: (done: string) => `Last run: ${done}`,
  lastTold: (done: string) => `Last told: ${done}`,
  notTold: 'Not told what it did.',

  error: (message: string, code: string | null) => (code === null ? message : `${message} (${code})`),
  lastError: (error: string) => `Last error: ${error}`,
  lastKnown: (state: string, ago: string) => `Last known ${state.toLowerCase()}, ${ago}`,
  notListed: 'No longer listed',

  log: {
    open: 'Log',
    title: (name: string) => `Last runs of ${name}`,
    asking: 'Asking the backend …',
    failed: (why: string) => `The runs could not be read. ${why}`,
    none: 'No runs.',
    again: 'Ask again',
    close: 'Close',
    outcomes,
    outcome: 'Outcome',
    started: 'Started',
    took: 'Took',
    message: 'Message',
  },
} as const
