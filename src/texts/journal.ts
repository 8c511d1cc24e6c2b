// What the journal records in Watchdeck's own words: one plain sentence each. Part of the first view: keep it small.

/** Joins sentences; empty ones are left out. */
const sentences = (...parts: readonly string[]): string => parts.filter((part) => part !== '').join(' ')

/** What stands alone elsewhere, as part of a sentence. */
const inSentence = (words: string): string => words.charAt(0).toLowerCase() + words.slice(1)

export const journalTexts = {
  live: 'Live.',
  polling: (reason: string) => sentences('Polling instead of live.', reason),
  lost: (reason: string) => sentences('Connection lost.', reason),
  silent: 'Connected, but silent.',
  heardAgain: 'Readings come again.',
  halted: (reason: string) => sentences('Halted.', reason),
  stillLost: (attempts: number, reason: string) =>
    sentences(`Not connected after ${attempts} attempts, trying on.`, reason),
  ofPart: (name: string, words: string) => (words === '' ? name : `${name}: ${words}`),

  alarm: {
    /** "Load 99.5 %, limit > 90 % (Too busy)"; without a value "Load, limit > 90 %". */
    beyond: (name: string, value: string, limit: string, called: string) =>
      `${sentences(name, value)}, ${inSentence(limit)}${called === '' ? '' : ` (${called})`}`,
    normal: (name: string, value: string) => `${name} back to normal: ${value}`,
    /** Another of its limits is not kept. */
    noLonger: (name: string, value: string, limit: string) =>
      `${sentences(name, value)}, no longer ${inSentence(limit)}`,
    outOfRange: 'Out of range',
    beyondLimit: 'beyond its limit',
    /** A component's alarms. */
    returned: {
      crit: (name: string) => `${name} no longer in error`,
      warn: (name: string) => `${name} no longer stopped`,
    },
    jobReturned: (name: string) => `${name} no longer failed`,
    gone: (what: string) => `No longer watched: ${what}`,
    chatters: (what: string) => `Chattering, three times within a minute: ${what}`,
    chattersNoMore: (what: string) => `No longer chattering: ${what}`,
    flood: 'Alarm flood: more alarms than a person can follow.',
    floodEnds: 'The alarm flood is over.',
  },

  signedIn: 'Signed in.',
  signedOut: (reason: string) => sentences('Signed out.', reason),
  signInFailed: (reason: string) => sentences('Sign-in failed.', reason),

  command: {
    sent: (what: string) => `${what}: sent.`,
    done: (what: string, reason: string) => sentences(`${what}: done.`, reason),
    refused: (what: string, reason: string) => sentences(`${what}: refused.`, reason),
    unanswered: (what: string, reason: string) =>
      sentences(`${what}: not answered. Nobody knows whether it was done.`, reason),
  },
} as const
