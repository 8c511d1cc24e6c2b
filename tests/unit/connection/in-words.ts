// Link states, events and effects in short words, so that a table of transitions can be read.
import {
  idleLink,
  SOCKET_TIMERS,
  type Failure,
  type LinkEffect,
  type LinkEvent,
  type LinkState,
} from '../../../src/connection/link-state'
import { isRenewing, type StepContext } from '../../../src/connection/step-result'
import { webmacsPolicy } from './policies'

export const NOW = 1_700_000_000_000

/** The connection and the round that the states of the tables are in. */
export const CONNECTION = 7
export const ROUND = 3

export const context: StepContext = { policy: webmacsPolicy, now: NOW, random: 0.5, canRenew: true }

const failure: Failure = { at: NOW - 1_000, code: 1006, reason: '', text: 'lost', remedy: 'wait' }
const base: LinkState = { ...idleLink(NOW - 60_000), connection: CONNECTION, round: ROUND, attempt: 1 }

const away = { socket: 'waiting', attempt: 4, nextTryAt: NOW + 500, failure } as const

export const states = {
  idle: base,
  waiting: { ...base, socket: 'waiting', nextTryAt: NOW + 500, failure },
  renewing: { ...base, socket: 'waiting', nextTryAt: null, failure },
  opening: { ...base, socket: 'opening' },
  unproven: { ...base, socket: 'unproven' },
  delivering: { ...base, socket: 'delivering', delivered: true },
  probing: { ...base, socket: 'delivering', delivered: true, probing: true },
  silent: { ...base, socket: 'delivering', delivered: true, probing: true, silent: true, poll: 'on' },
  halted: { ...base, socket: 'halted', failure },
  'waiting, poll starting': { ...base, ...away, poll: 'starting' },
  'waiting, poll on': { ...base, ...away, poll: 'on' },
  'waiting, poll failing': { ...base, ...away, poll: 'failing', pollFailures: 2 },
  'unproven, poll on': { ...base, socket: 'unproven', attempt: 4, poll: 'on' },
  'halted, poll on': { ...base, socket: 'halted', failure, poll: 'on' },
  'at the third failure': { ...base, socket: 'opening', attempt: 2 },
  'renewed once': { ...base, socket: 'unproven', renewed: true },
} satisfies Record<string, LinkState>

const ours = { connection: CONNECTION }

export const events = {
  start: { kind: 'start' },
  stop: { kind: 'stop' },
  'try now': { kind: 'try-now' },
  online: { kind: 'online' },
  resumed: { kind: 'resumed' },
  'signed in': { kind: 'signed-in' },
  'signed out': { kind: 'signed-out' },
  renewed: { kind: 'renewed' },
  'renewal failed': { kind: 'renewal-failed', text: 'unreachable', final: false },
  'renewal refused': { kind: 'renewal-failed', text: 'refused', final: true },
  connecting: { kind: 'connecting', ...ours },
  'no credentials': { kind: 'no-credentials', ...ours, text: 'unreachable', final: false },
  'no credentials to be had': { kind: 'no-credentials', ...ours, text: 'none', final: true },
  'bad address': { kind: 'bad-address', ...ours, text: 'no address' },
  'unfit credentials': { kind: 'unfit-credentials', ...ours, text: 'illegal token' },
  opened: { kind: 'opened', ...ours },
  frame: { kind: 'frame', ...ours },
  answered: { kind: 'answered', ...ours },
  silent: { kind: 'silent', ...ours },
  'turned away for now': { kind: 'turned-away', ...ours, action: 'retry', text: 'no such workspace' },
  'turned away for good': { kind: 'turned-away', ...ours, action: 'stop', text: 'blocked' },
  'closed 1000': { kind: 'closed', ...ours, code: 1000, reason: '' },
  'closed 1006': { kind: 'closed', ...ours, code: 1006, reason: '' },
  'closed 1008': { kind: 'closed', ...ours, code: 1008, reason: 'Invalid or expired token' },
  'closed 1010': { kind: 'closed', ...ours, code: 1010, reason: '' },
  'diagnosed refused': { kind: 'diagnosed', ...ours, finding: 'refused', text: 'refused' },
  'diagnosed blocked': { kind: 'diagnosed', ...ours, finding: 'blocked', text: 'blocked' },
  'poll answered': { kind: 'poll-answered', round: ROUND },
  'poll failed': { kind: 'poll-failed', round: ROUND, text: 'unreachable', refused: false },
  'poll refused': { kind: 'poll-failed', round: ROUND, text: 'refused', refused: true },
  'retry is due': { kind: 'timer', timer: 'retry', ...ours },
  'handshake is late': { kind: 'timer', timer: 'handshake', ...ours },
  'greeting is late': { kind: 'timer', timer: 'greeting', ...ours },
  stable: { kind: 'timer', timer: 'stability', ...ours },
  'ping is due': { kind: 'timer', timer: 'ping', ...ours },
  'pong is late': { kind: 'timer', timer: 'pong', ...ours },
  'poll is due': { kind: 'timer', timer: 'poll', round: ROUND },
  unavailable: { kind: 'timer', timer: 'unavailable', round: ROUND },
} satisfies Record<string, LinkEvent>

/** The effects as one line; the timers of a socket, stopped together, are one word. */
export function inWords(effects: readonly LinkEffect[]): string {
  const all = SOCKET_TIMERS.map((timer) => `no ${timer}`).join(', ')
  return effects.map(effectInWords).join(', ').replaceAll(all, 'no socket timers')
}

function effectInWords(effect: LinkEffect): string {
  switch (effect.kind) {
    case 'open':
    case 'close':
    case 'probe':
    case 'diagnose':
      return `${effect.kind} ${effect.connection}`
    case 'poll':
      return `poll ${effect.round}`
    case 'start-timer':
      return `${effect.timer} in ${effect.ms / 1_000} s`
    case 'stop-timer':
      return `no ${effect.timer}`
    case 'stop-all':
      return 'no timers'
    case 'renew-credentials':
      return 'renew'
    case 'abandon-poll':
      return 'abandon'
    case 'catch-up':
      return 'catch up'
  }
}

/** Where a link stands: socket, poll where there is one, failures in a row where they changed. */
export function standing(before: LinkState, after: LinkState): string {
  const { socket, poll, attempt } = after
  const words: string[] = [isRenewing(after) ? 'renewing' : socket]
  if (poll !== 'off') words.push(`poll ${poll}`)
  if (attempt !== before.attempt) words.push(`n=${attempt}`)
  return words.join(', ')
}
