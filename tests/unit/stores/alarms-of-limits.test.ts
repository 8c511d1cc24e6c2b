// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { nextTick } from 'vue'
import { useSensorSettings } from '../../../src/stores/sensor-settings'
import { batch, NOON } from '../domain/recording'
import { plant } from './alarmed'

describe('a limit', () => {
  test('A1: that is left makes an alarm, and returning does not acknowledge it', async () => {
    const { read, news, heard, shown } = await plant()
    read('p', 95, NOON + 1)
    expect(news).toMatchObject([
      { alarm: { kind: 'limit', source: 'plant', subject: 'p', text: 'Too high', severity: 'warn' } },
    ])
    expect(news[0]).toMatchObject({ from: 'normal', to: 'unacknowledged', at: NOON + 1 })
    expect(shown()).toEqual(['p warn'])
    read('p', 50, NOON + 2)
    expect(heard()).toEqual(['p unacknowledged', 'p returned-unacknowledged'])
    expect(shown()).toEqual([])
  })

  test('A6: a spike between two values of one batch is not missed', async () => {
    const { timeline, heard } = await plant()
    const readings = [1, 95, 2].map((value, second): [string, number, number] => ['p', second, value])
    timeline.take(batch({ readings }))
    expect(heard()).toEqual(['p unacknowledged', 'p returned-unacknowledged'])
  })

  test('each limit of a sensor is an alarm of its own, and a left range is one', async () => {
    const { list, setLimits, limit, read, heard } = await plant()
    list({ id: 'p', range: { min: 0, max: 100 } })
    const crit = limit('p', { id: 'far over', severity: 'crit', condition: { operator: 'gt', value: 95 } })
    setLimits(limit('p'), crit)
    read('p', 101)
    expect(heard()).toHaveLength(3)
  })

  test('history and what an earlier page kept are not judged', async () => {
    const { read, heard } = await plant()
    read('p', 95, NOON - 5_000, 'filled')
    read('p', 95, NOON - 4_000, 'restored')
    expect(heard()).toEqual([])
    read('p', 95, NOON - 3_000, 'polled')
    expect(heard()).toEqual(['p unacknowledged'])
  })

  test('a reading that is older than what is known changes nothing', async () => {
    const { read, heard } = await plant()
    read('p', 50, NOON + 10)
    read('p', 95, NOON + 5)
    expect(heard()).toEqual([])
  })

  test('that changes while it is left is judged anew with the last value', async () => {
    const { read, heard, limit, setLimits, preferences, alarms } = await plant()
    read('p', 95)
    setLimits(limit('p', { condition: { operator: 'gt', value: 96 } }))
    await nextTick()
    expect(heard()).toEqual(['p unacknowledged', 'p returned-unacknowledged'])
    setLimits(limit('p', { condition: { operator: 'gt', value: 94 } }))
    await nextTick()
    expect(heard()).toEqual(['p unacknowledged'])
    preferences.chooseSeverity('plant', 'over p', 'crit')
    await nextTick()
    expect([heard(), alarms.shown[0]!.state]).toEqual([[], 'crit'])
  })

  test('that is gone takes its alarm along, without acknowledging it', async () => {
    const { read, heard, setLimits, shown } = await plant()
    read('p', 95)
    setLimits()
    await nextTick()
    expect(heard()).toEqual(['p unacknowledged', 'p returned-unacknowledged'])
    expect(shown()).toEqual([])
  })

  test('the limits are read anew each minute, and nothing happens', async () => {
    const { read, heard, setLimits, limit, list } = await plant()
    read('p', 95)
    heard()
    list('p', 'q')
    setLimits(limit('p'))
    await nextTick()
    expect(heard()).toEqual([])
  })

  test('T8: a sensor that vanished keeps its alarm as last known', async () => {
    const { read, heard, list, setLimits, limit, pass, alarms, conditions } = await plant()
    read('p', 95)
    heard()
    list('q')
    setLimits()
    await pass(60)
    expect(heard()).toEqual([])
    expect(alarms.shown).toMatchObject([{ state: 'unknown', lastKnown: 'warn' }])
    expect(alarms.counts).toMatchObject({ warn: 0, lastKnown: 1 })
    expect(conditions.of('plant/p')).toMatchObject({ state: 'unknown', lastKnown: 'warn' })
    list('p', 'q')
    setLimits(limit('p'))
    await nextTick()
    read('p', 96)
    expect(heard()).toEqual([])
    expect(alarms.shown).toMatchObject([{ state: 'warn' }])
  })
})

describe('a limit of one’s own', () => {
  async function withOwn(high: number | null) {
    const told = await plant()
    const kept = useSensorSettings()
    const set = async (highWarn: number | null): Promise<void> => {
      kept.change('plant/q', { ...kept.of('plant/q'), highWarn })
      await nextTick()
    }
    await set(high)
    return { ...told, set }
  }

  test.each([200, null])(
    'T8: on a stale sensor is judged by what was last known, as last known',
    async (high) => {
      const { read, pass, set, shown, heard } = await withOwn(high)
      read('q', 95)
      await pass(60)
      await set(90)
      expect(heard()).toEqual(['q unacknowledged'])
      expect(shown()).toEqual(['q unknown'])
    },
  )

  test('can be taken away from a sensor that vanished, and its alarm goes with it', async () => {
    const { read, list, set, heard, shown } = await withOwn(90)
    read('q', 95)
    list('p')
    await set(null)
    expect(heard()).toEqual(['q unacknowledged', 'q returned-unacknowledged'])
    expect(shown()).toEqual([])
  })

  test.each([200, null])(
    'on a figure whose component has stopped makes no alarm of the value before',
    async (high) => {
      const { read, list, run, pass, set, heard } = await withOwn(high)
      list('p', { id: 'q', component: 'm' })
      run({ state: 'running' })
      read('q', 95)
      run({ state: 'stopped' })
      await pass(1)
      await set(90)
      await pass(1)
      expect(heard()).toEqual([])
    },
  )
})
