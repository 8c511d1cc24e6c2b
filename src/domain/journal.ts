// The journal: what happened, in the order in which this page heard of it. Bounded; what falls off is counted (T6).
// It keeps entries as they are; how they are chosen and folded to be read is in journal-rows.ts.
import type { EpochMs, LogLevel } from './updates'

/** From the least to the worst. */
export const LOG_LEVELS = ['INFO', 'WARN', 'CRIT'] as const satisfies readonly LogLevel[]
export const JOURNAL_KINDS = ['message', 'alarm', 'connection', 'command'] as const

/** `message`: a backend's own words; `connection`: links, and who signed in or out. */
export type JournalKind = (typeof JOURNAL_KINDS)[number]

/** Something that happened. */
export interface JournalEvent {
  kind: JournalKind
  level: LogLevel
  /** On the clock of the source's backend as far as it is known, else on this machine's. */
  time: EpochMs
  /** The backend sent no time: `time` is when its words came. */
  timedOnArrival: boolean
  /** Id of the source; `null` for what is about all of them. */
  source: string | null
  sensor: string | null
  /** The user who did it; `null` where nobody did, or nobody is known. */
  who: string | null
  /** Fit to be shown: short, and without secrets. */
  text: string
  /** Characters of the whole text where `text` is only its beginning; else `null`. */
  wholeLength: number | null
}

export interface JournalEntry extends JournalEvent {
  /** Counts up from 1 in the order of arrival. What happened before this page was opened counts down from 0. */
  number: number
}

export interface Journal {
  /** The newest last. */
  entries: readonly JournalEntry[]
  /** How many this page recorded. */
  recorded: number
  /** How many are kept no longer, restored ones among them. */
  dropped: number
}

export interface JournalOptions {
  /** Entries kept at most; default 1,000. */
  entriesKept: number
}

export const EMPTY_JOURNAL: Journal = { entries: [], recorded: 0, dropped: 0 }

export function record(journal: Journal, events: readonly JournalEvent[], options: JournalOptions): Journal {
  const { recorded } = journal
  const fresh = events.map((event, index) => ({ ...event, number: recorded + index + 1 }))
  const all = { ...journal, entries: [...journal.entries, ...fresh], recorded: recorded + fresh.length }
  return bounded(all, options)
}

/** Puts what an earlier page recorded before everything else; the newest last. */
export function restore(journal: Journal, events: readonly JournalEvent[], options: JournalOptions): Journal {
  const lowest = Math.min(journal.entries[0]?.number ?? 1, 1)
  const earlier = events.map((event, index) => ({ ...event, number: lowest - events.length + index }))
  return bounded({ ...journal, entries: [...earlier, ...journal.entries] }, options)
}

/** Whether it happened before this page was opened. */
export function isRestored({ number }: JournalEntry): boolean {
  return number < 1
}

function bounded(journal: Journal, { entriesKept }: JournalOptions): Journal {
  const excess = Math.max(journal.entries.length - entriesKept, 0)
  if (excess === 0) return journal
  return { ...journal, entries: journal.entries.slice(excess), dropped: journal.dropped + excess }
}
