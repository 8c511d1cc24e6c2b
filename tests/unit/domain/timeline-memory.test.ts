import { describe, expect, test } from 'vitest'
import type { BatchPart } from '../../../src/domain/batch'
import type { Timeline } from '../../../src/domain/timeline'
import { batch, NOON, timeline } from './recording'

function tell(to: Timeline, ...records: BatchPart['records']) {
  return to.take(batch({ records }), NOON)
}

function read(to: Timeline, ...readings: [string, number, number][]) {
  return to.take(batch({ readings }), NOON)
}

describe('memory (P4)', () => {
  const BYTES = 1_000_000

  test('few sensors keep all that was asked for', () => {
    const kept = timeline({ totalBytes: BYTES })
    for (let i = 0; i < 50; i++) read(kept, [`s${i}`, 1, 1])
    expect(kept.sensors.get('plant/s0')!.series.capacity).toBe(1_000)
  })

  test('many share evenly, whoever came first', () => {
    const kept = timeline({ totalBytes: BYTES, samplesPerSensor: 36_000 })
    for (let i = 0; i < 20; i++) read(kept, [`s${i}`, 1, 1])
    const capacities = new Set(kept.sensorsOf('plant').map(({ series }) => series.capacity))
    expect([...capacities]).toEqual([2_250])
  })

  test('what is kept stays below the bound, and the newest samples stay', () => {
    const kept = timeline({ totalBytes: BYTES, samplesPerSensor: 36_000 })
    for (let i = 0; i < 20; i++) {
      const readings = Array.from({ length: 5_000 }, (_, at): [string, number, number] => [`s${i}`, at, at])
      read(kept, ...readings)
    }
    expect(kept.byteLength).toBeLessThan(BYTES)
    for (const { last, series } of kept.sensorsOf('plant')) {
      expect(last).toMatchObject({ value: 4_999 })
      expect(series.size).toBe(2_250)
    }
  })

  test('each sensor keeps ten minutes at one a second, however many there are', () => {
    const kept = timeline({ totalBytes: 1, samplesPerSensor: 36_000 })
    read(kept, ['a', 1, 1])
    expect(kept.sensors.get('plant/a')!.series.capacity).toBe(600)
  })

  test('of log and rejections the newest are kept', () => {
    const kept = timeline()
    for (let i = 0; i < 1_200; i++) {
      tell(
        kept,
        { kind: 'log', level: 'WARN', message: `m${i}`, sensor: null, time: null },
        { kind: 'rejection', rejection: { reason: `r${i}`, raw: '', readings: 0 } },
      )
    }
    expect(kept.log).toHaveLength(1_000)
    expect(kept.log.at(-1)).toMatchObject({ message: 'm1199', source: 'plant', time: NOON })
    expect(kept.source('plant').rejections).toHaveLength(50)
    expect(kept.source('plant').rejections.at(-1)).toMatchObject({ reason: 'r1199', link: 'datapoints' })
  })

  test('a source that is forgotten leaves nothing', () => {
    const kept = timeline()
    read(kept, ['a', 1, 1])
    kept.forgetSource('plant')
    expect([kept.sensors.size, kept.sources.size, kept.byteLength]).toEqual([0, 0, 0])
    expect(kept.sensorsOf('plant')).toEqual([])
  })
})
