import { describe, expect, test } from 'vitest'
import type { RecordedSensor } from '../../../src/domain/recorded-sensor'
import { described, NOON, range, Recording, SECOND, seconds, timeline, told } from './recording'

const gapsAt = (at: readonly number[], gaps: readonly number[]): number[] =>
  at.map((second) => (gaps.includes(second) ? 1 : 0))

function restore(sensor: RecordedSensor, at: readonly number[], gaps: readonly number[] = []): void {
  const times = seconds(...at)
  sensor.restore({ times, values: [...at], gaps: gapsAt(at, gaps) }, times.at(-1)!)
}

describe('restored samples', () => {
  test('T3: have the gaps that they had, though nothing is learned anew', () => {
    const recording = new Recording()
    restore(recording.sensor, [0, 20, 40, 41, 42, 300], [300])
    expect(recording.gaps).toEqual([[42, 300]])
  })

  test('T3, T4: a gap follows when the first live one is late, and is open until history came', () => {
    const recording = new Recording()
    restore(recording.sensor, range(0, 60))
    recording.stream('live', range(120, 130))
    expect(recording.gaps).toEqual([[60, 120]])
    expect(recording.sensor.open.since).toBe(NOON + 60 * SECOND)
    recording.take('filled', range(61, 119))
    expect(recording.gaps).toEqual([])
    expect(recording.times).toEqual(range(0, 130))
  })

  test('T4: those that come after live ones go before them, and the interval between is open', () => {
    const recording = new Recording().stream('live', range(100, 110))
    restore(recording.sensor, range(0, 60))
    expect(recording.times).toEqual([...range(0, 60), ...range(100, 110)])
    expect(recording.gaps).toEqual([[60, 100]])
    expect(recording.sensor.open.covers(NOON + 80 * SECOND)).toBe(true)
    expect(recording.sensor.isOnlyRestored).toBe(false)
  })

  test('T4, T6: never stand in the place of what came live, and each is told for', () => {
    const recording = new Recording().stream('live', range(50, 110))
    restore(recording.sensor, range(0, 80, 0.5))
    expect(recording.times).toEqual([...range(0, 49.5, 0.5), ...range(50, 110)])
    expect(told(recording.sensor.counts)).toBe(recording.delivered + range(0, 80, 0.5).length)
  })

  test('T1, T3: of a sensor that reports on change what followed is a gap, whichever came first', () => {
    for (const restoredFirst of [true, false]) {
      const recording = new Recording({ reporting: 'on-change' })
      if (restoredFirst) restore(recording.sensor, [0, 7])
      recording.stream('live', [500, 900])
      if (!restoredFirst) restore(recording.sensor, [0, 7])
      expect(recording.gaps).toEqual([[7, 500]])
    }
  })
})

describe('a value that was restored', () => {
  test('T1: is only that until anything newer, or the same anew, is told', () => {
    for (const second of [60, 61]) {
      const { sensor } = new Recording()
      restore(sensor, range(0, 60))
      expect(sensor.isOnlyRestored).toBe(true)
      sensor.take(seconds(second), [second], 'live', NOON)
      expect(sensor.isOnlyRestored).toBe(false)
    }
  })

  test('T1: is confirmed by history that tells of nothing since, and not by history that failed', () => {
    const { sensor } = new Recording({ reporting: 'on-change' })
    restore(sensor, [0])
    sensor.open.ask()
    sensor.settle(true)
    expect(sensor.isOnlyRestored).toBe(true)
    sensor.open.ask()
    sensor.settle(false)
    expect(sensor.isOnlyRestored).toBe(false)
  })

  test('T1: is not confirmed by history that was asked for before it was there', () => {
    const { sensor } = new Recording({ reporting: 'on-change' })
    sensor.open.ask()
    restore(sensor, [0])
    sensor.settle(false)
    expect(sensor.isOnlyRestored).toBe(true)
  })
})

test('V6: the order of the wall is the one from before the reload, and what is new follows', () => {
  const wall = timeline()
  wall.recall('plant', { sensors: [described('b'), described('a')], limits: null, components: null })
  const list = { kind: 'sensors' as const, sensors: [described('c'), described('a'), described('b')] }
  const part = { source: 'plant', link: null, provenance: 'live' as const, readings: null, arrivedAt: NOON }
  wall.take({ number: 1, receivedAt: NOON, parts: [{ ...part, records: [list] }] }, NOON)
  expect(wall.sensorsOf('plant').map(({ sensor }) => sensor.id)).toEqual(['b', 'a', 'c'])
  expect(wall.sensorsOf('plant').every(({ listed }) => listed)).toBe(true)
})
