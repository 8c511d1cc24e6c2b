// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import { watchEffect } from 'vue'
import type { Command } from '../../../src/engine/port'
import { useNow } from '../../../src/stores/now'
import { unwatch } from '../components/watched'
import { watchAndTell } from './telling'

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

describe('taking a batch', () => {
  test('acknowledges it, so that the next may come', async () => {
    const { sent, read } = await timeline()
    read('p', 1)
    expect(sent.filter(({ kind }) => kind === 'taken')).toHaveLength(1)
  })

  test('bumps the revisions of the sensors in it, and of no other', async () => {
    const { timeline: store, read } = await timeline()
    read('p', 1)
    read('p', 2, Date.now() + 1)
    read('q', 1)
    expect([store.revision('plant/p'), store.revision('plant/q'), store.revision('plant/r')]).toEqual([
      2, 1, 0,
    ])
  })

  test('a source is looked at anew when it told something, not when samples came', async () => {
    const { timeline: store, read, tell } = await timeline()
    let looked = 0
    watchEffect(
      () => {
        void store.source('plant').health
        looked++
      },
      { flush: 'sync' },
    )
    read('p', 1)
    expect(looked).toBe(1)
    tell({ kind: 'health', health: { status: 'ok', facts: [] } })
    expect(looked).toBe(2)
  })

  test('the list is looked at anew when it changed, not when samples came', async () => {
    const { timeline: store, read, list } = await timeline()
    list('p')
    let looked = 0
    watchEffect(
      () => {
        store.listed()
        looked++
      },
      { flush: 'sync' },
    )
    read('p', 1)
    expect(looked).toBe(1)
    list('p', 'q')
    expect(looked).toBe(2)
  })

  test('tells who listens, until they no longer do', async () => {
    const { timeline: store, read } = await timeline()
    const heard: string[][] = []
    const stop = store.onChanges(({ sensors }) => heard.push([...sensors]))
    read('p', 1)
    stop()
    read('p', 2, Date.now() + 1)
    expect(heard).toEqual([['plant/p']])
  })
})

describe('sensors to show', () => {
  const ids = (all: readonly { sensor: { id: string } }[]) => all.map(({ sensor }) => sensor.id)

  test('are all that send, until the backend’s list was read; then those that it lists', async () => {
    const { timeline: store, read, list } = await timeline()
    read('x', 1)
    read('b', 1)
    expect(ids(store.listed())).toEqual(['x', 'b'])
    list('a', 'b')
    expect(ids(store.listed())).toEqual(['a', 'b'])
    expect(ids(store.unlisted('plant'))).toEqual(['x'])
  })

  test('T8: are also those that left the list', async () => {
    const { timeline: store, list } = await timeline()
    list('a', 'b')
    list('b')
    expect(ids(store.listed())).toEqual(['a', 'b'])
  })

  test('are none where the backend lists none', async () => {
    const { timeline: store, list, read } = await timeline()
    list()
    read('x', 1)
    expect(store.listed()).toEqual([])
  })
})

describe('a sensor that sends though nobody listed it', () => {
  test('has the list read again, at once and then each ten seconds at most', async () => {
    const { sent, read, list } = await timeline()
    const refreshes = (): number => sent.splice(0).filter(({ kind }) => kind === 'refresh').length
    list('p')
    read('p', 1)
    expect(refreshes()).toBe(0)
    read('x', 1)
    read('x', 2, Date.now() + 1)
    expect(refreshes()).toBe(1)
    await vi.advanceTimersByTimeAsync(10_000)
    read('x', 3)
    expect(refreshes()).toBe(1)
    list('p', 'x')
    await vi.advanceTimersByTimeAsync(10_000)
    read('x', 4)
    expect(refreshes()).toBe(0)
  })
})
