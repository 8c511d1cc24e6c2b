// What the page says in its first view, and what all views say alike, in English. Short, plain, the same words everywhere.
// What only one view or dialog says stands in a catalogue of its own, which is loaded with it.
import type { ConnectionMode, Remedy } from '../domain/connection-mode'
import type { Freshness } from '../domain/freshness'
import type { CardState } from '../domain/limits'
import type { LimitCondition, LimitsAccess, Provenance } from '../domain/updates'

const modes: Record<ConnectionMode, string> = {
  websocket: 'Live',
  polling: 'Polling',
  connecting: 'Connecting',
}

const states: Record<CardState, string> = {
  normal: 'Normal',
  warn: 'Warning',
  crit: 'Critical',
  'no-limit': 'No limit',
  busy: 'Busy',
  stopped: 'Stopped',
  unknown: 'Unknown',
}

const freshness: Record<Freshness, string> = {
  live: 'Live',
  late: 'Late',
  stale: 'Stale',
  unknown: 'No data yet',
}

const provenances: Record<Provenance, string> = {
  live: 'live',
  polled: 'polled',
  filled: 'filled from history',
  restored: 'restored',
}

const remedies: Record<Remedy, string> = {
  wait: 'Watchdeck keeps trying.',
  'sign-in': 'Sign in to go on.',
  'ask-administrator': 'Ask whoever runs the backend.',
}

const operators: Record<LimitCondition['operator'], string> = {
  gt: '>',
  lt: '<',
  gte: '≥',
  lte: '≤',
  eq: '=',
  between: 'between',
  outside: 'outside',
}

export const texts = {
  name: 'Watchdeck',
  skip: 'Skip to content',
  navigation: {
    label: 'Views',
    overview: 'Overview',
    connections: 'Connections',
    sources: 'Sources',
    health: 'Health',
    events: 'Events',
    messages: 'Messages',
  },
  /** In the tab, after the number of things that are abnormal. */
  pageTitle: (place: string, abnormal: number) =>
    `${abnormal > 0 ? `(${abnormal}) ` : ''}${place === '' ? '' : `${place} · `}Watchdeck`,
  theme: { label: 'Colours', auto: 'System', light: 'Light', dark: 'Dark' },
  modes,
  states,
  freshness,
  provenances,
  remedies,
  operators,
  lastKnown: (state: string, ago: string) => `Last known ${state.toLowerCase()}, ${ago}`,
  stale: (ago: string) => `Stale, ${ago}`,
  timeUnknown: 'Time unknown',
  notRunning: 'Not running',
  late: (ago: string) => `Late, ${ago}`,
  betweenTwo: (operator: string, low: string, high: string) => `${operator} ${low} and ${high}`,
  limit: (condition: string) => `Limit ${condition}`,
  ownLimit: (condition: string) => `Your limit ${condition}`,
  yours: (limit: string) => `${limit} (yours)`,
  limitsAccess: {
    known: 'No limit',
    forbidden: 'Limits not visible to you',
    unknown: 'Limits not read yet',
  } satisfies Record<LimitsAccess, string>,
  outOfRange: (min: string, max: string) => `Outside ${min} to ${max}`,
  chart: (of: { name: string; last: string; min: string; max: string; state: string }) =>
    `${of.name}: last ${of.last}, minimum ${of.min}, maximum ${of.max}, ${of.state}`,
  chartWithoutData: (name: string, state: string) => `${name}: no data, ${state}`,
  chartsNotLoaded: 'The charts could not be loaded.',
  viewNotLoaded: 'That page could not be loaded.',
  tryAgain: 'Try again',
  silent: 'Connected, but silent',
  halted: 'Halted',
  lost: 'Connection lost',
  linkBecame: (label: string, words: string) => `${label}: ${words}`,
  attempt: (count: number) => `attempt ${count}`,
  nextTry: (seconds: number) => `next try in ${seconds} s`,
  shortNextTry: (seconds: number) => `in ${seconds} s`,
  overview: {
    title: 'Overview',
    search: 'Search sensors',
    show: 'Show',
    filters: { all: 'All', abnormal: 'Abnormal', stale: 'Stale or unknown' },
    window: 'Time shown',
    count: (shown: string, all: string) => (shown === all ? `${all} sensors` : `${shown} of ${all} sensors`),
    countAbnormal: (sensors: number, abnormal: number) =>
      `${sensors} sensor${sensors === 1 ? '' : 's'}${abnormal > 0 ? `, ${abnormal} abnormal` : ''}`,
    abnormal: 'Abnormal now',
    calm: 'Nothing abnormal.',
    unsure: (stale: number) => `Nothing known to be abnormal, but ${stale} stale.`,
    more: (count: number) => `and ${count} more`,
    nothingFound: 'No sensor matches.',
    showAll: 'Show all',
    waiting: 'Waiting for the list of sensors …',
    asLastKnown: (sensors: string) => `${sensors}, as this browser last knew them`,
    noSensors: 'The backend lists no sensors.',
    metadataFailed: 'The list of sensors could not be read:',
    loading: 'Starting …',
    noSources: 'No source is configured.',
    noSourcesHow:
      'Add one to public/watchdeck.json, or start with WATCHDECK_CONFIG=my.json npm start. The README shows how.',
    problems: 'The configuration has problems.',
    allOff: 'Every source is switched off.',
    addSource: 'Add a source',
    seeConnections: 'See Connections',
    signIn: 'Sign in',
    signInNeeded: (source: string) => `${source} asks for a sign-in.`,
  },
  worst: {
    nothing: 'Nothing abnormal',
    critical: (count: number) => `${count} critical`,
    warning: (count: number) => `${count} warning${count === 1 ? '' : 's'}`,
    lastKnown: (count: number) => `${count} last known abnormal`,
    stale: (count: number) => `${count} stale`,
  },
} as const
