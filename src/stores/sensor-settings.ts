// What this user set for single sensors, kept in this browser: limits of one's own, alarms, display. Where the browser
// keeps nothing, it holds for as long as the page is open, and `isKept` says so.
import { defineStore } from 'pinia'
import { computed } from 'vue'
import type { AlarmSettings } from '../domain/alarm-condition'
import type { RecordedSensor, SensorKey } from '../domain/recorded-sensor'
import { DEFAULT_SETTINGS, ownLimitsOf, settingsIn, type SensorSettings } from '../domain/sensor-settings'
import type { Limit } from '../domain/updates'
import { useKeptDocument } from './kept-document'
import { KEPT_SETTINGS } from './kept-sensor-settings'
import { query } from './query'
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
  const { kept, isKept, change: keep } = useKeptDocument('watchdeck:sensors', KEPT_SETTINGS)

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
    rewrite([key], [[key, settings]])
  }

  function reset(key: SensorKey): void {
    rewrite([key])
  }

  /** The source is configured no longer. */
  function forgetSource(source: string): void {
    const isOfSource = (key: SensorKey): boolean => key.startsWith(`${source}/`)
    for (const key of derived.keys()) if (isOfSource(key)) derived.delete(key)
    const set = [...sensors.value.keys()].filter(isOfSource)
    if (set.length > 0) rewrite(set)
  }

  /** Lets go of what was set for these sensors, or could not be believed; `fresh` takes its place. */
  function rewrite(
    keys: readonly SensorKey[],
    fresh: readonly (readonly [SensorKey, SensorSettings])[] = [],
  ): void {
    const changed = new Map(sensors.value)
    const refused = new Set(kept.value.refused)
    for (const key of keys) {
      changed.delete(key)
      refused.delete(key)
    }
    for (const [key, settings] of fresh) changed.set(key, settings)
    keep({ sensors: changed, refused })
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
    display: query(display),
    alarmSettings,
  }
})
