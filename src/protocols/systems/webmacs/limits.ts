// Turns WebMACS rules into limits. The server sends no alarm frames: the page evaluates them (field note).
import type { Limit, LimitCondition, Update } from '../../../domain/updates'
import { rejected } from '../../rejection'
import { finiteNumber, found, isRecord, text, type WireRecord } from '../../wire'
import { texts } from './runtime-texts'

export function readLimits(items: readonly unknown[]): Update[] {
  const limits: Limit[] = []
  const rejections: Update[] = []
  for (const item of items) {
    const limit = isRecord(item) ? readLimit(item) : texts.expected('rule', 'an object', found(item))
    if (typeof limit === 'string') rejections.push(rejected(limit, item))
    else if (limit) limits.push(limit)
  }
  return [{ kind: 'limits', access: 'known', limits }, ...rejections]
}

/** The limit; `null` for a rule that is switched off; or what is wrong with it. */
function readLimit(rule: WireRecord): Limit | string | null {
  if (rule['enabled'] === false) return null
  const id = text(rule['public_id'])
  if (id === null) return texts.expected('public_id', 'a text', found(rule['public_id']))
  const sensor = text(rule['event_public_id'])
  if (sensor === null) return texts.expected('event_public_id', 'a text', found(rule['event_public_id']))
  const condition = readCondition(rule)
  if (typeof condition === 'string') return condition
  return { id, sensor, name: text(rule['name']) ?? '', severity: 'warn', condition, origin: 'backend' }
}

function readCondition(rule: WireRecord): LimitCondition | string {
  const value = finiteNumber(rule['threshold'])
  if (value === null) return texts.expected('threshold', 'a finite number', found(rule['threshold']))
  const operator = rule['operator']
  switch (operator) {
    case 'gt':
    case 'lt':
    case 'gte':
    case 'lte':
    case 'eq':
      return { operator, value }
    case 'between':
    case 'not_between': {
      const high = finiteNumber(rule['threshold_high'])
      if (high === null)
        return texts.expected('threshold_high', 'a finite number', found(rule['threshold_high']))
      const bounds = { low: Math.min(value, high), high: Math.max(value, high) }
      return operator === 'between' ? { operator, ...bounds } : { operator: 'outside', ...bounds }
    }
    default:
      return texts.expected('operator', 'gt, lt, eq, gte, lte, between or not_between', found(operator))
  }
}
