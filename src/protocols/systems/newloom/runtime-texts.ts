// What the working part of NewLoom has to say; loaded with it.

export const texts = {
  /** The three kinds of errors, each with the words of the server. */
  errors: {
    connection: (words: string) => `The server does not accept the sign-in: ${words}`,
    format: (words: string) => `The server could not read what was sent: ${words}`,
    permission: (words: string) => `This user may not do that: ${words}`,
    silent: 'no reason given',
    withCode: (message: string, code: string) => `${message} (${code})`,
  },
  assistant: 'Assistant',
  /** The author of one's own messages, where the server says no name. */
  you: 'You',
  noHistory: 'This chat keeps no messages that could be asked for.',
  stream: (id: string) => `Stream ${id}`,
  ofStream: (name: string, message: string) => `${name}: ${message}`,
  unnamedUser: 'Unnamed user',
  tokenMissing: 'Enter a token.',
  wrongLogin:
    'The server refuses the sign-in: name or password is wrong, or it does not trust the address of this page.',
  signInLost: 'The sign-in has ended, or the browser did not keep its cookie.',
  noApi: (prefixes: string) => `The server answers at none of ${prefixes}. Check the address of this source.`,
  statsNotRead: (why: string) => `The execution statistics could not be read: ${why}`,
  executions: 'Executions',
  figures: {
    streams_attempted: { name: 'Streams attempted', unit: '' },
    streams_succeeded: { name: 'Streams succeeded', unit: '' },
    streams_failed: { name: 'Streams failed', unit: '' },
    total_execution_time: { name: 'Time of the last execution', unit: 's' },
  },
  duration: 'a time such as 00:05:23, or seconds',
  count: 'a whole number from 0',
  commands: {
    started: 'It was started.',
    paused: 'It was paused.',
    ran: 'The run was asked for.',
    isStill: (status: string) => `The server did not take it: the stream is "${status}".`,
    refused: 'The server did not carry it out and does not say why.',
    unknown: (command: string) => `There is no command "${command}".`,
    noStream: 'Say which stream is meant.',
    unclear: (what: string) => `The server gave no clear answer. ${what}`,
  },
} as const
