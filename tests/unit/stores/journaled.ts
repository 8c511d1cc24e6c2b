// Two sources that are watched, and the journal of it.
import type { LogLevel } from '../../../src/domain/updates'
import { useJournal } from '../../../src/stores/journal'
import { START } from '../components/watched'
import { watchAndTell } from './telling'

export async function journal(configuration?: object) {
  const told = await watchAndTell(configuration)
  const store = useJournal()
  /** What was recorded since this was asked before. */
  let read = store.journal.recorded
  const fresh = () => {
    const entries = store.journal.entries.filter(({ number }) => number > read)
    read = store.journal.recorded
    return entries
  }
  const said = (): string[] => fresh().map(({ level, text }) => `${level} ${text}`)
  const log = (message: string, level: LogLevel = 'INFO', sensor: string | null = null): void =>
    told.tell({ kind: 'log', level, message, sensor, time: START - 5_000 })
  return { ...told, store, fresh, said, log }
}
