// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { RecordedSensor } from '../../../src/domain/recorded-sensor'
import { DEFAULT_SETTINGS, type SensorSettings } from '../../../src/domain/sensor-settings'
import { useSensorSettings } from '../../../src/stores/sensor-settings'
import { formatValue } from '../../../src/texts/format'
import { described } from '../domain/recording'

const KEY = 'watchdeck:sensors'
const hot: SensorSettings = { ...DEFAULT_SETTINGS, highCrit: 80, limitsUnit: '°C', unit: '°F', decimals: 1 }

function store() {
  setActivePinia(createPinia())
  return useSensorSettings()
}

function recorded(unit = '°C', id = 'p'): RecordedSensor {
  return new RecordedSensor('plant', described(id, { unit }), 100, { cadenceMs: 1_000, pollMs: 0 })
}

function keep(sensors: object, version: unknown = 1): void {
  localStorage.setItem(KEY, JSON.stringify({ version, sensors }))
}

beforeEach(() => {
  localStorage.clear()
})
afterEach(() => {
  vi.restoreAllMocks()
})

test('what the user set is there again the next time', async () => {
  store().change('plant/p', hot)
  await nextTick()
  const again = store()
  expect(again.of('plant/p')).toEqual(hot)
  expect(again.of('plant/q')).toEqual(DEFAULT_SETTINGS)
  expect(again.isKept).toBe(true)
})

test('nothing is written while nothing is set', async () => {
  store()
  await nextTick()
  expect(localStorage.getItem(KEY)).toBeNull()
})

test('a reset leaves nothing of one sensor, and all of the others', async () => {
  const settings = store()
  settings.change('plant/p', hot)
  settings.change('plant/q', hot)
  settings.reset('plant/p')
  await nextTick()
  const again = store()
  expect([again.of('plant/p'), again.of('plant/q')]).toEqual([DEFAULT_SETTINGS, hot])
})

describe('what anybody may have written there', () => {
  test.each([
    7,
    null,
    [],
    { highCrit: '80' },
    { highCrit: null, lowWarn: {} },
    { deadband: -1 },
    { deadband: null },
    { onDelayMs: 1e12 },
    { offDelayMs: '5' },
    { decimals: 1.5 },
    { decimals: 6 },
    { decimals: 'auto' },
    { unit: '' },
    { unit: 7 },
    { limitsUnit: null },
    { lowWarn: 5, highWarn: 5 },
    { highWarn: 9, highCrit: 8 },
  ])('%j costs only its own sensor, and that is told', (entry) => {
    keep({ 'plant/p': entry, 'plant/q': hot })
    const settings = store()
    expect(settings.of('plant/p')).toEqual(DEFAULT_SETTINGS)
    expect(settings.isRefused('plant/p')).toBe(true)
    expect(settings.of('plant/q')).toEqual(hot)
    expect(settings.isRefused('plant/q')).toBe(false)
  })

  test('what is missing is as if never set', () => {
    keep({ 'plant/p': { highCrit: 80, colour: 'pink' } })
    expect(store().of('plant/p')).toEqual({ ...DEFAULT_SETTINGS, highCrit: 80 })
  })

  test.each(['', '{', 'null', '[]', '7', '{"sensors":{}}', '{"version":0,"sensors":{}}', '{"version":1}'])(
    '%j is nothing at all, and that is told',
    (raw) => {
      localStorage.setItem(KEY, raw)
      const settings = store()
      expect([settings.of('plant/p'), settings.trouble]).toEqual([DEFAULT_SETTINGS, 'unreadable'])
    },
  )

  test.each(['__proto__', 'constructor', 'plant/__proto__'])(
    'a sensor called %s is like any other',
    async (key) => {
      const settings = store()
      expect(settings.of(key)).toEqual(DEFAULT_SETTINGS)
      settings.change(key, hot)
      await nextTick()
      expect(store().of(key)).toEqual(hot)
    },
  )
})

describe('what a later version wrote', () => {
  const later = JSON.stringify({ version: 2, sensors: { 'plant/p': { upper: 80 } } })

  test('is left alone while the user changes nothing', async () => {
    localStorage.setItem(KEY, later)
    const settings = store()
    await nextTick()
    expect([settings.trouble, settings.of('plant/p')]).toEqual(['later-version', DEFAULT_SETTINGS])
    expect(localStorage.getItem(KEY)).toBe(later)
  })

  test('and so is an entry that cannot be believed', async () => {
    keep({ 'plant/p': { highCrit: 'high' }, 'plant/q': hot })
    const found = localStorage.getItem(KEY)
    store()
    await nextTick()
    expect(localStorage.getItem(KEY)).toBe(found)
  })

  test('is replaced once the user changes something', async () => {
    localStorage.setItem(KEY, later)
    const settings = store()
    settings.change('plant/q', hot)
    await nextTick()
    expect(settings.trouble).toBeNull()
    expect(store().of('plant/q')).toEqual(hot)
  })
})

describe('a browser that keeps nothing', () => {
  test('storage is full: it holds for this page, and that is told', async () => {
    const setItem = vi.fn<Storage['setItem']>(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    const full = {
      getItem: () => null,
      setItem,
      removeItem: vi.fn(),
      clear: vi.fn(),
      key: () => null,
      length: 0,
    }
    vi.spyOn(window, 'localStorage', 'get').mockReturnValue(full)
    const settings = store()
    settings.change('plant/p', hot)
    await nextTick()
    expect([settings.of('plant/p'), settings.isKept]).toEqual([hot, false])
    setItem.mockImplementation(() => undefined)
    settings.change('plant/q', hot)
    await nextTick()
    expect(settings.isKept).toBe(true)
  })

  test('storage is switched off: the same', async () => {
    vi.spyOn(window, 'localStorage', 'get').mockImplementation(() => {
      throw new DOMException('off', 'SecurityError')
    })
    const settings = store()
    settings.change('plant/p', hot)
    await nextTick()
    expect([settings.of('plant/p'), settings.isKept]).toEqual([hot, false])
  })
})

test('what another tab sets holds here too', () => {
  const settings = store()
  const newValue = JSON.stringify({ version: 1, sensors: { 'plant/p': hot } })
  window.dispatchEvent(new StorageEvent('storage', { key: KEY, newValue, storageArea: localStorage }))
  expect(settings.of('plant/p')).toEqual(hot)
})

describe('own limits and display of a sensor', () => {
  test('are the same objects until something about the sensor changes', () => {
    const settings = store()
    settings.change('plant/p', hot)
    const sensor = recorded()
    const before = [settings.ownLimits(sensor), settings.display(sensor)]
    settings.change('plant/q', hot)
    expect([settings.ownLimits(sensor), settings.display(sensor)].every((one, i) => one === before[i])).toBe(
      true,
    )
    settings.change('plant/p', { ...hot, highCrit: 81 })
    expect(settings.ownLimits(sensor)).not.toBe(before[0])
    expect(settings.ownLimits(sensor)[0]!.condition).toEqual({ operator: 'gt', value: 81 })
  })

  test('follow the unit that the backend gives the sensor', () => {
    const settings = store()
    settings.change('plant/p', { ...hot, deadband: 5 })
    const sensor = recorded()
    settings.ownLimits(sensor)
    sensor.sensor = { ...sensor.sensor, unit: 'K' }
    expect(settings.ownLimits(sensor)[0]!.condition).toEqual({ operator: 'gt', value: 353.15 })
    expect(settings.alarmSettings('plant/p')).toMatchObject({ deadband: 5 })
    expect(settings.display(sensor).formatWithUnit(293.15)).toBe(`${formatValue(68, 1)} °F`)
  })

  test('while readings claim another unit than the list, nothing is converted', () => {
    const settings = store()
    settings.change('plant/p', hot)
    const sensor = recorded()
    sensor.toldUnit = 'K'
    expect(settings.display(sensor)).toMatchObject({ unit: '°C', sent: '°C', claimed: 'K' })
    sensor.toldUnit = '°C'
    expect(settings.display(sensor)).toMatchObject({ unit: '°F', claimed: null })
  })

  test('a unit that only the readings tell is the sensor’s', () => {
    const sensor = recorded('')
    sensor.toldUnit = 'bar'
    expect(store().display(sensor)).toMatchObject({ unit: 'bar', claimed: null })
  })

  test('A2: alarms have no deadband and no delays unless they were set', () => {
    const settings = store()
    expect(settings.alarmSettings('plant/p')).toMatchObject({ deadband: 0, onDelayMs: 0, offDelayMs: 0 })
    settings.change('plant/p', { ...hot, onDelayMs: 3_000 })
    expect(settings.alarmSettings('plant/p').onDelayMs).toBe(3_000)
  })
})

test('once a value had a fraction, whole numbers are written like it, and the display is another object only then', () => {
  const settings = store()
  const sensor = recorded('MB')
  const read = (value: number, time: number): string => {
    sensor.take([time], [value], 'live', time)
    return settings.display(sensor).format(value)
  }
  expect(read(67, 1)).toBe(formatValue(67))
  const whole = settings.display(sensor)
  expect(read(68, 2)).toBe(formatValue(68))
  expect(settings.display(sensor)).toBe(whole)
  expect(read(66.9, 3)).toBe(formatValue(66.9))
  expect(read(67, 4)).toBe(formatValue(67, 2))
})
