import fc from 'fast-check'
import { expect, test } from 'vitest'
import { downsample } from '../../../demo/systems/webmacs/downsample'
import { SampleStore } from '../../../demo/systems/webmacs/store'
import { withoutZone, withZone } from '../../../demo/systems/webmacs/timestamps'

const samplesOf = (values: number[]) =>
  values.map((value, index) => ({ index, time: index * 1000, value, experiment: null }))

test('P3: thinning keeps the order, the count, and both extremes, whatever the values', () => {
  const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 300 })
  fc.assert(
    fc.property(values, fc.integer({ min: 10, max: 50 }), (list, most) => {
      const kept = downsample(samplesOf(list), most)
      const keptValues = kept.map(({ value }) => value)
      expect(kept.length).toBeLessThanOrEqual(Math.max(most, Math.min(list.length, most)))
      expect(kept.map(({ index }) => index)).toEqual(kept.map(({ index }) => index).sort((a, b) => a - b))
      if (list.length === 0) return
      expect(Math.max(...keptValues)).toBe(Math.max(...list))
      expect(Math.min(...keptValues)).toBe(Math.min(...list))
    }),
  )
})

test('few samples are left as they are', () => {
  const few = samplesOf([3, 1, 2])
  expect(downsample(few, 10)).toEqual(few)
})

test('the store is bounded: the oldest samples give way', () => {
  const store = new SampleStore()
  for (let index = 0; index < 36_001; index++) store.append('sensor', index, index, null)
  const kept = store.since('sensor', -1)
  expect([kept.length, kept[0]?.value, kept.at(-1)?.value]).toEqual([36_000, 1, 36_000])
  expect(store.since('sensor', 35_999).map(({ value }) => value)).toEqual([35_999, 36_000])
})

test('times are written in microseconds', () => {
  const time = Date.UTC(2025, 0, 15, 14, 30)
  expect(withoutZone(time)).toBe('2025-01-15T14:30:00.000000')
  expect(withoutZone(time + 999.9996)).toBe('2025-01-15T14:30:01.000000')
  expect(withZone(time + 5.004)).toBe('2025-01-15T14:30:00.005004+00:00')
})
