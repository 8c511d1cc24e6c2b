// What the readings of each sensor are judged by for its alarms: gathered once for as long as it can be no other, for it
// is asked for with each batch.
import type { AlarmSettings } from '../domain/alarm-condition'
import type { RecordedSensor } from '../domain/recorded-sensor'
import type { Limit } from '../domain/updates'
import { useConditions } from './conditions'
import { useSensorSettings } from './sensor-settings'

export interface AlarmTerms {
  grounds: object
  /** The limits that are told of it, and one's own. */
  told: readonly Limit[]
  /** How its alarms are calmed (A2). */
  calmed: AlarmSettings
}

/** @returns the terms of a sensor on these grounds, which are those of its condition */
export function useAlarmTerms(): (sensor: RecordedSensor, grounds: object) => AlarmTerms {
  const conditions = useConditions()
  const settings = useSensorSettings()
  const known = new WeakMap<RecordedSensor, AlarmTerms>()

  return (sensor, grounds) => {
    const before = known.get(sensor)
    if (before?.grounds === grounds) return before
    const terms = { grounds, told: conditions.limitsOf(sensor), calmed: settings.alarmSettings(sensor.key) }
    known.set(sensor, terms)
    return terms
  }
}
