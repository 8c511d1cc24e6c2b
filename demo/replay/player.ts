// Plays a recording at the pace it was recorded at, times a speed: what is due goes out in batches of at most 500,
// one at a time, so that a slow backend is never flooded.

import type { Row } from './recording'

const LARGEST_BATCH = 500
/** Whoever watches sees the time left go down in the longest pause. */
const LONGEST_SLEEP_MS = 1_000

export interface PlayerClock {
  now(): number
  sleep: (milliseconds: number) => Promise<void>
}

export interface OutgoingDatapoint {
  value: number
  event_public_id: string
}

export interface Position {
  rows: number
  ofRows: number
  /** At this speed, until the last row is due. */
  leftMs: number
}

export interface Playback {
  /** In the order of time. */
  rows: readonly Row[]
  /** Ids of the sensors, one for each column. */
  sensors: readonly string[]
  /** 2 plays twice as fast. */
  speed: number
  clock: PlayerClock
  /** Settles when the batch was taken, with how many of it were stored. */
  push: (batch: readonly OutgoingDatapoint[]) => Promise<number>
  onProgress: (position: Position) => void
}

/** Settles after the last row, with how many values were pushed and how many of them stored. */
export async function play({ rows, sensors, speed, clock, push, onProgress }: Playback) {
  const start = clock.now()
  const first = rows[0]?.time ?? 0
  const dueAt = (row: Row | undefined) => start + ((row?.time ?? first) - first) / speed
  const end = dueAt(rows.at(-1))
  let next = 0
  let pushed = 0
  let stored = 0
  for (;;) {
    onProgress({ rows: next, ofRows: rows.length, leftMs: Math.max(0, end - clock.now()) })
    if (next >= rows.length) return { pushed, stored }
    const waitMs = dueAt(rows[next]) - clock.now()
    if (waitMs > 0) {
      await clock.sleep(Math.min(waitMs, LONGEST_SLEEP_MS))
      continue
    }
    const batch: OutgoingDatapoint[] = []
    for (let row = rows[next]; row && dueAt(row) <= clock.now(); row = rows[++next]) {
      const datapoints = datapointsOf(row, sensors)
      if (batch.length > 0 && batch.length + datapoints.length > LARGEST_BATCH) break
      batch.push(...datapoints)
    }
    for (let from = 0; from < batch.length; from += LARGEST_BATCH) {
      stored += await push(batch.slice(from, from + LARGEST_BATCH))
    }
    pushed += batch.length
  }
}

function datapointsOf({ values }: Row, sensors: readonly string[]): OutgoingDatapoint[] {
  return values.flatMap((value, index) => {
    const event_public_id = sensors[index]
    return value === null || event_public_id === undefined ? [] : [{ value, event_public_id }]
  })
}
