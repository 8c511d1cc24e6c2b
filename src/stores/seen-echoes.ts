// Which of the user's own messages this browser has seen come back, kept over reloads: a page that reads them once more
// must not take them for the echo of something else.
import type { RecordedMessage } from '../domain/conversation'
import type { EpochMs } from '../domain/updates'
import { finiteNumber, isRecord, text } from '../protocols/wire'
import { readDocument, writeDocument, type DocumentFormat, type Kept } from './kept-document'
import { storageOf } from './kept-outbox'

interface SeenEcho {
  /** What it says, and where. */
  mark: string
  /** On the backend's clock. */
  time: EpochMs
}

interface KeptEchoes extends Kept {
  /** In the order in which they were seen. */
  seen: readonly SeenEcho[]
}

const PREFIX = 'watchdeck:outbox-seen:'
const ECHOES_KEPT = 200
const MARK_CHARACTERS = 100

const KEPT_ECHOES: DocumentFormat<KeptEchoes> = {
  version: 1,
  nothing: { seen: [], trouble: null, found: null },
  read: ({ seen }) =>
    Array.isArray(seen) ? { seen: seen.map(readEcho).filter((one) => one !== null) } : null,
  write: ({ seen }) => ({ seen }),
}

/** Reads storage each time: another tab may have seen more. */
export function useSeenEchoes() {
  const storage = storageOf()

  function all(source: string): readonly SeenEcho[] {
    const found = storage?.getItem(PREFIX + source)
    return typeof found === 'string' ? readDocument(found, KEPT_ECHOES).seen : []
  }

  function note(source: string, message: RecordedMessage): void {
    const seen = [...all(source), { mark: markOf(message), time: message.time }].slice(-ECHOES_KEPT)
    try {
      storage?.setItem(PREFIX + source, writeDocument({ seen, trouble: null, found: null }, KEPT_ECHOES))
    } catch {
      // No room: it is known as long as this page is open.
    }
  }

  /** When they were written, as far as it is known still. */
  function times(source: string): readonly EpochMs[] {
    return all(source).map(({ time }) => time)
  }

  /** When those with this text were written, in order. */
  function timesOf(source: string, message: RecordedMessage): readonly EpochMs[] {
    const mark = markOf(message)
    const same = all(source).filter((one) => one.mark === mark)
    return same.map(({ time }) => time).sort((a, b) => a - b)
  }

  /** Which messages were seen up to then is not known any more; `-Infinity` while all are. */
  function forgottenUntil(source: string): EpochMs {
    const seen = all(source)
    if (seen.length < ECHOES_KEPT) return -Infinity
    return seen.reduce((least, { time }) => Math.min(least, time), Infinity)
  }

  function forgetSource(source: string): void {
    storage?.removeItem(PREFIX + source)
  }

  return { note, times, timesOf, forgottenUntil, forgetSource }
}

/** Short, as texts may be of any length; two with one mark are taken for the same, which confirms nothing wrongly. */
function markOf({ conversation, text: words }: RecordedMessage): string {
  return JSON.stringify([conversation, words.length, words.slice(0, MARK_CHARACTERS)])
}

function readEcho(found: unknown): SeenEcho | null {
  if (!isRecord(found)) return null
  const mark = text(found['mark'])
  const time = finiteNumber(found['time'])
  return mark === null || time === null ? null : { mark, time }
}
