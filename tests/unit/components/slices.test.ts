import { expect, test } from 'vitest'
import { Slices } from '../../../src/components/slices'

/** Frames happen when the test says so; each piece takes as long as it says. */
function slices(budgetMs?: number, givesWayUntil: () => number = () => -Infinity) {
  let now = 0
  let frame: (() => void) | null = null
  const done: string[] = []
  const all = new Slices(
    {
      now: () => now,
      requestFrame: (callback) => {
        frame = callback
        return 1
      },
      cancelFrame: () => {
        frame = null
      },
      givesWayUntil,
      settled: () => Promise.resolve(),
    },
    budgetMs,
  )
  const add = (name: string, urgency = 0, ms = 1): (() => void) =>
    all.add(() => {
      done.push(name)
      now += ms
    }, urgency)
  /** Answers what the next frame did. */
  const next = async (): Promise<string[]> => {
    const due = frame
    frame = null
    due?.()
    for (let i = 0; i < 50; i++) await Promise.resolve()
    return done.splice(0)
  }
  return { all, add, next, isPlanned: () => frame !== null }
}

test('P1: a frame does as many pieces as fit its budget, and the others are left to the next ones', async () => {
  const { add, next } = slices(6)
  for (let i = 0; i < 5; i++) add(String(i), 0, 2)
  expect(await next()).toEqual(['0', '1', '2'])
  expect(await next()).toEqual(['3', '4'])
})

test('a piece that alone is longer than the budget is done, one a frame', async () => {
  const { add, next } = slices(6)
  add('long', 0, 40)
  add('longer', 0, 50)
  expect(await next()).toEqual(['long'])
  expect(await next()).toEqual(['longer'])
})

test('what is more urgent is done first, among equals what came first', async () => {
  const { add, next } = slices()
  add('leaving', 5)
  add('chart', 3)
  add('first words', 0)
  add('second words', 0)
  expect(await next()).toEqual(['first words', 'second words', 'chart', 'leaving'])
})

test('P1: the frame that answers somebody does none, the one after it goes on', async () => {
  let isAnswering = false
  const { add, next } = slices(1, () => (isAnswering ? Infinity : -Infinity))
  for (const name of ['one', 'two']) add(name, 0, 5)
  expect(await next()).toEqual(['one'])
  isAnswering = true
  expect([await next(), await next()]).toEqual([[], []])
  isAnswering = false
  expect(await next()).toEqual(['two'])
})

test('what was taken back is not done', async () => {
  const { add, next } = slices()
  const takeBack = add('scrolled by')
  add('stays')
  takeBack()
  expect(await next()).toEqual(['stays'])
})

test('a piece may add another one, which is done too', async () => {
  const { all, next } = slices()
  const seen: string[] = []
  all.add(() => {
    seen.push('words')
    all.add(() => seen.push('chart'), 1)
  }, 0)
  await next()
  expect(seen).toEqual(['words', 'chart'])
})

test('C6: no frame is asked for without work, nor after it was stopped', async () => {
  const { all, add, next, isPlanned } = slices()
  expect(isPlanned()).toBe(false)
  add('one')
  await next()
  expect(isPlanned()).toBe(false)
  add('two')
  all.stop()
  expect(isPlanned()).toBe(false)
  add('three')
  expect(isPlanned()).toBe(false)
  expect(await next()).toEqual([])
})
