// The journal as it is read: chosen by a filter, the newest first, repeats of the same folded into one row.
// Nothing is lost by folding: a row has all its entries.
import { isRestored, LOG_LEVELS, type JournalEntry, type JournalKind } from './journal'
import type { EpochMs, LogLevel } from './updates'

export interface JournalFilter {
  kind: JournalKind | null
  /** This one or worse. */
  level: LogLevel
  source: string | null
}

/** Entries that say the same, one after the other. */
export interface JournalRow {
  /** The entry that came last: what the row says, and when it was last so. */
  entry: JournalEntry
  /** How often it came. */
  count: number
  /** The first of them: its number stays while the row grows. */
  first: JournalEntry
}

/** Rows of one day, all from before this page was opened or none. */
export interface JournalGroup {
  day: string
  restored: boolean
  rows: readonly JournalRow[]
}

export function passes(entry: JournalEntry, { kind, level, source }: JournalFilter): boolean {
  return (
    (kind === null || entry.kind === kind) &&
    LOG_LEVELS.indexOf(entry.level) >= LOG_LEVELS.indexOf(level) &&
    (source === null || entry.source === source)
  )
}

/**
 * By their times, which are of different clocks and come late at times; what came later follows where they are equal.
 * What happened before this page was opened stays before all else.
 * @param entries the newest last; so is the answer
 */
export function inOrderOfTime(entries: readonly JournalEntry[]): JournalEntry[] {
  return [...entries].sort(
    (a, b) => Number(isRestored(b)) - Number(isRestored(a)) || a.time - b.time || a.number - b.number,
  )
}

/**
 * Folds what follows on itself, the newest first.
 * @param entries the newest last
 * @param dayOf the day of a time, where the reader is; repeats of different days are different rows
 */
export function rowsOf(entries: readonly JournalEntry[], dayOf: (time: EpochMs) => string): JournalRow[] {
  const rows: JournalRow[] = []
  // Of the last row, where it was asked for: to tell a day costs more than all else.
  let day: string | null = null
  for (const entry of entries) {
    const last = rows.at(-1)
    const before: string | null =
      last && saysTheSame(last.entry, entry) ? (day ?? dayOf(last.entry.time)) : null
    day = before === null ? null : dayOf(entry.time)
    if (last && before !== null && before === day) {
      rows[rows.length - 1] = { entry, count: last.count + 1, first: last.first }
    } else {
      rows.push({ entry, count: 1, first: entry })
    }
  }
  return rows.reverse()
}

/** Rows by the day they are of; the order stays. */
export function groupsOf(
  rows: readonly JournalRow[],
  dayOf: (time: EpochMs) => string,
): readonly JournalGroup[] {
  const groups: (JournalGroup & { rows: JournalRow[] })[] = []
  for (const row of rows) {
    const day = dayOf(row.entry.time)
    const restored = isRestored(row.entry)
    const last = groups.at(-1)
    if (last?.day === day && last.restored === restored) last.rows.push(row)
    else groups.push({ day, restored, rows: [row] })
  }
  return groups
}

function saysTheSame(a: JournalEntry, b: JournalEntry): boolean {
  return (
    a.text === b.text &&
    a.wholeLength === b.wholeLength &&
    a.kind === b.kind &&
    a.level === b.level &&
    a.source === b.source &&
    a.sensor === b.sensor &&
    a.who === b.who &&
    isRestored(a) === isRestored(b)
  )
}
