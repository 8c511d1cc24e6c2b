// The state of one link and the events and effects around it: the vocabulary of `step`, and the mode
// that everyone sees, derived from it. No logic beyond that.
import type { ConnectionMode, PollState, Remedy, SocketState } from '../domain/connection-mode'
import type { EpochMs } from '../domain/updates'
import type { CloseVerdict } from '../protocols/protocol'

/** Why the link was last not well. */
export interface Failure {
  at: EpochMs
  /** Close code; `null` when no close frame was involved. */
  code: number | null
  /** The server's own words, redacted. */
  reason: string
  /** What happened, in plain words. */
  text: string
  /** What a person can do. */
  remedy: Remedy
}

export interface LinkState {
  socket: SocketState
  poll: PollState
  /** Failures in a row (C1); the same count starts the polling. */
  attempt: number
  /** Number of the newest socket; what an older one still says changes nothing (C5). */
  connection: number
  /** Number of the newest poll; the same for answers that come late (C4, C5). */
  round: number
  /** Whether this connection delivered a valid frame: what resets `attempt` after 10 s (C1). */
  delivered: boolean
  /** The socket delivers nothing though it should (T2). */
  silent: boolean
  /** A ping is on its way. */
  probing: boolean
  /** Credentials were renewed once since the link last worked (C3). */
  renewed: boolean
  /** Failed so often in a row that the user is told; it goes on trying. */
  lost: boolean
  pollFailures: number
  /** When the next attempt is due. */
  nextTryAt: EpochMs | null
  failure: Failure | null
  /** When the mode last changed. */
  since: EpochMs
}

/** Timers that end with their socket. */
export const SOCKET_TIMERS = ['handshake', 'greeting', 'stability', 'ping', 'pong'] as const

/** Timers of a connection, and timers of the polls. */
export type ConnectionTimer = (typeof SOCKET_TIMERS)[number] | 'retry'
export type PollTimer = 'poll' | 'unavailable'
export type TimerName = ConnectionTimer | PollTimer

/** A timer and whose it is: one that ran out for an earlier connection or round changes nothing (C5). */
export type OwnedTimer = { timer: ConnectionTimer; connection: number } | { timer: PollTimer; round: number }

/** What REST says: that the sign-in is refused, nothing, that all is well (then sockets are `blocked`), or something else. */
export type DiagnosedFinding = 'refused' | 'unreachable' | 'unexpected' | 'blocked'

/** What happens to a link. Events of a socket or a poll carry its number (C5). */
export type LinkEvent =
  | { kind: 'start' }
  | { kind: 'stop' }
  | { kind: 'try-now' }
  /** The user signed in, or other credentials were put in place. */
  | { kind: 'signed-in' }
  | { kind: 'signed-out' }
  /** Credentials are at hand and the handshake begins; its deadline counts from here (C9). */
  | { kind: 'connecting'; connection: number }
  | { kind: 'opened'; connection: number }
  /** The first valid frame of a connection, and the first after a silence. */
  | { kind: 'frame'; connection: number }
  /** Anything that came after a ping. */
  | { kind: 'answered'; connection: number }
  /** The server said within a frame that it does not want this connection. */
  | { kind: 'turned-away'; connection: number; action: CloseVerdict['action']; text: string }
  | { kind: 'closed'; connection: number; code: number; reason: string }
  /** There are no credentials to open a socket with, or they could not be had. */
  | { kind: 'no-credentials'; connection: number; text: string; final: boolean }
  /** The credentials are good, but cannot be shown on a socket; REST may take them nevertheless. */
  | { kind: 'unfit-credentials'; connection: number; text: string }
  /** There is no address, or the browser refuses to open a socket to it. */
  | { kind: 'bad-address'; connection: number; text: string }
  | { kind: 'renewed' }
  | { kind: 'renewal-failed'; text: string; final: boolean }
  | { kind: 'silent'; connection: number }
  /** Nothing came for long, which may be sound. */
  | { kind: 'quiet'; connection: number }
  /** This browser holds all connections that the backend takes of this user. */
  | { kind: 'crowded'; connection: number; text: string }
  | { kind: 'poll-answered'; round: number }
  | { kind: 'poll-failed'; round: number; text: string; refused: boolean }
  /** What REST says about sockets that never open (field note "a refused upgrade looks like 1006"). */
  | { kind: 'diagnosed'; connection: number; finding: DiagnosedFinding; text: string }
  | ({ kind: 'timer' } & OwnedTimer)
  | { kind: 'online' }
  /** The page was frozen or the clock jumped (C8). */
  | { kind: 'resumed' }

/** What the engine is to do. */
export type LinkEffect =
  | { kind: 'open'; connection: number }
  | { kind: 'close'; connection: number; code: number; reason: string }
  | { kind: 'probe'; connection: number }
  | { kind: 'poll'; round: number }
  | { kind: 'abandon-poll' }
  | { kind: 'renew-credentials' }
  | { kind: 'diagnose'; connection: number }
  /** The link works again: read metadata anew and fill the gap (T4). */
  | { kind: 'catch-up' }
  | ({ kind: 'start-timer'; ms: number } & OwnedTimer)
  | { kind: 'stop-timer'; timer: TimerName }
  | { kind: 'stop-all' }

export function idleLink(at: EpochMs): LinkState {
  return {
    socket: 'idle',
    poll: 'off',
    attempt: 0,
    connection: 0,
    round: 0,
    delivered: false,
    silent: false,
    probing: false,
    renewed: false,
    lost: false,
    pollFailures: 0,
    nextTryAt: null,
    failure: null,
    since: at,
  }
}

/** The mode that everyone sees. It can contradict nothing, for it is kept nowhere. */
export function modeOf({ socket, poll }: Pick<LinkState, 'socket' | 'poll'>): ConnectionMode {
  if (socket === 'delivering') return 'websocket'
  return poll === 'on' ? 'polling' : 'connecting'
}

/** Whether the link brings data now: a socket that is not silent, or polls that are answered. */
export function isDelivering({ socket, silent, poll }: LinkState): boolean {
  return (socket === 'delivering' && !silent) || poll === 'on'
}
