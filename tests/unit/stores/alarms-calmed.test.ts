// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import { nextTick } from 'vue'
import { useSensorSettings } from '../../../src/stores/sensor-settings'
import { NOON } from '../domain/recording'
import { plant } from './alarmed'

describe('A2: what calms the alarms of a sensor', () => {
  async function calmed(settings: { deadband?: number; onDelayMs?: number; offDelayMs?: number }) {
    const told = await plant()
    const kept = useSensorSettings()
    kept.change('plant/p', { ...kept.of('plant/p'), ...settings })
    await nextTick()
    return told
  }

  test('deadband: the alarm stays until the value has come back by it, though the highlight is gone (A0)', async () => {
    const { read, heard, conditions, alarms } = await calmed({ deadband: 5 })
    read('p', 95, NOON)
    read('p', 86, NOON + 1)
    expect(conditions.of('plant/p').state).toBe('normal')
    expect(alarms.besides).toHaveLength(1)
    expect(alarms.counts).toMatchObject({ all: 1, warn: 1 })
    read('p', 85, NOON + 2)
    expect(heard()).toEqual(['p unacknowledged', 'p returned-unacknowledged'])
  })

  test('deadband: it is no reason to keep an alarm whose limit moved away', async () => {
    const { read, heard, limit, setLimits } = await calmed({ deadband: 5 })
    read('p', 95)
    setLimits(limit('p', { condition: { operator: 'gt', value: 96 } }))
    await nextTick()
    expect(heard()).toEqual(['p unacknowledged', 'p returned-unacknowledged'])
  })

  test('on-delay: it activates when the value was beyond for so long, by ticks too', async () => {
    const { read, heard, news, pass } = await calmed({ onDelayMs: 3_000 })
    read('p', 95, NOON - 7_000)
    await pass(2)
    expect(heard()).toEqual([])
    await pass(1)
    // On the clock of the samples: seven seconds behind.
    expect(news).toMatchObject([{ to: 'unacknowledged', at: NOON - 4_000 }])
  })

  test('off-delay: it returns when the value was back for so long', async () => {
    const { read, heard, pass } = await calmed({ offDelayMs: 3_000 })
    read('p', 95, NOON)
    read('p', 50, NOON + 1)
    await pass(2)
    expect(heard()).toEqual(['p unacknowledged'])
    await pass(2)
    expect(heard()).toEqual(['p returned-unacknowledged'])
  })

  test('C8: what is told only when it changes is judged anew after the page slept', async () => {
    const { list, read, heard, pass, now } = await calmed({ onDelayMs: 10_000 })
    list({ id: 'p', reporting: 'on-change' })
    read('p', 95)
    await pass(2)
    now.wake()
    await pass(9)
    expect(heard()).toEqual([])
    await pass(2)
    expect(heard()).toEqual(['p unacknowledged'])
  })

  test('A5: no time passes for it while nothing is known of the value', async () => {
    const { read, heard, pass, close, happen, goLive } = await calmed({ onDelayMs: 10_000 })
    read('p', 95, NOON)
    close('plant', 1006)
    await pass(30)
    expect(heard()).toEqual(['Plant unacknowledged'])
    happen('plant', { kind: 'try-now' })
    goLive('plant')
    await nextTick()
    read('p', 95, NOON + 30_000)
    await pass(4)
    expect(heard()).toEqual(['Plant returned-unacknowledged'])
  })
})
