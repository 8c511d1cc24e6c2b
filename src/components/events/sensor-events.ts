// What the journal has of one sensor: for the marks on its chart and the list on its page.
import { computed, type ComputedRef } from 'vue'
import type { JournalEntry } from '../../domain/journal'
import { useJournal } from '../../stores/journal'
import { eventTexts } from '../../texts/events'

/** More marks than that would hide the line. */
const MARKS = 100

/** The newest last; the same list until one is added, so that other news is none to a chart. */
export function useSensorEvents(source: () => string, sensor: () => string): ComputedRef<JournalEntry[]> {
  const journal = useJournal()
  return computed((before) => {
    const own = journal.journal.entries.filter(
      (entry) => entry.sensor === sensor() && entry.source === source(),
    )
    const isSame = before?.length === own.length && own.every((entry, index) => entry === before[index])
    return isSame ? before : own
  })
}

/** Where the backend had something to say that is worth a look. */
export function marksOf(events: readonly JournalEntry[]): { time: number; label: string }[] {
  return events
    .filter(({ kind, level }) => kind === 'message' && level !== 'INFO')
    .slice(-MARKS)
    .map(({ time, level }) => ({ time, label: eventTexts.levels[level] }))
}
