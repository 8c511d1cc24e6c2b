// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { effectScope, watchSyncEffect, type EffectScope } from 'vue'
import { BEAT_MS, useSensorRevisions } from '../../../src/stores/sensor-revisions'

let scope: EffectScope
beforeEach(() => {
  vi.useFakeTimers()
  scope = effectScope(true)
})
afterEach(() => {
  scope.stop()
  vi.useRealTimers()
})

function counting(key = 'plant/p') {
  const revisions = scope.run(useSensorRevisions)!
  const exact: number[] = []
  const calm: number[] = []
  scope.run(() => {
    watchSyncEffect(() => void exact.push(revisions.exact(key)))
    watchSyncEffect(() => void calm.push(revisions.calm(key)))
  })
  exact.length = calm.length = 0
  return { ...revisions, told: { exact, calm } }
}

test('the first samples are told at once, calmly too', () => {
  const { bump, told } = counting()
  bump('plant/p')
  expect(told).toEqual({ exact: [1], calm: [1] })
})

test('at ten a second charts follow each batch, and digits two or three times a second', () => {
  const { bump, told } = counting()
  for (let i = 0; i < 100; i++) {
    bump('plant/p')
    vi.advanceTimersByTime(100)
  }
  expect(told.exact).toHaveLength(100)
  expect(told.calm.length).toBeGreaterThan(20)
  expect(told.calm.length).toBeLessThanOrEqual(26)
})

test('what came last is told with the next beat at the latest', () => {
  const { bump, told } = counting()
  bump('plant/p')
  vi.advanceTimersByTime(10)
  bump('plant/p')
  bump('plant/p')
  expect(told.calm).toEqual([1])
  vi.advanceTimersByTime(BEAT_MS)
  expect(told.calm).toEqual([1, 3])
})

test('what reports once a second is never kept waiting', () => {
  const { bump, told } = counting()
  for (let i = 1; i <= 5; i++) {
    bump('plant/p')
    expect(told.calm).toHaveLength(i)
    vi.advanceTimersByTime(1_000)
  }
})

test('sensors that wait are told in one common beat', () => {
  const { bump, calm } = counting()
  const keys = ['plant/p', 'plant/q', 'plant/r']
  for (const key of keys) bump(key)
  vi.advanceTimersByTime(10)
  for (const key of keys) bump(key)
  expect(vi.getTimerCount()).toBe(1)
  vi.advanceTimersByTime(BEAT_MS)
  expect(keys.map(calm)).toEqual([2, 2, 2])
})

test('who looks at a sensor that is gone looks once more, and C6: no beat is left', () => {
  const { bump, drop, told } = counting()
  bump('plant/p')
  bump('plant/p')
  drop('plant/p')
  expect(told.calm).toHaveLength(2)
  scope.stop()
  expect(vi.getTimerCount()).toBe(0)
})
