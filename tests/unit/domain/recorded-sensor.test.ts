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

  test('buffered readings that stream in for seconds, faster than time, are late as well', () => {
    const recording = new Recording().stream('live', range(600, 620))
    recording.stream('live', range(0, 500), (second) => 620 + second / 100)
    expect(recording.times).toEqual([...range(0, 500), ...range(600, 620)])
    expect(recording.sensor.counts).toMatchObject({ setAside: 0 })
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
    expect(recording.sensor.counts.setAside).toBe(3_600)
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

  test('a polled value with its own time is none, where the readings before it were timed on arrival', () => {
    const recording = new Recording()
    for (const second of range(3_600, 3_700)) {
      recording.sensor.take(seconds(second), [second], 'live', NOON + second * SECOND, true)
    }
    // The backend's own clock is an hour behind, and nothing has told us.
    for (const second of range(102, 110, 2)) {
      recording.sensor.take(seconds(second), [second], 'polled', NOON + (second + 3_600) * SECOND)
    }
    expect(recording.times).toEqual([...range(102, 110, 2), ...range(3_600, 3_700)])
    expect(recording.sensor.counts).toMatchObject({ stored: 101 + 5, setAside: 0 })
    expect(recording.sensor.last).toMatchObject({ time: NOON + 3_700 * SECOND, provenance: 'live' })
  })

  test('it is one behind polled values with their own times', () => {
    const recording = new Recording()
    recording.sensor.take(seconds(0), [0], 'live', NOON, true)
    recording.stream('polled', range(3_600, 3_700, 2))
    recording.stream('polled', range(100, 110, 2), (second) => second + 3_602)
    expect(recording.times).toEqual([0, ...range(100, 110, 2)])
  })

  test('what is kept of a history that is full stays told for', () => {
    const recording = new Recording({ capacity: 8 }).stream('live', range(100, 130))
    recording.stream('live', range(90, 130), (second) => second + 45)
    expect(recording.times).toEqual(range(123, 130))
    expect(told(recording.sensor.counts)).toBe(recording.delivered)
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
