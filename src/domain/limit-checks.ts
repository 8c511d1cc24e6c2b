// What a sensor's values are checked for, as descriptions of the alarms that come of it. It judges no value.
import type { AlarmSettings } from './alarm-condition'
import type { AlarmDescription } from './alarm-register'
import type { Limit, LimitCondition, Sensor } from './updates'

export interface Check {
  description: AlarmDescription
  condition: LimitCondition
}

/** What a sensor's alarms are made of; made anew when any of it changed. */
export interface Terms {
  sensor: Sensor
  limits: readonly Limit[]
  settings: AlarmSettings
}

/** By the key of the alarm that each makes. */
export function checksOf(source: string, { sensor, limits, settings }: Terms): Map<string, Check> {
  const { onDelayMs, offDelayMs } = settings
  const common = { source, subject: sensor.id, name: sensor.name, delays: { onDelayMs, offDelayMs } }
  const checks: Check[] = limits.map(({ id, origin, name, severity, condition }) => ({
    condition,
    description: {
      ...common,
      key: JSON.stringify(['limit', source, sensor.id, origin, id]),
      kind: 'limit',
      text: name,
      severity,
      condition,
      origin,
    },
  }))
  if (sensor.range) {
    const { min, max } = sensor.range
    const condition: LimitCondition = { operator: 'outside', low: min, high: max }
    checks.push({
      condition,
      description: {
        ...common,
        key: JSON.stringify(['range', source, sensor.id]),
        kind: 'out-of-range',
        text: '',
        severity: 'warn',
        condition,
      },
    })
  }
  return new Map(checks.map((check) => [check.description.key, check]))
}

/** Whether they mean the same: all of them are read anew each minute. */
export function isSame(a: Terms, b: Terms): boolean {
  return (
    isSameSensor(a.sensor, b.sensor) &&
    isSameList(a.limits, b.limits) &&
    a.settings.deadband === b.settings.deadband &&
    a.settings.onDelayMs === b.settings.onDelayMs &&
    a.settings.offDelayMs === b.settings.offDelayMs
  )
}

function isSameSensor(a: Sensor, b: Sensor): boolean {
  return a === b || (a.name === b.name && a.range?.min === b.range?.min && a.range?.max === b.range?.max)
}

function isSameList(a: readonly Limit[], b: readonly Limit[]): boolean {
  if (a === b) return true
  return a.length === b.length && a.every((limit, index) => isSameLimit(limit, b[index]))
}

function isSameLimit(a: Limit, b: Limit | undefined): boolean {
  return (
    a.id === b?.id &&
    a.name === b.name &&
    a.severity === b.severity &&
    a.origin === b.origin &&
    isSameCondition(a.condition, b.condition)
  )
}

export function isSameCondition(a: LimitCondition, b: LimitCondition): boolean {
  if (a.operator !== b.operator) return false
  if ('value' in a) return 'value' in b && a.value === b.value
  return 'low' in b && a.low === b.low && a.high === b.high
}
