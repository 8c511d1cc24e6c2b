// Clocks of backends that are set back: what lies ahead is set aside, and comes back with the clock.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { contents, NOON, range, Recording, SECOND, seconds, timeline, batch, told } from './recording'

const BACK = 3_600

/** Readings each at its moment, told by a clock that is so many seconds behind; those are −1. */
function behind(recording: Recording, moments: readonly number[], by = BACK): Recording {
  for (const moment of moments) {
    recording.delivered++
    recording.sensor.take(seconds(moment - by), [-1], 'live', NOON + moment * SECOND)
  }
  return recording
}

function values(recording: Recording): number[] {
  return contents(recording.sensor.series).map(({ value }) => value)
}

describe('a backend’s clock that is set back for eight seconds (T6)', () => {
  test.each([
    ['further than the history reaches', 1_020],
    ['into the history', 7_200],
  ])(
    '%s: the history comes back, what was told with wrong times does not stay, and between is a gap',
    (_, length) => {
      const recording = new Recording().stream('live', range(1, length))
      behind(recording, range(length + 1, length + 8))
      expect(values(recording)).toContain(-1)
      recording.stream('live', range(length + 9, length + 20))
      expect(recording.times).toEqual([...range(1, length), ...range(length + 9, length + 20)])
      expect(values(recording)).not.toContain(-1)
      expect(recording.gaps).toEqual([[length, length + 9]])
      expect(recording.sensor.counts).toMatchObject({
        stored: length + 12,
        setAside: 8,
        repeats: 0,
        tooOld: 0,
      })
      expect(told(recording.sensor.counts)).toBe(recording.delivered)
    },
  )

  test('it costs nothing that is told again with just the same time and value', () => {
    const recording = new Recording().stream('live', range(0, 3_700))
    recording.stream('live', range(101, 108), (second) => second + BACK)
    recording.stream('live', range(3_709, 3_720))
    expect(recording.times).toEqual([...range(0, 3_700), ...range(3_709, 3_720)])
    expect(told(recording.sensor.counts)).toBe(recording.delivered)
  })

  test('a sensor that reports on change has the gap as well', () => {
    const recording = new Recording({ reporting: 'on-change' }).stream('live', range(0, 100))
    behind(recording, range(101, 108)).stream('live', range(109, 112))
    expect(recording.times).toEqual([...range(0, 100), ...range(109, 112)])
    expect(recording.gaps).toEqual([[100, 109]])
  })

  test('twice, one after the other', () => {
    const recording = new Recording().stream('live', range(0, 100))
    behind(recording, range(101, 108)).stream('live', range(109, 120))
    behind(recording, range(121, 128)).stream('live', range(129, 140))
    expect(recording.times).toEqual([...range(0, 100), ...range(109, 120), ...range(129, 140)])
    expect(told(recording.sensor.counts)).toBe(recording.delivered)
  })

  test('twice, the second time before it came right', () => {
    const recording = new Recording().stream('live', range(0, 5_000))
    behind(recording, range(5_001, 5_008))
    behind(recording, range(5_009, 5_016), 2 * BACK).stream('live', range(5_017, 5_030))
    expect(recording.times).toEqual([...range(0, 5_000), ...range(5_017, 5_030)])
    expect(told(recording.sensor.counts)).toBe(recording.delivered)
  })

  test('a lone outlier does not bring it back', () => {
    const recording = new Recording().stream('live', range(0, 100))
    behind(recording, range(101, 120)).take('live', [121])
    behind(recording, range(122, 140))
    expect(recording.times).toEqual([...range(101, 120), ...range(122, 140)].map((one) => one - BACK))
    recording.stream('live', range(141, 150))
    expect(recording.times).toEqual([...range(0, 100), ...range(141, 150)])
    expect(told(recording.sensor.counts)).toBe(recording.delivered)
  })
})

describe('history that is filled in meanwhile (T4)', () => {
  test('of the time that was set aside is neither lost nor doubled', () => {
    const recording = new Recording().stream('live', [...range(0, 50), ...range(70, 100)])
    behind(recording, range(101, 104)).take('filled', range(-10, 100))
    behind(recording, range(105, 112)).stream('live', range(113, 120))
    expect(recording.times).toEqual([...range(-10, 100), ...range(113, 120)])
    expect(told(recording.sensor.counts)).toBe(recording.delivered)
  })

  test('just before the clock comes right as well', () => {
    const recording = new Recording().stream('live', [...range(0, 50), ...range(70, 100)])
    behind(recording, range(101, 108)).take('filled', range(-10, 100)).stream('live', range(109, 120))
    expect(recording.times).toEqual([...range(-10, 100), ...range(109, 120)])
    expect(told(recording.sensor.counts)).toBe(recording.delivered)
  })

  test('from before the page was opened as well', () => {
    const recording = new Recording().stream('live', range(80, 100))
    behind(recording, range(101, 104))
    recording.sensor.restore({ times: seconds(...range(0, 70)), values: range(0, 70) }, NOON + 70 * SECOND)
    recording.delivered += 71
    behind(recording, range(105, 112)).stream('live', range(113, 120))
    expect(recording.times).toEqual([...range(0, 70), ...range(80, 100), ...range(113, 120)])
    expect(told(recording.sensor.counts)).toBe(recording.delivered)
  })
})

describe('a backend’s clock that is set back for good', () => {
  test('what was set aside is dropped once that time was lived through, and a jump after it brings nothing back', () => {
    const recording = new Recording().stream('live', range(0, 200))
    behind(recording, range(201, 420), 100)
    expect(recording.sensor.stretches.isProvisional).toBe(false)
    recording.stream('live', range(421, 430))
    expect(values(recording).filter((value) => value === -1)).toHaveLength(220)
    expect(recording.sensor.counts).toMatchObject({ setAside: 100 })
    expect(told(recording.sensor.counts)).toBe(recording.delivered)
  })

  test('an outage over the end of what was set aside is no clock that comes right', () => {
    const recording = new Recording().stream('live', range(0, 200))
    behind(recording, [...range(201, 230), ...range(320, 330)], 100)
    expect(recording.times).toEqual([...range(0, 130), ...range(220, 230)])
    expect(recording.sensor.stretches.isProvisional).toBe(false)
  })

  test('a short slip after a long while does not cost what came since', () => {
    const recording = new Recording().stream('live', range(0, 1_000))
    behind(recording, range(1_001, 3_000), BACK)
    behind(recording, range(3_001, 3_008), 2 * BACK)
    behind(recording, range(3_009, 3_020), BACK)
    const kept = [...range(1_001, 3_000), ...range(3_009, 3_020)]
    expect(recording.times).toEqual(kept.map((one) => one - BACK))
    expect(told(recording.sensor.counts)).toBe(recording.delivered)
  })
})

test('P4: what is set aside is counted, bounded by the capacity, and makes room like all else', () => {
  const kept = timeline({ samplesPerSensor: 1_000 })
  const tell = (from: number, to: number, by: number) => {
    for (const moment of range(from, to)) {
      kept.take(batch({ readings: [['a', moment - by, 1]] }), NOON + moment * SECOND)
    }
  }
  tell(1, 2_000, 0)
  const sensor = kept.sensors.get('plant/a')!
  const before = kept.byteLength
  tell(2_001, 2_008, 10 * BACK)
  expect(sensor.stretches.isProvisional).toBe(true)
  expect(kept.byteLength).toBeGreaterThan(sensor.series.byteLength)
  expect(kept.byteLength).toBeLessThanOrEqual(2 * before)
  sensor.keepAtMost(100)
  expect(kept.byteLength).toBeLessThan(2 * 100 * 30)
  tell(2_009, 2_020, 0)
  expect(contents(sensor.series).map(({ second }) => second)).toEqual([
    ...range(1_913, 2_000),
    ...range(2_009, 2_020),
  ])
  expect(kept.byteLength).toBe(sensor.series.byteLength)
})

test('T6: however often a clock is set back and comes right, every reading is in one count, and the order is kept', () => {
  const stretch = fc.record({
    by: fc.constantFrom(0, 0, 30, 100, 1_000),
    lasts: fc.integer({ min: 1, max: 60 }),
    fills: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 12 }), fc.integer({ min: 1, max: 400 }), (all, capacity) => {
      const recording = new Recording({ capacity })
      let now = 0
      for (const { by, lasts, fills } of all) {
        behind(recording, range(now + 1, now + lasts), by)
        now += lasts
        if (fills) recording.take('filled', range(now - 80, now, 2))
        const { times } = recording
        expect(times).toEqual(times.toSorted((a, b) => a - b))
        expect(told(recording.sensor.counts)).toBe(recording.delivered)
        expect(Math.min(...Object.values(recording.sensor.counts))).toBeGreaterThanOrEqual(0)
        expect(recording.sensor.counts.stored).toBeGreaterThanOrEqual(times.length)
        expect(recording.sensor.series.size).toBeLessThanOrEqual(capacity)
      }
    }),
    { numRuns: 200 },
  )
})
