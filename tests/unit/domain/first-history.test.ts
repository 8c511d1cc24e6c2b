import { expect, test } from 'vitest'
import { NOON, range, Recording, SECOND } from './recording'

test('T4: what lies between the first history and the first live sample is asked for and merged', () => {
  const recording = new Recording()
  // The link comes up while the first history is under way, and delivers before it arrives.
  recording.sensor.miss()
  recording.stream('live', [7, 8]).take('filled', range(1, 5))
  expect(recording.sensor.open.since).toBe(NOON + 5 * SECOND)
  recording.take('filled', range(1, 8))
  expect(recording.times).toEqual(range(1, 8))
})

test('T4: so is what lies between the first history and a live sample that comes later', () => {
  const recording = new Recording()
  recording.sensor.miss()
  recording.take('filled', range(1, 5)).stream('live', [7, 8])
  expect(recording.sensor.open.since).toBe(NOON + 5 * SECOND)
  recording.take('filled', range(1, 8))
  expect(recording.times).toEqual(range(1, 8))
})

test('a first history without samples opens nothing', () => {
  const recording = new Recording()
  recording.sensor.miss()
  recording.take('filled', [])
  expect(recording.sensor.open.since).toBeNull()
})

test('T4: what lies between history and the poll after it is asked for, and nothing between two polls', () => {
  const recording = new Recording()
  recording.take('filled', range(1, 5)).stream('polled', [5, 8, 11])
  expect(recording.sensor.open.since).toBe(NOON + 5 * SECOND)
  recording.take('filled', range(1, 11))
  expect(recording.times).toEqual([...range(1, 8), 11])
})
