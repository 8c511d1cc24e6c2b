// Everything the page says, in English. Short, plain, the same words everywhere.
import type { ConnectionMode, Failure } from '../connection/link-state'
import type { Freshness } from '../domain/freshness'
import type { CardState } from '../domain/limits'
import type { LimitCondition, Provenance } from '../domain/updates'

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

const remedies: Record<Failure['remedy'], string> = {
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
  navigation: { label: 'Views', overview: 'Overview', connections: 'Connections' },
  theme: { label: 'Colours', auto: 'System', light: 'Light', dark: 'Dark' },
  modes,
  states,
  freshness,
  provenances,
  remedies,
  operators,
  lastKnown: (state: string, ago: string) => `Last known ${state.toLowerCase()}, ${ago}`,
  stale: (ago: string) => `Stale, ${ago}`,
  late: (ago: string) => `Late, ${ago}`,
  silent: 'Connected, but silent',
  halted: 'Halted',
  attempt: (count: number) => `attempt ${count}`,
  nextTry: (seconds: number) => `next try in ${seconds} s`,
  worst: {
    nothing: 'Nothing abnormal',
    critical: (count: number) => `${count} critical`,
    warning: (count: number) => `${count} warning${count === 1 ? '' : 's'}`,
    lastKnown: (count: number) => `${count} last known abnormal`,
    stale: (count: number) => `${count} stale`,
    disconnected: (count: number) => `${count} of the links not live`,
  },
} as const
