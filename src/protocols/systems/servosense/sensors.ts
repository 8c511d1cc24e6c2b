// Turns the topology, or the list of latest readings where there is none, into sensors and their limits.
// Each malformed sensor is rejected by itself.
import type { Limit, Sensor, Update } from '../../../domain/updates'
import { rejected } from '../../rejection'
import { finiteNumber, found, idOf, isRecord, list, text } from '../../wire'
import { texts } from './runtime-texts'

/** A sensor as it stands in a list: its id has another name in each. */
interface Listed {
  item: unknown
  idKey: 'id' | 'sensor_id'
  /** The name of its machine; `null` without one. */
  machine: string | null
}

/** What the topology means: {workspace, machines: [{id, name, sensors}], sensors}; or what is wrong with all of it. */
export function readTopology(answer: unknown): Update[] | string {
  if (!isRecord(answer)) return texts.expected('topology', 'an object', found(answer))
  const machines = list(answer['machines'])
  if (!machines) return texts.expected('machines', 'a list', found(answer['machines']))
  const sensors = list(answer['sensors'])
  if (!sensors) return texts.expected('sensors', 'a list', found(answer['sensors']))
  const listed: Listed[] = []
  const rejections: Update[] = []
  for (const machine of machines) {
    const items = isRecord(machine) ? list(machine['sensors']) : null
    if (items) listed.push(...items.map((item) => ({ item, idKey: 'id' as const, machine: nameOf(machine) })))
    else
      rejections.push(rejected(texts.expected('machine', 'an object with sensors', found(machine)), machine))
  }
  for (const item of sensors) {
    listed.push({ item, idKey: 'id', machine: isRecord(item) ? nameOf(item['machine']) : null })
  }
  return [...describe(listed), ...rejections]
}

/** What the latest readings tell of the sensors: [{sensor_id, unit, name, machine, threshold, …}]. */
export function readSensorRows(rows: readonly unknown[]): Update[] {
  return describe(
    rows.map((item) => ({
      item,
      idKey: 'sensor_id',
      machine: isRecord(item) ? nameOf(item['machine']) : null,
    })),
  )
}

function describe(listed: readonly Listed[]): Update[] {
  const sensors = new Map<string, Sensor>()
  const limits: Limit[] = []
  const rejections: Update[] = []
  for (const { item, idKey, machine } of listed) {
    const id = isRecord(item) ? idOf(item[idKey]) : null
    if (!isRecord(item) || id === null) {
      rejections.push(rejected(texts.expected('sensor', `an object with ${idKey}`, found(item)), item))
      continue
    }
    // Listed with its machine before, which says more.
    if (sensors.has(id)) continue
    sensors.set(id, {
      id,
      name: text(item['name'])?.trim() || text(item['kind'])?.trim() || texts.sensor(id),
      unit: text(item['unit']) ?? '',
      group: machine ?? texts.noMachine,
      reporting: 'periodic',
      range: null,
    })
    const limit = readThreshold(id, item['threshold'])
    if (typeof limit === 'string') rejections.push(rejected(limit, item))
    else if (limit) limits.push(limit)
  }
  return [
    { kind: 'sensors', sensors: [...sensors.values()] },
    { kind: 'limits', access: 'known', limits },
    ...rejections,
  ]
}

/** "Compare incoming `value` against the sensor's `threshold` and mark red when exceeded", Client Behavior. */
function readThreshold(sensor: string, threshold: unknown): Limit | string | null {
  if (threshold === null) return null
  const value = finiteNumber(threshold)
  if (value === null) return texts.expected('threshold', 'a finite number or null', found(threshold))
  return {
    id: `threshold-${sensor}`,
    sensor,
    name: texts.threshold,
    severity: 'warn',
    condition: { operator: 'gt', value },
    origin: 'backend',
  }
}

/** The name of a machine, told as an object or by name only; `null` where there is none. */
function nameOf(machine: unknown): string | null {
  if (!isRecord(machine)) return text(machine)?.trim() || null
  const id = idOf(machine['id'])
  return text(machine['name'])?.trim() || (id === null ? null : texts.machine(id))
}
