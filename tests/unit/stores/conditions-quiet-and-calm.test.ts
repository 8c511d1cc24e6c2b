// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import { nextTick, watchEffect } from 'vue'
import { RecordedSensor } from '../../../src/domain/recorded-sensor'
import { useNow } from '../../../src/stores/now'
import { unwatch } from '../components/watched'
import { steady, watchAndTell } from './telling'

afterEach(() => {
  vi.restoreAllMocks()
  useNow().pause()
  unwatch()
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
    const { list } = await watchAndTell()
    list(...Array.from({ length: 1_000 }, (_, i) => `s${i}`))
    await nextTick()
    const judged = vi.spyOn(RecordedSensor.prototype, 'ageAt')
    await vi.advanceTimersByTimeAsync(1_000)
    expect(judged).toHaveBeenCalledTimes(1_000)
  })

  test('a link that tells of something else than delivering has nothing judged anew', async () => {
    const { run, happen } = await steady()
    await run(1)
    const judged = vi.spyOn(RecordedSensor.prototype, 'ageAt')
    happen('plant', { kind: 'timer', timer: 'stability', connection: 1 })
    await nextTick()
    expect(judged).not.toHaveBeenCalled()
  })
})
