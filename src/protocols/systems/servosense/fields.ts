// Reads the fields that frames and answers share: ids and times.
import type { EpochMs } from '../../../domain/updates'
import { found, isoTime, text } from '../../wire'
import { texts } from './texts'

/** An id as text. The document says it is a number; text is accepted too, for a database may use such ids. */
export function idOf(value: unknown): string | null {
  return Number.isSafeInteger(value) ? String(value) : text(value)
}

/** A time that may be missing; a fault where there is one that cannot be read. */
export function timeOf(value: unknown): { time: EpochMs | null; fault: string | null } {
  const time = isoTime(value)
  if (time !== null || value === undefined || value === null) return { time, fault: null }
  return { time, fault: texts.expected('ts', 'an ISO 8601 time between 2000 and 2100', found(value)) }
}
