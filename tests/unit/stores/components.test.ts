// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Component } from '../../../src/domain/updates'
import { useComponents } from '../../../src/stores/components'
import { unwatch } from '../components/watched'
import { watchAndTell } from './telling'

afterEach(unwatch)

function component(state: Component['state'], more: Partial<Component> = {}): Component {
  return {
    id: 'pump',
    name: 'Pump',
    state,
    stateText: state,
    pid: 7,
    uptime: 60,
    error: null,
    updatedAt: null,
    ...more,
  }
}

async function components() {
  const told = await watchAndTell()
  const store = useComponents()
  const state = (...all: Component[]): void =>
    told.tell({ kind: 'components', components: all, time: Date.now() })
  /** Told each two seconds, as it is. */
  const run = async (times: number, ...all: Component[]): Promise<void> => {
    for (let i = 0; i < times; i++) {
      state(...all)
      await vi.advanceTimersByTimeAsync(2_000)
    }
  }
  const pump = () => store.of('plant/pump')
  return { ...told, store, state, run, pump }
}

describe('a component', () => {
  test('T1: is live while it is told, late, then stale, and its state is then what was last known', async () => {
    const { run, pump, now } = await components()
    await run(5, component('error', { error: 'exited with 1' }))
    now.tick()
    expect(pump()).toMatchObject({ freshness: 'live', state: 'crit', lastKnown: null, rank: 4 })
    await vi.advanceTimersByTimeAsync(3_000)
    now.tick()
    expect(pump()).toMatchObject({ freshness: 'late', state: 'crit' })
    await vi.advanceTimersByTimeAsync(3_000)
    now.tick()
    expect(pump()).toMatchObject({ freshness: 'stale', state: 'unknown', lastKnown: 'crit', rank: 3 })
    expect(pump()!.ageMs).toBeGreaterThanOrEqual(6_000)
  })

  test('T8: that vanished is what was last known; it returns', async () => {
    const { state, pump } = await components()
    state(component('error'), component('running', { id: 'fan' }))
    state(component('running', { id: 'fan' }))
    expect(pump()).toMatchObject({ listed: false, freshness: 'stale', state: 'unknown', lastKnown: 'crit' })
    state(component('running', { id: 'fan' }), component('running'))
    expect(pump()).toMatchObject({ listed: true, freshness: 'live', state: 'normal' })
  })

  test('a stopped one is abnormal only when the user says that it should run, and that is remembered', async () => {
    const { state, pump, store } = await components()
    state(component('stopped'))
    expect(pump()).toMatchObject({ state: 'stopped', rank: 0, expected: false })
    store.expect('plant/pump', true)
    expect(pump()).toMatchObject({ state: 'warn', rank: 2, expected: true })
    await vi.advanceTimersByTimeAsync(1)
    expect(localStorage.getItem('watchdeck:expected-components')).toBe('["plant/pump"]')
    store.expect('plant/pump', false)
    expect(pump()).toMatchObject({ state: 'stopped' })
  })

  test('has its figures, and only its own', async () => {
    const { state, list, pump } = await components()
    list({ id: 'cpu', component: 'pump' }, { id: 'other', component: 'fan' }, 'plain')
    state(component('running'))
    expect(pump()!.figures.map(({ sensor }) => sensor.id)).toEqual(['cpu'])
  })
})

describe('figures of a component', () => {
  test.each([
    ['running', 'normal'],
    ['stopped', 'stopped'],
    ['error', 'stopped'],
    ['starting', 'busy'],
    ['stopping', 'busy'],
  ] as const)('while it is %s: %s, and never abnormal for want of values', async (is, expected) => {
    const { state, list, setLimits, limit, read, now, condition, conditions } = await components()
    list({ id: 'cpu', component: 'pump' })
    setLimits(limit('cpu'))
    read('cpu', 50)
    state(component(is))
    now.tick()
    expect(await condition('cpu')).toMatchObject({ state: expected, rank: 0 })
    expect(conditions.stale).toBe(0)
  })

  test('T8: are stale with it when nobody tells of it any more, and what they were before it stopped is not last known', async () => {
    const { run, list, setLimits, limit, read, now, condition } = await components()
    list({ id: 'cpu', component: 'pump' })
    setLimits(limit('cpu'))
    read('cpu', 99)
    await run(3, component('stopped'))
    await vi.advanceTimersByTimeAsync(60_000)
    now.tick()
    expect(await condition('cpu')).toMatchObject({
      ...{ freshness: 'stale', state: 'unknown', lastKnown: 'stopped', rank: 0 },
    })
  })
})
