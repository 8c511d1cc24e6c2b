import { describe, expect, test } from 'vitest'
import { NOON, range, Recording, SECOND, told } from './recording'

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
    expect(recording.sensor.cadences.isLearned('live')).toBe(false)
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

  test('goes into no known time after that interval, even between its samples', () => {
    const recording = new Recording().stream('live', range(0, 10))
    recording.sensor.interrupt()
    recording.stream('live', range(13, 20)).take('filled', range(0, 20, 0.5))
    expect(recording.times).toEqual([...range(0, 10), ...range(10.5, 12.5, 0.5), ...range(13, 20)])
  })

  test('may come in pieces out of order before any live sample does', () => {
    const recording = new Recording().stream('live', range(0, 10))
    recording.sensor.interrupt()
    recording.take('filled', [13]).take('filled', [11, 12])
    expect(recording.times).toEqual(range(0, 13))
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
