// When something was measured: a time, none, or one that cannot be read. An unreadable time is not the same as none:
// what has none is timed on arrival, what claims one that nobody understands must not look that fresh (T5).
import type { EpochMs } from '../domain/updates'
import { isoTime } from './wire'

export type SampleTime = EpochMs | null | 'unreadable'

export function sampleTime(value: unknown): SampleTime {
  return value === undefined || value === null ? null : (isoTime(value) ?? 'unreadable')
}

/** The time to show where an unreadable one is as good as none. */
export function readableTime(time: SampleTime): EpochMs | null {
  return time === 'unreadable' ? null : time
}
