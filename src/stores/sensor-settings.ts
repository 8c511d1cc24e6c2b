// What this user set for single sensors, kept in this browser: limits of one's own, alarms, display. Where the browser
// keeps nothing, it holds for as long as the page is open, and `isKept` says so.
import { useStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import type { AlarmSettings } from '../domain/alarm-condition'
import type { RecordedSensor, SensorKey } from '../domain/recorded-sensor'
import { DEFAULT_SETTINGS, ownLimitsOf, settingsIn, type SensorSettings } from '../domain/sensor-settings'
import type { Limit } from '../domain/updates'
import { NOTHING_KEPT, readKept, writeKept, type KeptSettings } from './kept-sensor-settings'
import { displayOf, type Display } from './sensor-display'

/** What follows from settings and units; made anew when one of them changes. */
interface Derived {
  settings: SensorSettings
  unit: string
  toldUnit: string | null
  /** Whether a value with a fraction was ever the newest. */
  hasFractions: boolean
  limits: readonly Limit[]
  alarms: AlarmSettings
  display: Display
}

export const useSensorSettings = defineStore('sensor-settings', () => {
  /** Whether the browser keeps what is set; not when its storage is switched off or full. */
  const isKept = shallowRef(true)
  const kept = useStorage<KeptSettings>('watchdeck:sensors', NOTHING_KEPT, undefined, {
    shallow: true,
    writeDefaults: false,
    serializer: { read: readKept, write: writeKept },
    onError: () => {
      isKept.value = false
    },
  })
  const hasStorage = isKept.value

  /** By sensor; another object whenever any setting changed. */
  const sensors = computed(() => kept.value.sensors)
  /** Why settings that are kept here do not hold, if so. */
  const trouble = computed(() => kept.value.trouble)
  const derived = new Map<SensorKey, Derived>()

  function of(key: SensorKey): SensorSettings {
    return sensors.value.get(key) ?? DEFAULT_SETTINGS
  }

  /** Whether something was kept for this sensor that could not be believed. */
  function isRefused(key: SensorKey): boolean {
    return kept.value.refused.has(key)
  }

  function change(key: SensorKey, settings: SensorSettings): void {
    rewrite(key, new Map(sensors.value).set(key, settings))
  }

  function reset(key: SensorKey): void {
    const others = new Map(sensors.value)
    others.delete(key)
    rewrite(key, others)
  }

  /** The source is configured no longer. */
  function forgetSource(source: string): void {
    for (const key of derived.keys()) if (key.startsWith(`${source}/`)) derived.delete(key)
    for (const key of sensors.value.keys()) if (key.startsWith(`${source}/`)) reset(key)
  }

  /** Takes the place of whatever was there, a later version's too: the user wants something else. */
  function rewrite(key: SensorKey, changed: ReadonlyMap<SensorKey, SensorSettings>): void {
    const refused = new Set(kept.value.refused)
    refused.delete(key)
    isKept.value = hasStorage
    kept.value = { sensors: changed, refused, trouble: null, found: null }
  }

  /** The limits that the user set for a sensor; the same list until something about them changes. */
  function ownLimits(recorded: RecordedSensor): readonly Limit[] {
    return derivedOf(recorded).limits
  }

  /** How the values of a sensor are shown; the same object until something about it changes. */
  function display(recorded: RecordedSensor): Display {
    return derivedOf(recorded).display
  }

  /** How the alarms of a sensor are calmed (A2). */
  function alarmSettings(key: SensorKey): AlarmSettings {
    const settings = of(key)
    const known = derived.get(key)
    return known?.settings === settings ? known.alarms : settings
  }

  function derivedOf({ key, sensor, toldUnit, last }: RecordedSensor): Derived {
    const settings = of(key)
    const known = derived.get(key)
    const hasFractions = known?.hasFractions === true || (last !== null && !Number.isInteger(last.value))
    const isSame = known?.settings === settings && known.unit === sensor.unit && known.toldUnit === toldUnit
    if (isSame && known.hasFractions === hasFractions) return known
    const display = displayOf(sensor.unit, settings, toldUnit, hasFractions)
    const alarms = settingsIn(settings, display.sent)
    const limits = ownLimitsOf(alarms, sensor.id)
    const fresh = { settings, unit: sensor.unit, toldUnit, hasFractions, limits, alarms, display }
    derived.set(key, fresh)
    return fresh
  }

  return {
    sensors,
    trouble,
    isKept,
    of,
    isRefused,
    change,
    reset,
    forgetSource,
    ownLimits,
    display,
    alarmSettings,
  }
})
