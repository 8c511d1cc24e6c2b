// What is said about messages that are written but not confirmed.

export const outboxTexts = {
  /** Why a message is not taken. */
  empty: 'It is empty.',
  noChat: 'This source has no messages.',
  tooLong: (limit: string) => `It is too long: the server takes ${limit} at most.`,
  full: (count: string) => `${count} messages wait already. Discard some, or wait until they are sent.`,
  notKept: 'Another tab sends, and this browser keeps nothing: write it there.',

  /** Why the queue waits. */
  notConnected: 'Not connected.',
  rateLimit: (count: string) => `The server takes ${count} messages a minute. The rest follows by itself.`,
  otherTab: 'Another tab of Watchdeck sends.',
  before: 'The message before it is not confirmed yet.',

  /** Why it is uncertain whether a message arrived. */
  noEcho: 'The server did not confirm it.',
  lost: 'The connection was lost while it was sent.',
  closed: 'The page was closed while it was sent.',
  /** Why a message is not sent. */
  otherBackend: 'It was written for another address of this source.',
  otherUser: (author: string, self: string) => `It was written as ${author}; now you are ${self}.`,

  /** What is amiss with what this browser keeps. */
  onlyHere: (count: number) =>
    `This browser has no room to keep ${messages(count)}: lost when this page is closed.`,
  unreadable: (count: number) => `This browser keeps ${messages(count)} that cannot be read.`,
  orphans: (count: number) => `${messages(count)} to sources that are not configured any more`,
  discardOrphans: 'Discard them',
} as const

function messages(count: number): string {
  return count === 1 ? '1 unsent message' : `${count} unsent messages`
}
