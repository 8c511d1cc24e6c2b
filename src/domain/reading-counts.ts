// What became of the readings of one sensor (rule T6). It counts; what is counted, others decide.

/** What became of readings (rule T6); every reading that came is in exactly one of these. */
export interface ReadingCounts {
  /** In the history, or were until newer ones took their room. */
  stored: number
  /** Told before: exact repeats (sensor, time, value), and fetched history of a time that is known already (T4). */
  repeats: number
  /** Older than the history reaches. */
  tooOld: number
  /** Were in the history until a clock stepping back left them in its future, or coming right showed their times wrong. */
  setAside: number
  /** Time or value was no finite number. */
  invalid: number
  /** Polled without a time: shown, but no part of the history (T5). */
  untimed: number
}

export function noReadings(): ReadingCounts {
  return { stored: 0, repeats: 0, tooOld: 0, setAside: 0, invalid: 0, untimed: 0 }
}
