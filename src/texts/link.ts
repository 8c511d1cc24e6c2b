// What Watchdeck says about links: close codes, failures, remedies. One language, one place.

/** RFC 6455, section 7.4, and the IANA registry, in plain words. */
export const closeCodes = {
  1000: 'The server closed the connection normally.',
  1001: 'The server is going away.',
  1002: 'The server saw a protocol error.',
  1003: 'The server does not accept this kind of data.',
  1005: 'The server closed the connection without a code.',
  1006: 'The connection broke off.',
  1007: 'The server could not read a frame.',
  1008: 'The server refuses this client.',
  1009: 'A frame was too large for the server.',
  1010: 'The server lacks an extension.',
  1011: 'The server failed.',
  1012: 'The server is restarting.',
  1013: 'The server is overloaded.',
  1014: 'A gateway got no good answer from the server.',
  1015: 'The encrypted connection could not be set up.',
} as const

export const linkTexts = {
  unknownCode: (code: number) => `The server closed the connection with code ${code}.`,
  handshakeTimeout: 'The server did not complete the handshake in time.',
  noGreeting: 'The connection opened, but the server did not greet.',
  noPong: 'The server no longer answers on the open connection.',
  refusedUpgrade: 'The server did not accept the connection.',
  notSignedIn: 'Sign in to watch this source.',
  badAddress: 'The address is not valid.',
  unreachable: 'The server cannot be reached.',
  timedOut: 'The server did not answer in time.',
  blocked: 'The server answers, but the live connection does not get through. A proxy may block WebSockets.',
  noSocket: 'The server answers, but has no live connection for this.',
  unauthorized: 'The server does not accept this sign-in.',
  forbidden: 'This user may not see that.',
  unavailable: (status: number) => `The server answered with status ${status}.`,
  notJson: (type: string) => `Expected JSON, got ${type || 'something without a type'}.`,
  overflowed: 'More history came than could be taken in.',
  tooLong: (megabytes: string, limit: string) =>
    `A frame of ${megabytes} MB is over the limit of ${limit} MB.`,
  tooLongToSend: (limit: number) =>
    `It is too long: the server takes ${(limit / 1_048_576).toFixed(1)} MB at most.`,
  notUnderstood: 'This server does not understand that.',
  crowded: (count: number) =>
    `The server takes ${count} connections of one user, and this browser has them open already. Close another tab.`,
  noLookups: 'This system keeps nothing to look up.',
  binary: 'Expected text, got a binary frame.',
  unreadable: 'The frame could not be read.',
  notWatched: 'This source is not watched.',
  noCommands: 'This system takes no commands.',
  notCarriedOut: (why: string) => `It was not carried out. ${why}`,
  unknownSystem: (system: string) => `There is no system "${system}".`,
  notLoaded: 'A part of this page could not be loaded. Reload the page.',
} as const
