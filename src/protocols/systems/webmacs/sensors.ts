// Turns WebMACS "events" into sensors: {public_id, name, min_value, max_value, unit, type}.
import type { Reporting, Sensor, Update } from '../../../domain/updates'
import { rejected } from '../../rejection'
import { finiteNumber, found, isRecord, text } from '../../wire'
import { texts } from './runtime-texts'

const GROUPS: ReadonlyMap<string, string> = new Map(Object.entries(texts.groups))
/** These change when somebody or something acts; the others report at a cadence. */
const ON_CHANGE: ReadonlySet<string> = new Set(['actuator', 'cmd_button', 'cmd_opened', 'cmd_closed'])

export function readSensors(items: readonly unknown[]): Update[] {
  const sensors: Sensor[] = []
  const rejections: Update[] = []
  for (const item of items) {
    const id = isRecord(item) ? text(item['public_id']) : null
    if (!isRecord(item) || id === null) {
      const reason = texts.expected('event', 'an object with a public_id', found(item))
      rejections.push(rejected(reason, item))
      continue
    }
    const type = text(item['type']) ?? ''
    const reporting: Reporting = ON_CHANGE.has(type) ? 'on-change' : 'periodic'
    sensors.push({
      id,
      name: text(item['name'])?.trim() || texts.unnamed,
      unit: text(item['unit']) ?? '',
      group: GROUPS.get(type) ?? texts.groups.other,
      reporting,
      range: rangeOf(finiteNumber(item['min_value']), finiteNumber(item['max_value'])),
    })
  }
  return [{ kind: 'sensors', sensors }, ...rejections]
}

function rangeOf(min: number | null, max: number | null): Sensor['range'] {
  return min !== null && max !== null && min < max ? { min, max } : null
}
