// What histories, and with them charts, make of readings and options that no system should send or set.

import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { freshnessAt } from '../../../src/domain/freshness'
import { Ring } from '../../../src/domain/ring'
import { Series } from '../../../src/domain/series'
import { batch, contents, NOON, range, Recording, SECOND, seconds, timeline, told } from '../domain/recording'
import { columnOf, traced } from './tracing'

const HOUR_S = 3_600

afterEach(() => vi.restoreAllMocks())

/** How many samples were looked at since. */
function countLooks(): () => number {
  let looks = 0
  const { valueAt } = Ring.prototype
  vi.spyOn(Ring.prototype, 'valueAt').mockImplementation(function (this: Ring, position) {
    looks++
    return valueAt.call(this, position)
  })
  return () => looks
}

describe('how many samples are kept', () => {
  it.each([0, -1, 0.5, NaN, Infinity, 1e9])('cannot be %s, and the option is named', (samplesPerSensor) => {
    expect(() => timeline({ samplesPerSensor })).toThrow(RangeError)
    expect(() => timeline({ samplesPerSensor })).toThrow(
      `samplesPerSensor: A series keeps 1 to 10000000 samples, as a whole number; got ${String(samplesPerSensor)}.`,
    )
  })

  it('can be one: the newest stays, and every reading is told for', () => {
    const kept = timeline({ samplesPerSensor: 1 })
    for (let i = 0; i < 10; i++) kept.take(batch({ readings: [['p1', i, i]] }), NOON + i * SECOND)
    const sensor = kept.sensors.get('plant/p1')!
    expect(contents(sensor.series)).toEqual([{ second: 9, value: 9, provenance: 'live', gap: false }])
    expect(told(sensor.counts)).toBe(10)
    expect(traced(sensor.series, 100)).toMatchObject([{ y: 9, kind: 'dot' }])
  })
})

describe('a clock that stands still', () => {
  it('T6, P1: 10,000 readings of one time are stored, counted and one column, without looking at each for each', () => {
    const recording = new Recording({ capacity: 20_000 })
    const { sensor } = recording
    const looks = countLooks()
    const times = seconds(...range(1, 10_000).map(() => 7))
    sensor.take(times, range(1, 10_000), 'live', NOON)
    expect(looks()).toBeLessThan(20 * times.length)
    expect(sensor.counts).toMatchObject({ stored: 10_000, repeats: 0 })
    sensor.take(times, range(9_001, 19_000), 'live', NOON)
    expect(sensor.counts).toMatchObject({ stored: 19_000, repeats: 1_000 })
    expect(sensor.series.extent(sensor.series.first, sensor.series.end)).toEqual({ min: 1, max: 19_000 })
    const points = traced(sensor.series, 100)
    expect(new Set(points.map(({ x }) => columnOf(x, 100))).size).toBe(1)
    expect(points.length).toBeLessThanOrEqual(4)
  })

  it('T4: repeats are known among many samples of one time as among few, whatever else comes and goes', () => {
    const time = fc.oneof(
      { weight: 20, arbitrary: fc.constant(0) },
      { weight: 1, arbitrary: fc.integer({ min: -1, max: 2 }) },
    )
    const reading = fc.record({ time, value: fc.integer({ min: -1, max: 150 }), more: fc.nat({ max: 40 }) })
    const cut = fc.record({ cut: fc.integer({ min: -1, max: 3 }) })
    const deeds = fc.array(fc.oneof({ weight: 30, arbitrary: reading }, { weight: 1, arbitrary: cut }), {
      maxLength: 40,
    })
    fc.assert(
      fc.property(fc.constantFrom(70, 100, 1_000), deeds, (capacity, all) => {
        const series = new Series(capacity)
        for (const deed of all) {
          if ('cut' in deed) series.truncateAfter(deed.cut)
          else {
            for (let i = 0; i <= deed.more; i++) {
              const samples = contents(series).map(
                ({ second, value }) => `${String(second)} ${String(value)}`,
              )
              const sample = `${String((deed.time - NOON) / SECOND)} ${String(deed.value + i)}`
              expect(series.holds(deed.time, deed.value + i)).toBe(samples.includes(sample))
              const outcome = series.append(deed.time, deed.value + i, 'live')
              expect(outcome === 'repeat').toBe(samples.includes(sample))
            }
          }
        }
      }),
      { numRuns: 25 },
    )
  })
})

describe('a backend whose clock steps back by an hour', () => {
  it('T6: the chart goes on with the new times, in order, and every reading is in one count', () => {
    const kept = timeline({ samplesPerSensor: 10_000 })
    const send = (second: number, arrival: number): void => {
      kept.take(batch({ readings: [['p1', second, second % 60]] }), NOON + arrival * SECOND)
    }
    for (const second of range(0, 2 * HOUR_S, 10)) send(second, second)
    for (const second of range(HOUR_S + 5, HOUR_S + 95, 10)) send(second, second + HOUR_S)
    const { series, counts } = kept.sensors.get('plant/p1')!
    expect(contents(series).map(({ second }) => second)).toEqual([
      ...range(0, HOUR_S, 10),
      ...range(HOUR_S + 5, HOUR_S + 95, 10),
    ])
    expect(told(counts)).toBe(721 + 10)
    const times = traced(series, 15_000).map(({ x }) => x)
    expect(times).toEqual([...times].sort((a, b) => a - b))
  })
})

describe('a sensor that turns to NaN for ever', () => {
  it('T1, T6: what is no number is rejected and counted, and the last true value gets stale', () => {
    const { sensor } = new Recording().stream('live', range(0, 60))
    for (const second of range(61, 180)) {
      sensor.take(seconds(second), [second % 2 === 0 ? NaN : Infinity], 'live', NOON + second * SECOND)
    }
    expect(sensor.counts).toMatchObject({ stored: 61, invalid: 120 })
    expect(sensor.last).toMatchObject({ value: 60 })
    const now = NOON + 180 * SECOND
    expect(sensor.ageAt(now, now)).toBe(120 * SECOND)
    expect(freshnessAt(now, sensor.last!.time, sensor.expectedMs)).toBe('stale')
  })
})

describe('values at the ends of what a number holds', () => {
  it('P3: keep their columns’ extremes, beside the smallest there are', () => {
    const values = [1e308, -1e308, 5e-324, -5e-324, 0, Number.MAX_VALUE, 1, 2, 3]
    const series = new Series(1_000)
    for (let i = 0; i < 900; i++) series.append(i * 10, values[i % values.length]!, 'live')
    for (const { y } of traced(series, 1_000)) expect(Number.isFinite(y)).toBe(true)
    const ends = series.extent(series.first, series.end)
    expect(ends).toEqual({ min: -1e308, max: Number.MAX_VALUE })
    expect(Number.isFinite(series.statistics(0, 9_000)!.mean)).toBe(true)
  })
})
