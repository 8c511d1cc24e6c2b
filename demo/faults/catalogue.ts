// Which faults the demo can show on demand, and what each one does, in one line.

export interface FaultDescription {
  description: string
  /** A lasting fault runs for its seconds; another one happens at once. */
  lasting: boolean
  /** What `POST /demo/faults` takes for it, besides `system` and `fault`. */
  takes: readonly ('seconds' | 'code' | 'reason' | 'by')[]
}

export const FAULTS = {
  close: {
    description: 'Closes every socket with a code and a reason; without a code the browser sees 1005.',
    lasting: false,
    takes: ['code', 'reason'],
  },
  terminate: {
    description: 'Cuts every socket without a closing handshake; the browser sees 1006.',
    lasting: false,
    takes: [],
  },
  refuse: {
    description: 'Refuses new sockets with 403 before they open.',
    lasting: true,
    takes: ['seconds'],
  },
  'accept-then-close': {
    description: 'Opens new sockets and closes them at once, with 1011 or the code given.',
    lasting: true,
    takes: ['seconds', 'code', 'reason'],
  },
  mute: {
    description: 'Sockets stay open and open anew, but say nothing at all. REST answers.',
    lasting: true,
    takes: ['seconds'],
  },
  down: {
    description: 'The backend is gone: sockets cut and refused, REST answers 502.',
    lasting: true,
    takes: ['seconds'],
  },
  stall: {
    description: 'REST and new sockets get no answer; when it ends, their connections are cut.',
    lasting: true,
    takes: ['seconds'],
  },
  garbage: {
    description: 'A frame that no client should trust follows each good one.',
    lasting: true,
    takes: ['seconds'],
  },
  duplicate: {
    description: 'Each frame is sent twice.',
    lasting: true,
    takes: ['seconds'],
  },
  'out-of-order': {
    description: 'Each two frames change places.',
    lasting: true,
    takes: ['seconds'],
  },
  skew: {
    description: "The backend's clock is wrong by some seconds, an hour if not told otherwise.",
    lasting: true,
    takes: ['seconds', 'by'],
  },
  'expire-tokens': {
    description:
      'Every token issued so far expires and its sockets are closed. API tokens recover at the end.',
    lasting: true,
    takes: ['seconds'],
  },
  'revoke-token': {
    description:
      'Every token issued so far is revoked and its sockets are closed. API tokens recover at the end.',
    lasting: true,
    takes: ['seconds'],
  },
  'delete-user': {
    description: 'All users are gone, nobody can sign in, sockets are closed; at the end they are back.',
    lasting: true,
    takes: ['seconds'],
  },
} as const satisfies Record<string, FaultDescription>

export type FaultName = keyof typeof FAULTS

export const FAULT_NAMES = Object.keys(FAULTS) as FaultName[]

export function isFaultName(value: unknown): value is FaultName {
  return typeof value === 'string' && Object.hasOwn(FAULTS, value)
}
