// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import { nextTick, watchEffect } from 'vue'
import { useNow } from '../../../src/stores/now'
import { unwatch } from '../components/watched'
import { watchAndTell } from './telling'

const HOUR = 3_600_000

afterEach(() => {
  useNow().pause()
  unwatch()
})

/** A sensor at one a second, learned. */
async function steady() {
  const told = await watchAndTell()
  told.goLive('plant')
  told.list('p', 'q')
  told.setLimits(told.limit('p'))
  const run = async (seconds: number, value = 50): Promise<void> => {
    for (let i = 0; i < seconds; i++) {
      told.read('p', value)
      await vi.advanceTimersByTimeAsync(1_000)
    }
  }
  await run(5)
  return { ...told, run }
}

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

describe('what goes quiet (T8)', () => {
  test('stays as last known crit, below what is crit now and above all warnings', async () => {
    const { list, limit, setLimits, read, conditions } = await steady()
    list('p', 'w', 'q', 'r', 'n')
    setLimits(
      limit('p', { severity: 'crit' }),
      limit('q', { severity: 'crit' }),
      limit('w'),
      limit('r'),
      limit('n'),
    )
    await nextTick()
    for (const id of ['p', 'r', 'w']) read(id, 95)
    await vi.advanceTimersByTimeAsync(60_000)
    read('q', 95)
    read('w', 95)
    read('n', 5)
    expect(conditions.of('plant/p')).toMatchObject({
      state: 'unknown',
      lastKnown: 'crit',
      freshness: 'stale',
    })
    expect(conditions.abnormal).toEqual(['plant/q', 'plant/p', 'plant/w', 'plant/r'])
  })

  test('a normal value that goes quiet is not abnormal, and no longer normal', async () => {
    const { condition, conditions } = await steady()
    await vi.advanceTimersByTimeAsync(60_000)
    expect(await condition('p')).toMatchObject({ state: 'unknown', lastKnown: 'normal', rank: 0 })
    expect(conditions.abnormal).toEqual([])
  })

  test('V6: among equals the order never changes by itself', async () => {
    const { list, limit, setLimits, read, conditions } = await watchAndTell()
    const ids = ['c', 'a', 'e', 'b', 'd']
    list(...ids)
    setLimits(...ids.map((id) => limit(id)))
    await nextTick()
    for (const id of ['d', 'b', 'a', 'c', 'e']) read(id, 95)
    const order = ids.map((id) => `plant/${id}`)
    expect(conditions.abnormal).toEqual(order)
    for (const id of ['e', 'a']) read(id, 99, Date.now() + 1)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(conditions.abnormal).toEqual(order)
  })
})

describe('cost', () => {
  test('a calm wall writes nothing, however many samples come', async () => {
    const { conditions, run } = await steady()
    let written = -1
    watchEffect(
      () => {
        void conditions.abnormal
        void conditions.of('plant/p')
        written++
      },
      { flush: 'sync' },
    )
    await run(20)
    expect(written).toBe(0)
    await run(1, 95)
    expect(written).toBeGreaterThan(0)
  })

  test('limits that did not change stay the same list, for those who draw them', async () => {
    const { conditions, timeline, run, preferences } = await steady()
    const limits = () => conditions.limitsOf(timeline.sensor('plant/p')!)
    const before = limits()
    await run(3)
    expect(limits()).toBe(before)
    preferences.chooseSeverity('plant', 'over p', 'crit')
    expect(limits().map(({ severity }) => severity)).toEqual(['crit'])
  })

  test('each second each sensor is judged once, however many there are', async () => {
    const { list, sources } = await watchAndTell()
    list(...Array.from({ length: 1_000 }, (_, i) => `s${i}`))
    await nextTick()
    const judged = vi.spyOn(sources, 'serverTime')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(judged).toHaveBeenCalledTimes(1_000)
  })

  test('a link that tells of something else than delivering has nothing judged anew', async () => {
    const { run, happen, sources } = await steady()
    await run(1)
    const judged = vi.spyOn(sources, 'serverTime')
    happen('plant', { kind: 'timer', timer: 'stability', connection: 1 })
    await nextTick()
    expect(judged).not.toHaveBeenCalled()
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
