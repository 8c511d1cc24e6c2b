// @vitest-environment happy-dom
// The table "Limits and colours" of DESIGN.md, line by line: from what a backend sends, or a user types, to what a card
// says. The line about event levels is the alarms' (domain/alarm).
import { afterEach, describe, expect, test } from 'vitest'
import { componentState } from '../../src/domain/component-state'
import { DEFAULT_SETTINGS } from '../../src/domain/sensor-settings'
import type { Component, Limit, Update } from '../../src/domain/updates'
import { readTopology } from '../../src/protocols/systems/servosense/sensors'
import { readLimits } from '../../src/protocols/systems/webmacs/limits'
import { useNow } from '../../src/stores/now'
import { useSensorSettings } from '../../src/stores/sensor-settings'
import { unwatch } from './components/watched'
import { watchAndTell } from './stores/telling'

afterEach(() => {
  useNow().pause()
  unwatch()
})

function limitsIn(updates: readonly Update[]): Limit[] {
  return updates.flatMap((update) => (update.kind === 'limits' ? update.limits : []))
}

/** What the card of a sensor with these limits says at each value. */
async function states(limits: readonly Limit[], ...values: number[]) {
  const told = await watchAndTell()
  told.list('p')
  told.setLimits(...limits.map((limit) => ({ ...limit, sensor: 'p' })))
  const seen: string[] = []
  for (const [index, value] of values.entries()) {
    told.read('p', value, Date.now() + index)
    seen.push((await told.condition('p')).state)
  }
  return seen
}

describe('servosense threshold: high limit, warn, red at once when value > threshold (strictly); null: no limit', () => {
  const limits = (threshold: unknown): Limit[] => {
    const sensor = { id: 1, name: 'Temperature', kind: 'temperature', unit: '°C', threshold, machine: null }
    const read = readTopology({ workspace: { id: 1, name: 'Plant' }, machines: [], sensors: [sensor] })
    return typeof read === 'string' ? [] : limitsIn(read)
  }

  test('A0: at once, and strictly', async () => {
    expect(limits(80)).toMatchObject([{ severity: 'warn', condition: { operator: 'gt', value: 80 } }])
    expect(await states(limits(80), 79.9, 80, 80.001, 80)).toEqual(['normal', 'normal', 'warn', 'normal'])
  })

  test('a threshold of 0 is one', async () => {
    expect(await states(limits(0), -1, 0, 0.1)).toEqual(['normal', 'normal', 'warn'])
  })

  test('T9: null is no limit, never normal', async () => {
    expect(limits(null)).toEqual([])
    expect(await states(limits(null), -1e9, 0, 1e9)).toEqual(['no-limit', 'no-limit', 'no-limit'])
  })
})

describe('webmacs rule: a condition as its operator says, warn (crit by the user’s choice)', () => {
  const rule = (operator: string, threshold: number, high: number | null = null): Limit[] =>
    limitsIn(
      readLimits([
        {
          public_id: 'r',
          event_public_id: 'p',
          name: 'Rule',
          operator,
          threshold,
          threshold_high: high,
          enabled: true,
        },
      ]),
    )

  test.each([
    ['gt', 5, null, ['normal', 'normal', 'warn']],
    ['gte', 5, null, ['normal', 'warn', 'warn']],
    ['lt', 5, null, ['warn', 'normal', 'normal']],
    ['lte', 5, null, ['warn', 'warn', 'normal']],
    ['eq', 5, null, ['normal', 'warn', 'normal']],
    ['between', 5, 6, ['normal', 'warn', 'warn']],
    ['not_between', 5, 6, ['warn', 'normal', 'normal']],
  ])('%s %d, %s: at 4, 5, 6 it is %j', async (operator, threshold, high, expected) => {
    expect(await states(rule(operator, threshold, high), 4, 5, 6)).toEqual(expected)
  })

  test('crit by the user’s choice', async () => {
    const { list, setLimits, read, condition, preferences } = await watchAndTell()
    list('p')
    setLimits(...rule('gt', 5))
    read('p', 6)
    expect((await condition('p')).state).toBe('warn')
    preferences.chooseSeverity('plant', 'r', 'crit')
    expect((await condition('p')).state).toBe('crit')
  })

  test('min_value and max_value are the range; left, it is out of range, and a warning', async () => {
    const { list, read, condition } = await watchAndTell()
    list({ id: 'p', range: { min: 0, max: 100 } })
    read('p', 100)
    expect((await condition('p')).highlight).toBeNull()
    read('p', 100.1, Date.now() + 1)
    expect(await condition('p')).toMatchObject({ state: 'warn', highlight: { cause: 'out-of-range' } })
  })
})

describe('control-center component', () => {
  const component = (state: Component['state'], error: string | null = null): Component => ({
    id: 'recorder',
    name: 'Recorder',
    state,
    stateText: state,
    pid: null,
    uptime: null,
    error,
    updatedAt: null,
  })

  test.each([
    ['running', null, 'normal'],
    ['running', 'an old story', 'normal'],
    ['starting', null, 'busy'],
    ['stopping', null, 'busy'],
    ['stopped', null, 'stopped'],
    ['stopped', 'crashed', 'crit'],
    ['starting', 'crashed', 'crit'],
    ['error', null, 'crit'],
    ['unknown', null, 'unknown'],
  ] as const)('%s with error %j is %s', (state, error, expected) => {
    expect(componentState(component(state, error), false)).toBe(expected)
  })

  test('stopped is abnormal when the user says that it should run', () => {
    expect(componentState(component('stopped'), true)).toBe('warn')
  })
})

describe('the user’s own: high and low in two priorities, beside the backend’s, marked as one’s own', () => {
  const own = { ...DEFAULT_SETTINGS, lowCrit: 0, lowWarn: 10, highWarn: 80, highCrit: 90 }

  async function watched() {
    const told = await watchAndTell()
    told.list('p')
    const settings = useSensorSettings()
    let at = Date.now()
    const stateAt = async (value: number) => {
      told.read('p', value, at++)
      return (await told.condition('p')).state
    }
    return { ...told, settings, stateAt }
  }

  test('each is passed strictly, at once', async () => {
    const { settings, setLimits, stateAt } = await watched()
    setLimits()
    settings.change('plant/p', own)
    const seen = []
    for (const value of [-1, 0, 9, 10, 50, 80, 81, 90, 91]) seen.push(await stateAt(value))
    expect(seen).toEqual(['crit', 'warn', 'warn', 'normal', 'normal', 'normal', 'warn', 'warn', 'crit'])
  })

  test('a value is judged anew when they change, without a new sample', async () => {
    const { settings, setLimits, stateAt, condition } = await watched()
    setLimits()
    expect(await stateAt(95)).toBe('no-limit')
    settings.change('plant/p', own)
    expect(await condition('p')).toMatchObject({ state: 'crit', highlight: { limit: { origin: 'own' } } })
    settings.reset('plant/p')
    expect((await condition('p')).state).toBe('no-limit')
  })

  test('they stand beside the backend’s, and the worse of both counts', async () => {
    const { settings, setLimits, limit, stateAt, conditions, timeline } = await watched()
    setLimits(limit('p', { condition: { operator: 'gt', value: 85 } }))
    settings.change('plant/p', own)
    const limits = conditions.limitsOf(timeline.sensor('plant/p')!)
    expect(limits.map(({ origin }) => origin)).toEqual(['backend', 'own', 'own', 'own', 'own'])
    expect([await stateAt(86), await stateAt(95)]).toEqual(['warn', 'crit'])
    expect(conditions.limitsOf(timeline.sensor('plant/p')!)).toBe(limits)
  })

  test.each(['forbidden', 'unknown'] as const)(
    'T9: one that is kept makes nothing normal while the backend’s are %s; one that is passed is told',
    async (access) => {
      const { settings, tell, stateAt } = await watched()
      if (access === 'forbidden') tell({ kind: 'limits', access, limits: [] })
      settings.change('plant/p', own)
      expect([await stateAt(50), await stateAt(95)]).toEqual(['no-limit', 'crit'])
    },
  )
})
