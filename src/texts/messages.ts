// What the view "Messages" says, and what is written into a message that quotes a reading or an alarm.
import type { Presence } from '../domain/chat-updates'

const presences: Record<Presence | 'unknown', string> = {
  online: 'Online',
  away: 'Away',
  busy: 'Busy',
  offline: 'Offline',
  unknown: 'Unknown',
}

export const messageTexts = {
  title: 'Messages',
  conversations: 'Conversations',
  unread: (count: string) => `${count} unread`,
  noConversation: 'No conversation yet.',
  noChat: 'No source that is watched has messages.',
  unknownConversation: 'This conversation is not known.',
  unknownWhy: 'Its backend may not have answered yet, or no longer has it.',

  people: 'People',
  nobody: 'Nobody is known yet.',
  connected: (count: string) => `${count} connected`,
  morePeople: (count: string) => `and ${count} more`,
  you: 'you',
  ownPresence: 'Your presence',
  presences,
  looksLike: (name: string) => `Looks like another name: ${name}.`,
  /** What tells one name from another that looks the same. */
  thisHas: (signs: readonly string[]) => `This one has ${signs.join(', ')}.`,
  otherHas: (signs: readonly string[]) => `The other has ${signs.join(', ')}.`,
  sign: (what: string, codePoint: string) => `${what} (${codePoint})`,
  letterOf: { cyrillic: 'the Cyrillic', greek: 'the Greek', other: 'the character' },
  invisible: 'an invisible character',
  combining: 'a combining mark',
  lookAlike: 'Some names look alike',

  list: 'Messages',
  empty: 'No messages yet.',
  older: 'Older messages',
  gap: 'Messages may be missing here.',
  askingOlder: 'Asking for older messages …',
  olderFailed: (why: string) => `Older messages could not be read: ${why}`,
  start: 'The conversation begins here.',
  noHistory:
    'The backend keeps no messages from before: only those that came while Messages was open are here.',
  firstUnread: 'New',
  newest: 'Jump to newest',
  newestWith: (count: string) => `Jump to newest, ${count} new`,
  unknownAuthor: 'Unknown author',
  automatic: 'Automatic answer',
  withoutText: 'without text',
  onArrival: 'time of arrival',
  onArrivalWhy: 'The backend sent no time: this is when the message came.',
  showAll: (length: string) => `Show all ${length} characters`,
  showLess: 'Show less',
  wholeText: 'The whole message',
  sensorAt: (name: string, time: string) => `${name} at ${time}`,
  arrived: (count: number) => (count === 1 ? '1 new message.' : `${count} new messages.`),

  typing: (names: readonly string[]) =>
    names.length > 2
      ? `${names.length} people are typing …`
      : `${names.join(' and ')} ${names.length === 1 ? 'is' : 'are'} typing …`,
  write: 'Write a message',
  hint: 'Enter sends, Shift + Enter begins a line.',
  send: 'Send',
  signIn: 'Sign in',
  signInNeeded: (source: string) => `${source} asks for a sign-in.`,

  statuses: {
    waiting: 'Waits for the connection',
    sending: 'Sending',
    uncertain: 'Uncertain whether it arrived. Send again?',
    refused: 'Not taken',
  },
  refused: (why: string) => `Not taken: ${why}`,
  waits: (why: string) => `Waits: ${why}`,
  sendAgain: 'Send again',
  edit: 'Edit',
  discard: 'Discard',

  quote: 'Quote',
  quoteOf: (what: string) => `Quote ${what} in a message`,
  reading: (of: { name: string; value: string; limit: string; time: string; link: string }) =>
    `${of.name} ${of.value}${of.limit === '' ? '' : ` (${of.limit})`} at ${of.time} ${of.link}`,
  event: (of: { text: string; time: string; link: string }) =>
    `${of.text} at ${of.time} ${of.link}`.trimEnd(),

  /** On a sensor's page that an address opened at some time. */
  showing: (moment: string) => `Showing ${moment}.`,
  backToNow: 'Back to now',
  nothingThen: 'No samples of that time are known here.',
} as const
