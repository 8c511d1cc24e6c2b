// What is said about the health of everything: the overall state, components, metrics, and commands.
import type { ComponentState } from '../domain/updates'

const states: Record<ComponentState, string> = {
  running: 'Running',
  starting: 'Starting',
  stopping: 'Stopping',
  stopped: 'Stopped',
  error: 'Error',
  unknown: 'Unknown',
}

/** "1 connection", "3 connections" */
function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`
}

export const healthTexts = {
  title: 'Health',
  loading: 'Starting …',

  overall: {
    title: 'Overall',
    well: (parts: string) => `All well: ${parts}`,
    /** What is wrong but no alarm: the configuration, what could not be read. */
    problem: (count: number) => counted(count, 'problem', 'problems'),
    unknown: (count: number) => `${count} unknown`,
    notice: (count: number) => counted(count, 'notice', 'notices'),
    /** Said after what is wrong: the rest. */
    besides: (parts: string) => `Well: ${parts}.`,
    /** What is neither wrong nor well. */
    apart: (parts: string) => `${parts}.`,
    nothing: 'Nothing is watched.',
    seeConnections: 'See Connections',
    list: 'What is not well',
    more: (count: number) => `and ${count} more`,
    fewer: 'Show fewer',
    connections: (count: number) => counted(count, 'connection', 'connections'),
    components: (count: number, state: string) =>
      `${counted(count, 'component', 'components')} ${state.toLowerCase()}`,
    values: (count: number) => `${counted(count, 'value', 'values')} normal`,
    withoutLimit: (count: number) => `${counted(count, 'value', 'values')} without limit`,
  },

  findings: {
    configuration: 'Configuration',
    configurationProblems: (count: number) => counted(count, 'problem', 'problems'),
    notRead: 'Sensors not read yet',
    readFailed: (why: string) => `Sensors could not be read. ${why}`,
    limitsUnknown: 'Limits not read yet',
    limitsForbidden: 'Limits not visible to you',
    flood: 'Alarm flood',
    floodWhat: 'More than ten in ten minutes.',
    backend: { degraded: 'Says that it is degraded', unavailable: 'Says that it is unavailable' },
    staleComponents: (count: number) => `${counted(count, 'component', 'components')} not heard of now`,
    staleValues: (count: number) => `${counted(count, 'value', 'values')} stale`,
    valuesWithoutData: (count: number) => `${counted(count, 'value', 'values')} without data yet`,
    valuesWithoutTime: (count: number) => `${counted(count, 'value', 'values')} of unknown time`,
  },

  source: {
    says: 'The backend says',
    lastSaid: 'The backend last said',
    healthStates: { ok: 'OK', degraded: 'Degraded', unavailable: 'Unavailable' },
    told: 'told',
    components: 'Components',
    metrics: (span: string) => `Metrics, last ${span}`,
    notRead: 'Not read yet.',
    nothing: 'No components, no metrics.',
  },

  component: {
    states,
    shouldRun: 'Should run',
    stoppedThough: 'Stopped, should run',
    pid: 'Process',
    uptime: 'Uptime',
    lastUpdate: 'Last update',
    oldMessage: (text: string) => `Old message: ${text}`,
    lastKnown: (state: string, ago: string) => `Last known ${state.toLowerCase()}, ${ago}`,
    notListed: 'No longer listed',
  },

  commands: {
    of: (command: string, target: string) => `${command} ${target}`,
    group: (target: string) => `Commands for ${target}`,
    cancel: 'Cancel',
    /** Said aloud, without an age. */
    statuses: { sent: 'sent', done: 'done', refused: 'refused', unanswered: 'no answer' },
    sent: (command: string, ago: string) => `Sent “${command}” ${ago}`,
    done: (command: string, ago: string) => `Done: ${command}, ${ago}`,
    doneInWords: (command: string, words: string, ago: string) => `Done: ${command}, ${ago}. ${words}`,
    refused: (command: string, words: string, ago: string) => `Refused: ${command}, ${ago}. ${words}`,
    unanswered: (command: string, ago: string) =>
      `No answer to “${command}”, ${ago}; whether it was done is not known.`,
    noLonger: 'Not sent: it is no longer possible.',
    notNow: {
      polling: 'Not while the source is only polled.',
      lost: 'Not while the connection is lost.',
      unknown: 'Not while its state is not known.',
    },
    roles: (role: string | null) => (role === null ? 'Not for this user.' : `Not for the role ${role}.`),
  },

  limit: {
    title: 'Change the backend’s limit',
    value: (unit: string) => (unit === '' ? 'New limit' : `New limit in ${unit}`),
    set: 'Set',
    remove: 'Remove',
    now: (value: string) => `Now ${value}.`,
    none: 'Now none.',
    number: 'Enter a number.',
    everybody: 'It holds for everybody who uses this backend.',
  },
} as const
