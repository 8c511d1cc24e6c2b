import { beforeEach, describe, expect, test } from 'vitest'
import { HistoryRequests } from '../../../src/domain/history-requests'
import { RecordedSensor } from '../../../src/domain/recorded-sensor'
import { described, NOON, SECOND } from './recording'

const MINUTE = 60_000

let history: HistoryRequests
let sensors: RecordedSensor[]
let now: number

beforeEach(() => {
  history = new HistoryRequests()
  now = NOON
  sensors = ['a', 'b', 'c'].map(
    (id) => new RecordedSensor('plant', described(id), 1_000, { cadenceMs: SECOND, pollMs: SECOND }),
  )
})

function next() {
  return history.next(sensors, now, now)
}

function settle(failed: boolean): void {
  for (const sensor of sensors) {
    history.settle(sensor, failed)
    sensor.open.settle(failed)
  }
}

function want(spanMs: number): void {
  for (const sensor of sensors) history.want(sensor, spanMs)
}

/** Heard of last so long ago, and then interrupted. */
function lose(sensor: RecordedSensor, agoMs: number): void {
  sensor.take([now - agoMs], [1], 'live', now - agoMs)
  sensor.interrupt()
}

describe('first history', () => {
  test('is asked for once, for all sensors together', () => {
    want(15 * MINUTE)
    expect(next()).toEqual([{ sensors: ['a', 'b', 'c'], spanMs: 15 * MINUTE }])
    expect(next()).toEqual([])
    settle(false)
    expect(next()).toEqual([])
  })

  test('T4: what failed is asked for again', () => {
    want(15 * MINUTE)
    next()
    settle(true)
    expect(next()).toHaveLength(1)
  })

  test('a longer span is asked for when it is wanted, a shorter one is had already', () => {
    want(15 * MINUTE)
    next()
    settle(false)
    want(5 * MINUTE)
    expect(next()).toEqual([])
    want(60 * MINUTE)
    expect(next()).toEqual([{ sensors: ['a', 'b', 'c'], spanMs: 60 * MINUTE }])
  })

  test('wanting more while a request is under way waits for it', () => {
    want(15 * MINUTE)
    next()
    want(60 * MINUTE)
    expect(next()).toEqual([])
    settle(false)
    expect(next()).toEqual([expect.objectContaining({ spanMs: 60 * MINUTE })])
  })

  test('a request that nobody answered was lost, and is made again', () => {
    want(15 * MINUTE)
    next()
    now += 9 * MINUTE
    expect(next()).toEqual([])
    now += 2 * MINUTE
    expect(next()).toHaveLength(1)
  })
})

describe('what an interruption left open (T4)', () => {
  test('is asked for from the last sample on, with a margin', () => {
    lose(sensors[1]!, 2 * MINUTE)
    expect(next()).toEqual([{ sensors: ['b'], spanMs: 2 * MINUTE + 30 * SECOND }])
    settle(false)
    expect(next()).toEqual([])
  })

  test('a sensor that was silent for days does not cost the others their detail', () => {
    lose(sensors[0]!, 10 * SECOND)
    lose(sensors[1]!, 5 * 1_440 * MINUTE)
    lose(sensors[2]!, 11 * SECOND)
    expect(next()).toEqual([
      { sensors: ['a', 'c'], spanMs: 41 * SECOND },
      { sensors: ['b'], spanMs: 5 * 1_440 * MINUTE + 30 * SECOND },
    ])
  })

  test('what was missed while a request was under way is asked for after it', () => {
    lose(sensors[0]!, 0)
    next()
    now += 5 * SECOND
    lose(sensors[0]!, SECOND)
    expect(next()).toEqual([])
    settle(false)
    expect(next()).toEqual([{ sensors: ['a'], spanMs: SECOND + 30 * SECOND }])
  })

  test('lost again without a sample in between is missed still', () => {
    lose(sensors[0]!, 0)
    next()
    now += 5 * SECOND
    sensors[0]!.interrupt()
    settle(false)
    expect(next()).toEqual([{ sensors: ['a'], spanMs: 35 * SECOND }])
  })

  test('stays open after a failure, from where it began', () => {
    lose(sensors[0]!, 0)
    next()
    settle(true)
    now += 60 * SECOND
    lose(sensors[0]!, SECOND)
    expect(next()).toEqual([{ sensors: ['a'], spanMs: 90 * SECOND }])
  })

  test('K2: a backend’s clock behind the last sample asks for the margin, never for less than nothing', () => {
    lose(sensors[0]!, -60 * MINUTE)
    expect(next()).toEqual([{ sensors: ['a'], spanMs: 30 * SECOND }])
  })

  test('P4: a link that flaps for ever keeps a bounded number of intervals', () => {
    for (let i = 0; i < 1_000; i++) lose(sensors[0]!, 0 - i * SECOND)
    const [request] = next()
    expect(request!.spanMs).toBe(30 * SECOND)
    expect(sensors[0]!.open.covers(NOON + 0.5 * SECOND)).toBe(false)
    expect(sensors[0]!.open.covers(NOON + 990.5 * SECOND)).toBe(true)
  })
})
