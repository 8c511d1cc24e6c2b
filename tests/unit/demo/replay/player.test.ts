import { expect, test } from 'vitest'
import { play, type OutgoingDatapoint, type Playback, type Position } from '../../../../demo/replay/player'
import type { Row } from '../../../../demo/replay/recording'

const rowsAt = (...seconds: number[]): Row[] => seconds.map((at) => ({ time: at * 1000, values: [at] }))

/** Plays on a clock that moves by sleeping, and by `pushMs` with each push. */
async function playOn(options: Partial<Playback>, pushMs = 0) {
  let now = 50_000
  const batches: { at: number; values: number[] }[] = []
  const positions: Position[] = []
  const naps: number[] = []
  const clock = {
    now: () => now,
    sleep: (milliseconds: number) => {
      naps.push(milliseconds)
      now += milliseconds
      return Promise.resolve()
    },
  }
  const push = (batch: readonly OutgoingDatapoint[]) => {
    batches.push({ at: now - 50_000, values: batch.map(({ value }) => value) })
    now += pushMs
    return Promise.resolve(batch.length)
  }
  const playback = { rows: [], sensors: ['a'], speed: 1, clock, push, ...options }
  const result = await play({ ...playback, onProgress: (position) => positions.push(position) })
  return { batches, positions, naps, result }
}

test('rows go out at the pace they were recorded at', async () => {
  const { batches, result } = await playOn({ rows: rowsAt(100, 101, 103.5) })
  expect(batches).toEqual([
    { at: 0, values: [100] },
    { at: 1_000, values: [101] },
    { at: 3_500, values: [103.5] },
  ])
  expect(result).toEqual({ pushed: 3, stored: 3 })
})

test('speed 10 plays ten times as fast', async () => {
  const { batches } = await playOn({ rows: rowsAt(0, 1, 3), speed: 10 })
  expect(batches.map(({ at }) => at)).toEqual([0, 100, 300])
})

test('what fell due while a push was under way goes out together, and nothing is lost', async () => {
  const { batches } = await playOn({ rows: rowsAt(0, 1, 2, 3, 4) }, 2_500)
  expect(batches).toEqual([
    { at: 0, values: [0] },
    { at: 2_500, values: [1, 2] },
    { at: 5_000, values: [3, 4] },
  ])
})

test('no batch is larger than 500, also when one row is', async () => {
  const same = Array.from({ length: 1_200 }, (_, index) => ({ time: 0, values: [index] }))
  const many = await playOn({ rows: same })
  expect(many.batches.map(({ values }) => values.length)).toEqual([500, 500, 200])
  expect(many.batches.flatMap(({ values }) => values)).toEqual(same.map(({ values }) => values[0]))
  const wide = { time: 0, values: Array.from({ length: 750 }, () => 1) }
  const sensors = wide.values.map((_, index) => `sensor ${index}`)
  const { batches } = await playOn({ rows: [wide], sensors })
  expect(batches.map(({ values }) => values.length)).toEqual([500, 250])
})

test('a field without a value is not pushed', async () => {
  const { batches } = await playOn({ rows: [{ time: 0, values: [null, 5] }], sensors: ['a', 'b'] })
  expect(batches).toEqual([{ at: 0, values: [5] }])
})

test('progress counts rows and the time left, each second also in a long pause', async () => {
  const { positions, naps } = await playOn({ rows: rowsAt(0, 3), speed: 1 })
  expect(positions).toEqual([
    { rows: 0, ofRows: 2, leftMs: 3_000 },
    { rows: 1, ofRows: 2, leftMs: 3_000 },
    { rows: 1, ofRows: 2, leftMs: 2_000 },
    { rows: 1, ofRows: 2, leftMs: 1_000 },
    { rows: 1, ofRows: 2, leftMs: 0 },
    { rows: 2, ofRows: 2, leftMs: 0 },
  ])
  expect(naps).toEqual([1_000, 1_000, 1_000])
})

test('values that the backend did not store are counted apart', async () => {
  const { result } = await playOn({ rows: rowsAt(0, 1), push: () => Promise.resolve(0) })
  expect(result).toEqual({ pushed: 2, stored: 0 })
})
