// Reads what an earlier page put into the archive: an older version, or anybody, may have written it. Loaded when it
// is needed, apart from the first view.
import { JOURNAL_KINDS, LOG_LEVELS, type JournalEvent } from '../domain/journal'
import { finiteNumber, isRecord } from '../protocols/wire'

/** What can be read, in its order, and how many entries could not. What two open pages both recorded is there once. */
export function readJournalEvents(found: readonly unknown[]): { events: JournalEvent[]; unreadable: number } {
  const events = new Map<string, JournalEvent>()
  let unreadable = 0
  for (const one of found) {
    const event = readEvent(one)
    if (event) events.set(JSON.stringify(event), event)
    else unreadable++
  }
  return { events: [...events.values()], unreadable }
}

function readEvent(found: unknown): JournalEvent | null {
  if (!isRecord(found)) return null
  const kind = JOURNAL_KINDS.find((one) => one === found['kind'])
  const level = LOG_LEVELS.find((one) => one === found['level'])
  const time = finiteNumber(found['time'])
  const { source, text, sensor, who, timedOnArrival, wholeLength } = found
  if (!kind || !level || time === null || typeof text !== 'string') return null
  return {
    kind,
    level,
    time,
    timedOnArrival: timedOnArrival === true,
    source: textOrNull(source),
    sensor: textOrNull(sensor),
    who: textOrNull(who),
    text,
    wholeLength: finiteNumber(wholeLength),
  }
}

function textOrNull(found: unknown): string | null {
  return typeof found === 'string' ? found : null
}
