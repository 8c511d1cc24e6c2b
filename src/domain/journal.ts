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
  /** How many of them are of one kind and source. */
  counts: ReadonlyMap<string, number>
  /** How many this page recorded. */
  recorded: number
  /** How many are kept no longer, restored ones among them. */
  dropped: number
}

export interface JournalOptions {
  /** Entries kept at most; default 1,000. */
  entriesKept: number
}

export const EMPTY_JOURNAL: Journal = { entries: [], counts: new Map(), recorded: 0, dropped: 0 }

export function record(journal: Journal, events: readonly JournalEvent[], options: JournalOptions): Journal {
  const { recorded, counts } = journal
  const fresh = events.map((event, index) => ({ ...event, number: recorded + index + 1 }))
  const entries = [...journal.entries, ...fresh]
  return bounded(
    { ...journal, entries, counts: counted(counts, events), recorded: recorded + fresh.length },
    options,
  )
}

/** Puts what an earlier page recorded before everything else; the newest last. */
export function restore(journal: Journal, events: readonly JournalEvent[], options: JournalOptions): Journal {
  const lowest = Math.min(journal.entries[0]?.number ?? 1, 1)
  const earlier = events.map((event, index) => ({ ...event, number: lowest - events.length + index }))
  const entries = [...earlier, ...journal.entries]
  return bounded({ ...journal, entries, counts: counted(journal.counts, events) }, options)
}

/** What a source told goes with it. */
export function forgetSource(journal: Journal, source: string): Journal {
  const entries = journal.entries.filter((entry) => entry.source !== source)
  return { ...journal, entries, counts: counted(new Map(), entries) }
}

/** Whether it happened before this page was opened. */
export function isRestored({ number }: JournalEntry): boolean {
  return number < 1
}

/** Who has most entries makes room: a source that never stops talking pushes out nothing but its own words. */
function bounded(journal: Journal, { entriesKept }: JournalOptions): Journal {
  const excess = journal.entries.length - entriesKept
  if (excess <= 0) return journal
  const counts = new Map(journal.counts)
  const excesses = new Map<string, number>()
  for (let i = 0; i < excess; i++) {
    const [speaker, count] = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a))
    counts.set(speaker, count - 1)
    excesses.set(speaker, (excesses.get(speaker) ?? 0) + 1)
  }
  const kept: JournalEntry[] = []
  let [end, left] = [0, excess]
  for (const entry of journal.entries) {
    if (left === 0) break
    end++
    const speaker = speakerOf(entry)
    const own = excesses.get(speaker) ?? 0
    if (own === 0) kept.push(entry)
    else {
      excesses.set(speaker, own - 1)
      left--
    }
  }
  const entries = [...kept, ...journal.entries.slice(end)]
  return { ...journal, entries, counts, dropped: journal.dropped + excess }
}

function counted(counts: Journal['counts'], events: readonly JournalEvent[]): Journal['counts'] {
  const all = new Map(counts)
  for (const event of events) all.set(speakerOf(event), (all.get(speakerOf(event)) ?? 0) + 1)
  return all
}

function speakerOf({ kind, source }: JournalEvent): string {
  return `${kind} ${source ?? ''}`
}
