// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import type { Command } from '../../../src/engine/port'
import { useNow } from '../../../src/stores/now'
import { unwatch } from '../components/watched'
import { watchAndTell } from './telling'

const QUARTER = 15 * 60_000

afterEach(() => {
  useNow().pause()
  unwatch()
})

async function timeline() {
  const told = await watchAndTell()
  const fills = (): Extract<Command, { kind: 'fill' }>[] =>
    told.sent.splice(0).filter((one) => one.kind === 'fill')
  const filled = (failure: string | null, ...sensors: string[]): void =>
    told.tell({ kind: 'filled', sensors, failure })
  fills()
  return { ...told, fills, filled }
}

describe('first history', () => {
  test('is asked for when sensors are listed, once, also of those that sent before', async () => {
    const { read, list, fills } = await timeline()
    read('b', 1)
    expect(fills()).toEqual([])
    list('a', 'b')
    expect(fills()).toEqual([{ kind: 'fill', source: 'plant', sensors: ['a', 'b'], spanMs: QUARTER }])
    list('a', 'b')
    expect(fills()).toEqual([])
  })

  test('of a sensor that comes later is asked for then', async () => {
    const { list, fills, filled } = await timeline()
    list('a')
    filled(null, 'a')
    fills()
    list('a', 'b')
    expect(fills()).toMatchObject([{ sensors: ['b'] }])
  })

  test('T4: that failed is asked for again when the backend answers again', async () => {
    const { list, fills, filled, timeline: store } = await timeline()
    list('a')
    fills()
    filled('The server cannot be reached.', 'a')
    expect(fills()).toEqual([])
    expect(store.source('plant').historyFailure).toBe('The server cannot be reached.')
    list('a')
    expect(fills()).toMatchObject([{ sensors: ['a'], spanMs: QUARTER }])
    filled(null, 'a')
    list('a')
    expect(fills()).toEqual([])
  })

  test('goes as far back as the wall shows, also when that is changed later', async () => {
    const { list, fills, filled, preferences } = await timeline()
    list('a')
    filled(null, 'a')
    fills()
    preferences.overviewWindowMs = 3_600_000
    await nextTick()
    expect(fills()).toMatchObject([{ sensors: ['a'], spanMs: 3_600_000 }])
  })

  test('goes further back where somebody looks further, and not for an unknown sensor', async () => {
    const { list, fills, filled, timeline: store } = await timeline()
    list('a', 'b')
    filled(null, 'a', 'b')
    fills()
    store.need('plant', ['b', 'ghost'], 21_600_000)
    expect(fills()).toMatchObject([{ sensors: ['b'], spanMs: 21_600_000 }])
    filled(null, 'b')
    store.need('plant', ['b'], 900_000)
    expect(fills()).toEqual([])
  })
})

describe('after an interruption (T4)', () => {
  async function interrupted() {
    const told = await timeline()
    told.list('a', 'b')
    told.filled(null, 'a', 'b')
    told.read('a', 1)
    told.timeline.interrupt('plant')
    await vi.advanceTimersByTimeAsync(60_000)
    told.fills()
    return told
  }

  test('what was missed is asked for when the link works again, with a margin', async () => {
    const { timeline: store, fills } = await interrupted()
    store.catchUp('plant')
    expect(fills()).toEqual([{ kind: 'fill', source: 'plant', sensors: ['a'], spanMs: 90_000 }])
  })

  test('K2: the span is measured on the backend’s clock', async () => {
    const { timeline: store, fills, sources } = await interrupted()
    sources.note('plant', { clock: { offsetMs: 10_000, uncertaintyMs: 20 } })
    store.catchUp('plant')
    expect(fills()).toMatchObject([{ spanMs: 100_000 }])
  })

  test('a silence or a freeze, which change no mode, are caught up with as well', async () => {
    const { timeline: store, fills, filled, read } = await interrupted()
    store.catchUp('plant')
    filled(null, 'a')
    read('a', 2)
    await vi.advanceTimersByTimeAsync(20_000)
    fills()
    store.catchUp('plant')
    expect(fills()).toMatchObject([{ sensors: ['a'], spanMs: 50_000 }])
  })

  test('what history could not tell because it failed is asked for again, with what was missed since', async () => {
    const { timeline: store, fills, filled, list } = await interrupted()
    store.catchUp('plant')
    filled('No.', 'a')
    await vi.advanceTimersByTimeAsync(60_000)
    fills()
    list('a', 'b')
    expect(fills()).toMatchObject([{ sensors: ['a'], spanMs: 150_000 }])
  })

  test('an interruption while history is under way is asked for when that is done', async () => {
    const { timeline: store, fills, filled, read } = await interrupted()
    store.catchUp('plant')
    fills()
    read('a', 2)
    store.interrupt('plant')
    await vi.advanceTimersByTimeAsync(5_000)
    store.catchUp('plant')
    expect(fills()).toEqual([])
    filled(null, 'a')
    expect(fills()).toMatchObject([{ sensors: ['a'], spanMs: 35_000 }])
    filled(null, 'a')
    expect(fills()).toEqual([])
  })
})
