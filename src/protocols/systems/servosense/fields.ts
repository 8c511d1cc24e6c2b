// Reads the time that frames and answers share.
import type { EpochMs } from '../../../domain/updates'
import { found, isoTime } from '../../wire'
import { texts } from './runtime-texts'

/** A time that may be missing; a fault where there is one that cannot be read. */
export function timeOf(value: unknown): { time: EpochMs | null; fault: string | null } {
  const time = isoTime(value)
  if (time !== null || value === undefined || value === null) return { time, fault: null }
  return { time, fault: texts.expected('ts', 'an ISO 8601 time between 2000 and 2100', found(value)) }
}
