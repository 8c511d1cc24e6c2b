// What steers one link of a system, apart from what is said on it: waits, deadlines, verdicts, polling.

/** What to do after a socket closed (rule C2). */
export interface CloseVerdict {
  action: 'retry' | 'reauthenticate' | 'stop'
  /** What happened, in plain words. */
  text: string
  /** Many clients were sent away at once: spread the return wide (rule C1). */
  spread?: boolean
  /** The wait before the next attempt, whichever it is, in milliseconds and without jitter; without it the policy's. */
  afterMs?: number
}

/** Everything that steers one link; all times in milliseconds. */
export interface LinkPolicy {
  /** From opening a socket to `open` (C9). */
  handshakeDeadlineMs: number
  /** A system that greets does so within the deadline; one that does not is up after this long open (C4, C9). */
  greeting: { expected: boolean; withinMs: number }
  /** The documented wait before attempt n (from 0), without jitter (C1). */
  waitMs: (attempt: number) => number
  /** The verdict on a close code; what the system does not name falls to RFC 6455's meaning (C2). */
  verdict: (code: number, reason: string) => CloseVerdict | null
  /** Asking the backend in place of the socket; `null` where it offers nothing to ask. */
  polling: {
    /** Starts after so many failures in a row … */
    afterFailures: number | null
    /** … or after the socket was away for so long. */
    afterUnavailableMs: number | null
    everyMs: number
  } | null
  /** A ping that is not answered within the deadline ends the socket; without one, no answer proves nothing. */
  keepAlive: { everyMs: number; deadlineMs: number | null } | null
  /** Silent after this many cadences without a reading; `null` where silence means nothing (C10). */
  silentAfterCadences: number | null
  /**
   * One poll asks about a silence, for silence can be sound there; otherwise polls go on until it ends. An opened socket
   * that brings nothing within the greeting's time is silent then too.
   */
  pollOnceWhenSilent?: boolean
  /** After so long without any frame the link pings, and asks REST whether the backend lives: a chat may well be quiet. */
  quietAfterMs?: number
  /** After so many failures in a row the user is told; the link goes on trying. */
  tellAfterAttempts?: number
  /** The backend takes so many connections of one user; the pages of this browser share them. */
  connectionsPerUser?: number
  /** Some servers of this system have no such socket: that is no fault as long as polls tell the same. */
  socketMayBeMissing?: true
}
