import { expect, test } from 'vitest'
import { recallExperiments, tellExperiment } from '../../../src/domain/experiments'
import type { Experiment } from '../../../src/domain/updates'

function tell(...news: [string | null, number][]): readonly Experiment[] {
  return news.reduce<readonly Experiment[]>((known, [id, time]) => tellExperiment(known, id, time), [])
}

test('an experiment begins with its first reading and ends with the first of another or of none', () => {
  expect(tell(['a', 1], ['a', 2], ['b', 5], [null, 9])).toEqual([
    { id: 'a', from: 1, to: 5 },
    { id: 'b', from: 5, to: 9 },
  ])
})

test('hearing of the same experiment anew, as after a reconnect, is no news', () => {
  const known = tell(['a', 1])
  expect(tellExperiment(known, 'a', 50)).toBe(known)
  expect(tellExperiment([], null, 1)).toEqual([])
})

test('one that ended while the link was away ends with what is heard first, and may run again later', () => {
  expect(tell(['a', 1], [null, 60], ['a', 70])).toEqual([
    { id: 'a', from: 1, to: 60 },
    { id: 'a', from: 70, to: null },
  ])
})

test('none ends before it began, however late the reading is', () => {
  expect(tell(['a', 10], [null, 4])).toEqual([{ id: 'a', from: 10, to: 10 }])
})

test('P4: a backend with ever new experiments is remembered in part, the newest last', () => {
  const known = tell(...Array.from({ length: 1_000 }, (_, i): [string, number] => [`e${i}`, i]))
  expect(known).toHaveLength(200)
  expect(known.at(-1)).toEqual({ id: 'e999', from: 999, to: null })
})

test('history brings the beginning of a running one, and those that nobody heard of', () => {
  const running = tell(['b', 50])
  const past = [
    { id: 'a', from: 10, to: 20, ended: true },
    { id: 'b', from: 22, to: 25, ended: true },
    { id: 'b', from: 30, to: 49, ended: false },
  ]
  expect(recallExperiments(running, past)).toEqual([
    { id: 'a', from: 10, to: 20 },
    { id: 'b', from: 22, to: 25 },
    { id: 'b', from: 30, to: null },
  ])
})

test('history read twice changes nothing', () => {
  const past = [{ id: 'a', from: 10, to: 20, ended: true }]
  const once = recallExperiments([], past)
  expect(recallExperiments(once, past)).toEqual(once)
})
