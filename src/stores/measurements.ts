// What the sensor of an alarm measured when something became of it, and what that was to its limits. Keeps nothing.
import type { Alarm } from '../domain/alarm-register'
import { highlightOf } from '../domain/limits'
import { sensorKey } from '../domain/recorded-sensor'
import type { EpochMs } from '../domain/updates'
import { useConditions } from './conditions'
import { limitOf, rangeWords } from './limit-words'
import type { Display } from './sensor-display'
import { useSensorSettings } from './sensor-settings'
import { useTimeline } from './timeline'

export interface Measurement {
  /** The newest up to then, as sent; `null` where it is not kept any more. */
  value: number | null
  /** Whether it keeps all limits of its sensor. */
  isNormal: boolean
  display: Display
}

/** @returns `null` for what is about no value, or none that is known any more; `at` is on the time of the samples */
export function useMeasurements(): (alarm: Alarm, at: EpochMs) => Measurement | null {
  const conditions = useConditions()
  const settings = useSensorSettings()
  const timeline = useTimeline()

  return ({ condition, source, subject }, at) => {
    const recorded = condition && timeline.sensor(sensorKey(source, subject ?? ''))
    if (!recorded) return null
    const { series, sensor } = recorded
    const index = series.indexAfter(at) - 1
    const value = index < series.first ? null : series.value(index)
    return {
      value,
      isNormal: value !== null && highlightOf(value, conditions.limitsOf(recorded), sensor.range) === null,
      display: settings.display(recorded),
    }
  }
}

/** The limit of an alarm in words, as the user wants values of its sensor shown; empty for one that is about none. */
export function useAlarmLimits(): (alarm: Alarm) => string {
  const settings = useSensorSettings()
  const timeline = useTimeline()
  return (alarm) => {
    const recorded = timeline.sensor(sensorKey(alarm.source, alarm.subject ?? ''))
    return recorded ? limitOfAlarm(alarm, settings.display(recorded)) : ''
  }
}

/** "Limit > 90 %", "Outside 0 to 100 %"; empty for an alarm that is about no value. */
export function limitOfAlarm({ kind, condition, origin }: Alarm, display: Display): string {
  if (!condition) return ''
  if (kind === 'out-of-range' && 'low' in condition) {
    return rangeWords({ min: condition.low, max: condition.high }, display)
  }
  return limitOf({ condition, origin: origin ?? 'backend' }, display)
}
