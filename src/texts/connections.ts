// What is said about links, sources and signing in: the dialog and Connections.
import type { PollState, SocketState } from '../domain/connection-mode'
import type { ClockVerdict } from '../domain/clock-offset'
import type { Health, LimitsAccess } from '../domain/updates'

const sockets: Record<SocketState, string> = {
  idle: 'Not started',
  waiting: 'Closed',
  opening: 'Opening',
  unproven: 'Open, nothing received yet',
  delivering: 'Open',
  halted: 'Closed for good',
}

const polls: Record<PollState, string> = {
  off: 'Off',
  starting: 'Asked, no answer yet',
  on: 'On',
  failing: 'Failing',
}

const health: Record<Health['status'], string> = {
  ok: 'OK',
  degraded: 'Degraded',
  unavailable: 'Unavailable',
}

const limitsAccess: Record<LimitsAccess, string> = {
  known: 'Read',
  forbidden: 'Limits not visible to you',
  unknown: 'Not read yet',
}

const clockAdvice: Record<ClockVerdict, string> = {
  unknown: '',
  agrees: '',
  notice: 'Corrected for here.',
  warning: 'Corrected for here. Somebody should set it.',
}

export const connectionTexts = {
  title: 'Connections',
  loading: 'Reading watchdeck.json …',

  debounce: {
    label: 'New readings are drawn every',
    choice: (ms: number) => (ms < 20 ? 'frame' : `${ms} ms`),
  },

  none: {
    title: 'No source is configured',
    how: 'Name your backends in',
    file: 'public/watchdeck.json',
    or: 'or start with a file of your own:',
    command: 'WATCHDECK_CONFIG=my.json npm start',
    sourceId: 'plant',
    sourceLabel: 'Plant',
    exampleLabel: 'An example of watchdeck.json',
  },

  problems: {
    title: 'Problems in watchdeck.json',
    where: 'Where',
    expected: 'Expected',
    found: 'Found',
  },

  source: {
    address: 'Address',
    user: 'User',
    userWithRole: (name: string, role: string | null) => (role === null ? name : `${name} (${role})`),
    signedIn: 'Signed in',
    signingIn: 'Signing in …',
    open: 'No sign-in needed',
    notSignedIn: 'Not signed in yet',
    health: 'Health',
    healthUnknown: 'Not known yet',
    healthNotTold: 'Not told by this system',
    healthStates: health,
    clock: 'Clock',
    clockUnknown: 'Not known yet',
    clockAgrees: (within: string) => `Agrees within ${within}`,
    clockAhead: (by: string, within: string) => `${by} ahead, ± ${within}`,
    clockBehind: (by: string, within: string) => `${by} behind, ± ${within}`,
    clockAdvice,
    sensors: 'Sensors',
    sensorCount: (count: string) => `${count} listed`,
    notRead: 'Not read yet',
    read: 'read',
    limits: 'Limits',
    limitsNotOffered: 'This system has none',
    limitCount: (count: string) => (count === '0' ? 'None set' : `${count} set`),
    limitsAccess,
    lastReading: 'Last reading',
    complete: 'Complete',
    failed: 'Failed',
    unlisted: (count: string) => `${count} not listed by the backend`,
    unplaced: (count: string) => `${count} readings of further sensors were not kept: too many sensors.`,
    experiment: 'Experiment',
    experimentRuns: 'began',
    noExperiment: 'None running',
    lastWords: 'Last message',
    history: 'History',
    historyFailed: 'Not filled.',
    historyOffered: 'Gaps are filled',
    historyNotOffered: 'This system keeps none',
    signIn: 'Sign in',
    signOut: 'Sign out',
    examine: 'Find out what is wrong',
    refresh: 'Read sensors and limits again',
  },

  link: {
    since: 'Since',
    failuresInARow: 'Failures in a row',
    nextTry: 'Next try',
    nextTryIn: (seconds: number) => `in ${seconds} s`,
    socket: 'Socket',
    sockets,
    polling: 'Polling',
    polls,
    pollNotOffered: 'Not offered',
    tryNow: 'Try now',
    tryNowOf: (label: string) => `Try now: ${label}`,
    lastFailure: 'Last failure',
    noFailure: 'None since the page was opened',
    closeCode: (code: number) => `Close code ${code}`,
    reason: (reason: string) => `“${reason}”`,
    never: '–',
  },

  counters: {
    title: 'Counted since the page was opened',
    frames: 'Frames received',
    bytes: 'Data received',
    readings: 'Readings received',
    ignored: 'Frames ignored',
    rejected: 'Parts rejected',
    rejectedReadings: 'Readings rejected',
    overflowed: 'Readings overflowed',
    sent: 'Frames sent',
    roundTrip: 'Round trip',
    milliseconds: (ms: string) => `${ms} ms`,
    notMeasured: '–',
  },

  readings: {
    title: 'Readings of this source',
    stored: 'Readings stored',
    repeats: 'Repeats dropped',
    tooOld: 'Readings too old',
    setAside: 'Readings set aside',
    invalid: 'Readings invalid',
    untimed: 'Polled without a time',
  },

  rejections: {
    title: (count: string) => `Last rejected (${count})`,
    none: 'Nothing was rejected.',
    noNewer: 'Nothing newer',
    newer: (count: string) => `Show ${count} newer`,
    rest: 'asked by HTTP',
    lost: (count: number) => `${count} ${count === 1 ? 'reading' : 'readings'} lost`,
    empty: '(empty)',
  },

  faults: {
    title: 'Faults on demand',
    about: 'The demo can break its own backends, so that you can see what happens here.',
    fault: 'Fault',
    system: 'Backend',
    every: 'All',
    seconds: 'Seconds',
    code: 'Close code',
    reason: 'Reason',
    by: 'Wrong by (seconds)',
    optional: 'optional',
    start: 'Start',
    running: 'Running',
    none: 'No fault is running.',
    left: (seconds: number) => `${seconds} s left`,
    endAll: 'End all',
    started: (fault: string) => `Started: ${fault}.`,
    hit: (fault: string, sockets: number) =>
      `Started: ${fault}. ${sockets} open ${sockets === 1 ? 'connection' : 'connections'} hit.`,
    ended: 'All faults ended.',
    loading: 'Asking the demo …',
    unreachable: 'The demo does not answer.',
    status: (status: number) => `The demo answered with status ${status}.`,
    unexpected: 'The demo answered something else than its faults.',
  },

  signIn: {
    title: (source: string) => `Sign in to ${source}`,
    method: 'Sign in with',
    optional: 'optional',
    stay: 'Stay signed in',
    stayChoices: { session: 'until this tab is closed', browser: 'in this browser, until you sign out' },
    submit: 'Sign in',
    busy: 'Signing in …',
    cancel: 'Cancel',
  },

  notFound: {
    title: 'Nothing is shown at this address',
    back: 'To the overview',
  },
} as const
