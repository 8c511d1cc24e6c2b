// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import { watchEffect } from 'vue'
import { useNow } from '../../../src/stores/now'
import { unwatch } from '../components/watched'
import { steady, watchAndTell } from './telling'

const HOUR = 3_600_000

afterEach(() => {
  useNow().pause()
  unwatch()
})

describe('the highlight', () => {
  test('A0: follows the value at once, in the same turn', async () => {
    const { conditions, read } = await steady()
    read('p', 90)
    expect(conditions.of('plant/p')).toMatchObject({ state: 'normal', highlight: null })
    read('p', 90.001, Date.now() + 1)
    expect(conditions.of('plant/p')).toMatchObject({ state: 'warn', rank: 2 })
    read('p', 90, Date.now() + 2)
    expect(conditions.of('plant/p').state).toBe('normal')
  })

  test('is judged anew when limits are read, and tells of the new one', async () => {
    const { read, condition, limit, setLimits } = await steady()
    read('p', 95)
    setLimits(limit('p', { condition: { operator: 'gt', value: 96 } }))
    expect((await condition('p')).state).toBe('normal')
    setLimits(limit('p', { condition: { operator: 'gt', value: 80 } }))
    expect((await condition('p')).highlight).toMatchObject({ limit: { condition: { value: 80 } } })
    setLimits(limit('p', { condition: { operator: 'gt', value: 70 } }))
    expect((await condition('p')).highlight).toMatchObject({ limit: { condition: { value: 70 } } })
  })

  test('takes the severity that the user chose, at once', async () => {
    const { read, condition, preferences } = await steady()
    read('p', 95)
    preferences.chooseSeverity('plant', 'over p', 'crit')
    expect(await condition('p')).toMatchObject({ state: 'crit', rank: 4 })
  })

  test('tells of a left range where no limit is met', async () => {
    const { list, read, condition } = await steady()
    list({ id: 'p', range: { min: 0, max: 60 } })
    read('p', 70)
    expect(await condition('p')).toMatchObject({ state: 'warn', highlight: { cause: 'out-of-range' } })
  })
})

describe('T9: only a known limit that is kept makes a value normal', () => {
  test.each(['unknown', 'forbidden', 'known'] as const)('none is known (%s): no limit', async (access) => {
    const { list, read, tell, condition } = await watchAndTell()
    list('p')
    if (access !== 'unknown') tell({ kind: 'limits', access, limits: [] })
    read('p', 5)
    expect((await condition('p')).state).toBe('no-limit')
  })

  test('a limit of another sensor is none', async () => {
    const { read, condition } = await steady()
    read('q', 5)
    expect((await condition('q')).state).toBe('no-limit')
  })

  test('limits that may no longer be seen are no longer kept', async () => {
    const { tell, condition } = await steady()
    expect((await condition('p')).state).toBe('normal')
    tell({ kind: 'limits', access: 'forbidden', limits: [] })
    expect((await condition('p')).state).toBe('no-limit')
  })
})

describe('freshness', () => {
  test('T1: turns late, then stale, within a second of its time', async () => {
    const { conditions } = await steady()
    const seen: [string, number][] = []
    const start = Date.now() - 1_000
    watchEffect(
      () => {
        const { freshness } = conditions.of('plant/p')
        if (seen.at(-1)?.[0] !== freshness) seen.push([freshness, Date.now() - start])
      },
      { flush: 'sync' },
    )
    await vi.advanceTimersByTimeAsync(10_000)
    expect(seen).toEqual([
      ['live', 1_000],
      ['late', 3_000],
      ['stale', 6_000],
    ])
  })

  test('is unknown before the first sample', async () => {
    const { condition } = await steady()
    expect(await condition('q')).toEqual({
      freshness: 'unknown',
      state: 'unknown',
      lastKnown: null,
      highlight: null,
      timeUnknown: false,
      rank: 0,
    })
  })

  test('T1: a value that is told on change follows the life of its link', async () => {
    const { list, read, close, condition, goLive, happen } = await steady()
    list({ id: 'door', reporting: 'on-change' })
    read('door', 1)
    await vi.advanceTimersByTimeAsync(HOUR)
    expect((await condition('door')).freshness).toBe('live')
    close('plant', 1006)
    expect((await condition('door')).freshness).toBe('stale')
    happen('plant', { kind: 'try-now' })
    goLive('plant')
    expect((await condition('door')).freshness).toBe('live')
  })

  test('T2: also while that link is open but silent', async () => {
    const { list, read, happen, link, condition } = await steady()
    list({ id: 'door', reporting: 'on-change' })
    read('door', 1)
    happen('plant', { kind: 'silent', connection: link('plant').state.value.connection })
    expect((await condition('door')).freshness).toBe('stale')
  })

  test.each([HOUR, -HOUR])(
    'K2: this machine’s clock %d ms off makes nothing stale or fresh',
    async (offMs) => {
      const { sources, list, read, condition } = await watchAndTell()
      sources.note('plant', { clock: { offsetMs: -offMs, uncertaintyMs: 20 } })
      list('p')
      const backend = (): number => Date.now() - offMs
      for (let i = 0; i < 5; i++) {
        read('p', 1, backend())
        await vi.advanceTimersByTimeAsync(1_000)
      }
      expect((await condition('p')).freshness).toBe('live')
      await vi.advanceTimersByTimeAsync(6_000)
      expect((await condition('p')).freshness).toBe('stale')
    },
  )

  test('T1: a sensor whose own clock is an hour ahead turns stale all the same', async () => {
    const { list, read, condition } = await watchAndTell()
    list('p')
    read('p', 1, Date.now() + HOUR)
    expect((await condition('p')).freshness).toBe('live')
    await vi.advanceTimersByTimeAsync(60_000)
    expect((await condition('p')).freshness).toBe('stale')
  })
})

test('T8: a sensor that leaves the backend’s list stays, and ages', async () => {
  const { list, read, condition, conditions } = await steady()
  read('p', 95)
  expect(conditions.abnormal).toEqual(['plant/p'])
  list('q')
  expect((await condition('p')).state).toBe('warn')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(await condition('p')).toMatchObject({ state: 'unknown', lastKnown: 'warn' })
  expect(conditions.abnormal).toEqual(['plant/p'])
})

describe('T5: a polled value without a time', () => {
  test('is shown as of unknown time, never as fresh, and what it would mean is last known', async () => {
    const { list, setLimits, limit, read, condition, timeline } = await watchAndTell()
    list('p')
    setLimits(limit('p'))
    read('p', 95, NaN, 'polled')
    expect(await condition('p')).toMatchObject({
      freshness: 'unknown',
      state: 'unknown',
      lastKnown: 'warn',
      timeUnknown: true,
      rank: 1,
    })
    const recorded = timeline.sensor('plant/p')!
    expect([recorded.last, recorded.untimed?.value, recorded.counts.untimed]).toEqual([null, 95, 1])
    read('p', 50)
    expect(await condition('p')).toMatchObject({ freshness: 'live', state: 'normal', timeUnknown: false })
    expect(recorded.untimed).toBeNull()
  })
})
