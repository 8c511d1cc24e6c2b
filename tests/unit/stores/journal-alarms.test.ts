// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { DEFAULT_SETTINGS } from '../../../src/domain/sensor-settings'
import { useSensorSettings } from '../../../src/stores/sensor-settings'
import { formatValue } from '../../../src/texts/format'
import { batch } from '../domain/recording'
import { unwatch } from '../components/watched'
import { journal } from './journaled'

afterEach(unwatch)

describe('alarms', () => {
  test('are recorded when they become active and when they return', async () => {
    const { goLive, list, setLimits, limit, read, fresh } = await journal()
    goLive('plant')
    list('p')
    setLimits(limit('p', { severity: 'crit' }))
    fresh()
    read('p', 95)
    await nextTick()
    expect(fresh()).toMatchObject([
      {
        kind: 'alarm',
        level: 'CRIT',
        text: `p ${formatValue(95)}, limit > ${formatValue(90)} (Too high)`,
        source: 'plant',
        sensor: 'p',
      },
    ])
    await vi.advanceTimersByTimeAsync(1_000)
    read('p', 5)
    await nextTick()
    expect(fresh()).toMatchObject([
      { kind: 'alarm', level: 'INFO', text: `p back to normal: ${formatValue(5)}`, sensor: 'p' },
    ])
  })

  test('own limits are marked, in the unit and decimals chosen, each severity with its own; one that returns while another is met does not say normal', async () => {
    const { goLive, list, read, said } = await journal()
    goLive('plant')
    list({ id: 'p', name: 'Processor', unit: '%' })
    useSensorSettings().change('plant/p', { ...DEFAULT_SETTINGS, highWarn: 90, highCrit: 95, decimals: 1 })
    await nextTick()
    said()
    for (const value of [99.5, 92, 85]) {
      read('p', value)
      await vi.advanceTimersByTimeAsync(1_000)
    }
    const one = (value: number): string => formatValue(value, 1)
    expect(said()).toEqual([
      `WARN Processor ${one(99.5)} %, your limit > ${one(90)} %`,
      `CRIT Processor ${one(99.5)} %, your limit > ${one(95)} %`,
      `INFO Processor ${one(92)} %, no longer > ${one(95)} % (yours)`,
      `INFO Processor back to normal: ${one(85)} %`,
    ])
  })

  test('T6: a spike tells the value that it had, not what came after it in the same batch', async () => {
    const { goLive, list, timeline, setLimits, limit, said } = await journal()
    goLive('plant')
    list({ id: 'p', unit: '%' })
    setLimits(limit('p', { name: '' }))
    said()
    const spike = batch({
      readings: [
        ['p', 0, 95],
        ['p', 1, 5],
      ],
    })
    spike.parts[0]!.readings!.times.set([Date.now() - 10, Date.now()])
    timeline.take(spike)
    await nextTick()
    expect(said()).toEqual([
      `WARN p ${formatValue(95)} %, limit > ${formatValue(90)} %`,
      `INFO p back to normal: ${formatValue(5)} %`,
    ])
  })

  test('a value out of its range says the range', async () => {
    const { goLive, list, read, said } = await journal()
    goLive('plant')
    list({ id: 'p', name: 'Load', unit: '%', range: { min: 0, max: 100 } })
    said()
    read('p', 120)
    await nextTick()
    expect(said()).toEqual([
      `WARN Load ${formatValue(120)} %, outside ${formatValue(0)} to ${formatValue(100)} %`,
    ])
  })

  test('a component says why it failed, and does not repeat it when it is over', async () => {
    const { goLive, tell, said } = await journal()
    goLive('plant')
    said()
    const plant = { id: 'c', name: 'Plant', pid: null, uptime: null, updatedAt: null }
    const tellOf = async (state: 'error' | 'running', error: string | null): Promise<void> => {
      tell({
        kind: 'components',
        components: [{ ...plant, state, stateText: state, error }],
        time: Date.now(),
      })
      await nextTick()
    }
    await tellOf('error', 'The process ended by itself.')
    await tellOf('running', null)
    expect(said()).toEqual(['CRIT Plant: The process ended by itself.', 'INFO Plant no longer in error'])
  })

  test('T9: that a limit is gone is not told as if the value had returned', async () => {
    const { goLive, list, setLimits, limit, read, said } = await journal()
    goLive('plant')
    list('p')
    setLimits(limit('p'))
    read('p', 95)
    await nextTick()
    said()
    setLimits()
    await nextTick()
    expect(said()).toEqual([`INFO No longer watched: p, limit > ${formatValue(90)} (Too high)`])
  })

  test('A3: one that chatters is said to, and that it no longer does', async () => {
    const { goLive, list, setLimits, limit, read, said } = await journal()
    goLive('plant')
    list('p')
    setLimits(limit('p'))
    for (let i = 0; i < 6; i++) {
      read('p', i % 2 === 0 ? 95 : 5)
      await vi.advanceTimersByTimeAsync(1_000)
    }
    const during = said()
    expect(during.filter((one) => one.startsWith('WARN p '))).toHaveLength(3)
    expect(during.filter((one) => one.startsWith('WARN Chattering'))).toHaveLength(1)
    for (let i = 0; i < 90; i++) {
      read('p', 5)
      await vi.advanceTimersByTimeAsync(1_000)
    }
    expect(said()).toContain(`INFO No longer chattering: p, limit > ${formatValue(90)} (Too high)`)
  })

  test('A3, A6: a flood is said to begin once, and every alarm of it is recorded', async () => {
    const { goLive, list, setLimits, limit, read, fresh } = await journal()
    const ids = Array.from({ length: 500 }, (_, index) => `s${index}`)
    goLive('plant')
    list(...ids)
    setLimits(...ids.map((id) => limit(id)))
    fresh()
    for (const id of ids) read(id, 95)
    await vi.advanceTimersByTimeAsync(1_000)
    const entries = fresh()
    expect(new Set(entries.map(({ sensor }) => sensor)).size).toBe(501)
    const flood = entries.filter(({ source }) => source === null)
    expect(flood).toMatchObject([{ level: 'WARN', text: expect.stringContaining('Alarm flood') as string }])
  })

  test('A5: a dead link and a message are not told a second time as alarms', async () => {
    const { goLive, close, log, fresh } = await journal()
    goLive('plant')
    log('Bearing hot', 'CRIT')
    close('plant', 1006)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(fresh().map(({ kind }) => kind)).not.toContain('alarm')
  })
})
