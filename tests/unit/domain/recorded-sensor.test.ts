import { describe, expect, test } from 'vitest'
import { contents, HOUR, NOON, range, Recording, SECOND, seconds, told } from './recording'

describe('order', () => {
  test('a reading that comes a second out of order is merely put in its place', () => {
    const recording = new Recording().stream('live', [1, 2, 4, 3, 5])
    expect(recording.times).toEqual([1, 2, 3, 4, 5])
    expect(recording.sensor.counts).toMatchObject({ stored: 5, setAside: 0 })
  })

  test('T4: exact repeats are dropped and counted, another value at the same time is kept', () => {
    const recording = new Recording().take('live', [1, 2, 2, 1]).take('live', [2], () => 7)
    expect(contents(recording.sensor.series).map(({ second, value }) => [second, value])).toEqual([
      [1, 1],
      [2, 2],
      [2, 7],
    ])
    expect(recording.sensor.counts).toMatchObject({ stored: 3, repeats: 2 })
  })

  test('a single late reading, however late, is put in its place', () => {
    const recording = new Recording().stream('live', range(1, 200)).take('live', [0.5])
    expect(recording.times).toEqual([0.5, ...range(1, 200)])
  })

  test('a burst of buffered readings is late, not a clock that was set back', () => {
    const recording = new Recording().stream('live', range(100, 120))
    recording.stream('live', range(0, 80), (second) => 120 + second / 100).stream('live', range(121, 125))
    expect(recording.times).toEqual([...range(0, 80), ...range(100, 125)])
    expect(recording.sensor.counts).toMatchObject({ stored: 81 + 26, setAside: 0 })
  })

  test('what is older than a full history reaches is counted, and costs no merge', () => {
    const recording = new Recording({ capacity: 100 }).stream('live', range(101, 250))
    const { series } = recording.sensor
    recording.take('live', [5]).take('filled', [6, 7])
    expect(recording.sensor.counts).toMatchObject({ stored: 150, tooOld: 3 })
    expect(recording.sensor.series).toBe(series)
  })

  test('T6: numbers that are none are counted and harm nothing', () => {
    const recording = new Recording().stream('live', range(1, 5))
    recording.sensor.take([NaN, NOON, Infinity, NaN], [1, NaN, 2, NaN], 'live', NOON)
    recording.sensor.take([NaN, NOON], [1, Infinity], 'filled', NOON)
    expect(recording.times).toEqual(range(1, 5))
    expect(recording.sensor.counts).toMatchObject({ stored: 5, invalid: 6 })
  })
})

describe('a backend’s clock that steps back', () => {
  test('by an hour: after three readings a new stretch begins, and what lies ahead is set aside and counted', () => {
    const recording = new Recording().stream('live', range(0, 3_700))
    recording.stream('live', range(101, 102), (second) => second + 3_600)
    expect(recording.sensor.last).toMatchObject({ time: NOON + 3_700 * SECOND })
    recording.stream('live', range(103, 110), (second) => second + 3_600)
    expect(recording.times).toEqual(range(0, 110))
    expect(recording.sensor.counts.setAside).toBe(3_700 - 103)
    expect(told(recording.sensor.counts)).toBe(recording.delivered)
  })

  test('readings of the new stretch with other values than before replace those', () => {
    const recording = new Recording().stream('live', range(0, 100))
    for (const second of range(50, 60)) {
      recording.sensor.take(seconds(second), [-second], 'live', NOON + (second + 51) * SECOND)
    }
    const kept = contents(recording.sensor.series)
    expect(kept.map(({ second }) => second)).toEqual(range(0, 60))
    expect(kept.slice(50).every(({ value }) => value < 0)).toBe(true)
    expect(told(recording.sensor.counts)).toBe(101 + 11)
  })

  test('a single outlier far in the future heals itself', () => {
    const recording = new Recording().stream('live', [1, 2, 3])
    recording.take('live', [90_000]).stream('live', range(4, 10))
    expect(recording.times).toEqual(range(1, 10))
    expect(recording.sensor.counts).toMatchObject({ stored: 10, setAside: 1 })
  })

  test('a slow sensor heals as well', () => {
    const recording = new Recording().stream('live', [0, 60, 120])
    recording.take('live', [90_000]).stream('live', [180, 240, 300])
    expect(recording.times).toEqual([0, 60, 120, 180, 240, 300])
  })

  test('our own clock may be set in between', () => {
    const recording = new Recording().stream('live', range(0, 100))
    const arrival = (second: number) => (second < 22 ? second + 3_600 : second - 3_600)
    recording.stream('live', range(20, 30), arrival)
    expect(recording.times).toEqual(range(0, 30))
  })

  test('the same old value polled again and again is no such clock', () => {
    const recording = new Recording().stream('live', range(0, 100))
    for (const second of range(100, 130)) {
      recording.sensor.take(seconds(50), [50], 'polled', NOON + second * SECOND)
    }
    expect(recording.times).toEqual(range(0, 100))
  })

  test('what is kept of a history that is full stays told for', () => {
    const recording = new Recording({ capacity: 8 }).stream('live', range(100, 130))
    recording.stream('live', range(90, 130), (second) => second + 45)
    expect(recording.times).toEqual(range(123, 130))
    expect(told(recording.sensor.counts)).toBe(recording.delivered)
  })
})

describe('gaps', () => {
  test('T3: an interval longer than stale is a gap, one that is merely late is none', () => {
    const recording = new Recording().stream('live', [...range(0, 10), 15, 16, 17, 23, 24])
    expect(recording.gaps).toEqual([[17, 23]])
  })

  test('T1, T3: the cadence is learned: what would be a gap for a fast sensor is none for a slow one', () => {
    const recording = new Recording({ cadenceMs: 20 * SECOND })
    recording.stream('live', range(0, 200, 10)).stream('live', [229, 239, 270])
    expect(recording.gaps).toEqual([[239, 270]])
  })

  test('T1: each change of mode makes the cadence a thing to learn anew, polled apart from live', () => {
    const recording = new Recording({ cadenceMs: 4_000 }).stream('live', range(0, 30))
    expect(recording.sensor.expectedMs).toBe(SECOND)
    recording.sensor.interrupt()
    expect(recording.sensor.expectedMs).toBe(4_000)
    recording.stream('polled', range(31, 51, 2))
    expect(recording.sensor.expectedMs).toBe(2_000)
    recording.sensor.interrupt()
    recording.stream('live', range(52, 60))
    expect(recording.sensor.expectedMs).toBe(SECOND)
  })

  test('T1: what is polled is expected no faster than it is asked for', () => {
    const recording = new Recording({ pollMs: 30_000 }).stream('polled', range(0, 20))
    expect(recording.sensor.expectedMs).toBe(30_000)
  })

  test('T3: thinned history does not look like gaps, even after a finer one', () => {
    const recording = new Recording().take('filled', range(-900, 0)).stream('live', range(1, 60))
    recording.take('filled', range(-7_200, 60, 20))
    expect(recording.gaps).toEqual([])
    expect(recording.sensor.series.size).toBe(961 + (7_200 - 900) / 20)
  })

  test('T3: a hole in fetched history is a gap', () => {
    const recording = new Recording().take('filled', [...range(-60, -40), ...range(-20, 0)])
    expect(recording.gaps).toEqual([[-40, -20]])
  })

  test('T3: between the last fetched and the first live sample is a gap when it is longer than both are wont', () => {
    const near = new Recording().take('filled', range(-200, 0, 10)).stream('live', range(20, 30))
    expect(near.gaps).toEqual([])
    const far = new Recording().take('filled', range(-200, 0, 10)).stream('live', range(40, 50))
    expect(far.gaps).toEqual([[0, 40]])
  })

  test('a sensor that reports on change has a gap only after an interruption, before the next value', () => {
    const recording = new Recording({ reporting: 'on-change' }).stream('live', [0, 500, 9_000])
    expect(recording.gaps).toEqual([])
    recording.sensor.interrupt()
    recording.stream('live', [9_010, 20_000])
    expect(recording.gaps).toEqual([[9_000, 9_010]])
  })

  test('an interruption before the first value is no gap', () => {
    const recording = new Recording({ reporting: 'on-change' })
    recording.sensor.interrupt()
    recording.stream('live', [1, 2])
    expect(recording.gaps).toEqual([])
  })

  test('a late value does not use up the interruption', () => {
    const recording = new Recording({ reporting: 'on-change' }).stream('live', [0, 5])
    recording.sensor.interrupt()
    recording.stream('live', [4, 6])
    expect(recording.gaps).toEqual([[5, 6]])
  })
})

describe('fetched history (T4)', () => {
  test('goes before the first sample, into gaps and after the last, and nowhere else', () => {
    const recording = new Recording().stream('live', [...range(0, 10), ...range(30, 40)])
    recording.take('filled', range(-5, 45, 0.5))
    expect(recording.times).toEqual([
      ...range(-5, -0.5, 0.5),
      ...range(0, 10),
      ...range(10.5, 29.5, 0.5),
      ...range(30, 40),
      ...range(40.5, 45, 0.5),
    ])
    expect(recording.gaps).toEqual([])
    expect(told(recording.sensor.counts)).toBe(recording.delivered)
  })

  test('goes into an interval that an interruption left open, even when it is too short for a gap', () => {
    const recording = new Recording().stream('live', range(0, 10))
    recording.sensor.interrupt()
    recording.stream('live', range(13, 20))
    recording.take('filled', range(0, 20))
    expect(recording.times).toEqual(range(0, 20))
    expect(recording.sensor.counts).toMatchObject({ stored: 21, repeats: 19 })
  })

  test('fills the open interval in any number of pieces, while live readings go on', () => {
    const recording = new Recording().stream('live', range(0, 10))
    recording.sensor.interrupt()
    recording.stream('live', range(60, 65)).take('filled', range(40, 45))
    recording.stream('live', range(66, 70)).take('filled', range(11, 12)).take('filled', range(13, 60))
    recording.stream('live', range(71, 75))
    expect(recording.times).toEqual(range(0, 75))
    expect(recording.gaps).toEqual([])
  })

  test('that comes before the first live sample closes the gap as well', () => {
    const recording = new Recording().stream('live', range(0, 10))
    recording.sensor.interrupt()
    recording.take('filled', range(0, 30)).stream('live', range(31, 35))
    expect(recording.times).toEqual(range(0, 35))
    expect(recording.gaps).toEqual([])
  })

  test('what it could not tell stays a gap', () => {
    const recording = new Recording().stream('live', range(0, 10))
    recording.sensor.interrupt()
    recording.stream('live', range(60, 65)).take('filled', range(30, 59))
    expect(recording.gaps).toEqual([[10, 30]])
  })

  test('K1: it is ordered by its own time, whatever order it comes in', () => {
    const recording = new Recording().take('filled', range(0, 20).toReversed())
    expect(recording.times).toEqual(range(0, 20))
    expect(recording.sensor.last?.time).toBe(NOON + 20 * SECOND)
  })
})

describe('age', () => {
  test('T5: fetched and polled values are as old as their own time', () => {
    const recording = new Recording().take('filled', range(-60, -30))
    expect(recording.sensor.ageAt(NOON, NOON)).toBe(30 * SECOND)
    recording.take('polled', [-20])
    expect(recording.sensor.ageAt(NOON, NOON)).toBe(20 * SECOND)
  })

  test('T1, T5: a sensor whose clock is an hour ahead ages from its arrival on', () => {
    const recording = new Recording()
    recording.sensor.take([NOON + HOUR], [1], 'live', NOON)
    expect(recording.sensor.ageAt(NOON + 60 * SECOND, NOON + 60 * SECOND)).toBe(60 * SECOND)
  })

  test('K2: this machine’s clock an hour off changes no age', () => {
    const recording = new Recording()
    recording.sensor.take([NOON], [1], 'live', NOON - HOUR)
    expect(recording.sensor.ageAt(NOON + 3 * SECOND, NOON - HOUR + 3 * SECOND)).toBe(3 * SECOND)
  })

  test('before the first sample there is none', () => {
    expect(new Recording().sensor.ageAt(NOON, NOON)).toBeNull()
  })
})

test('P4: making room keeps the newest samples, their gaps and their places', () => {
  const recording = new Recording().stream('live', [...range(0, 10), ...range(30, 40)])
  const { end } = recording.sensor.series
  recording.sensor.keepAtMost(15)
  expect(recording.times).toEqual([...range(7, 10), ...range(30, 40)])
  expect(recording.gaps).toEqual([[10, 30]])
  expect(recording.sensor.series.end).toBe(end)
  expect(recording.sensor.series.capacity).toBe(15)
  recording.sensor.keepAtMost(100)
  expect(recording.sensor.series.capacity).toBe(15)
})
