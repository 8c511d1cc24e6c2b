// Threshold rules: which there are, and when each was last triggered. No frame tells of it; clients evaluate anew.

import { publicId } from '../../identity'
import { OWN_VALUE, sensorId, type Sensors } from './sensors'

export type RuleOperator = 'gt' | 'lt' | 'eq' | 'gte' | 'lte' | 'between' | 'not_between'

export interface Rule {
  public_id: string
  name: string
  event_public_id: string
  operator: RuleOperator
  threshold: number
  threshold_high: number | null
  action_type: string
  enabled: boolean
  cooldown_seconds: number
  /** Epoch milliseconds of the true clock. */
  last_triggered_at: number | null
}

type RuleDefinition = Pick<Rule, 'name' | 'operator' | 'threshold'> &
  Partial<Pick<Rule, 'threshold_high' | 'enabled'>> & { sensor: string }

const DEFINITIONS: readonly RuleDefinition[] = [
  { name: 'Processor busy', sensor: 'Processor', operator: 'gt', threshold: 90 },
  { name: 'Memory nearly full', sensor: 'Memory used', operator: 'gt', threshold: 90 },
  { name: 'Disk nearly full', sensor: 'Disk used', operator: 'gt', threshold: 90 },
  { name: 'Too hot', sensor: 'Temperature', operator: 'gt', threshold: 85 },
  { name: 'Your own value high', sensor: OWN_VALUE.name, operator: 'gt', threshold: 80 },
  {
    name: 'Processor outside half load',
    sensor: 'Processor',
    operator: 'not_between',
    threshold: 0,
    threshold_high: 50,
    enabled: false,
  },
]

const COOLDOWN_SECONDS = 60

export class RuleBook {
  private readonly rules: Rule[] = DEFINITIONS.map(
    ({ sensor, threshold_high = null, enabled = true, ...rule }) => ({
      public_id: publicId('rule', rule.name),
      event_public_id: sensorId(sensor),
      action_type: 'log',
      cooldown_seconds: COOLDOWN_SECONDS,
      last_triggered_at: null,
      threshold_high,
      enabled,
      ...rule,
    }),
  )

  constructor(private readonly sensors: Sensors) {}

  /** The rules of sensors that exist on this machine. */
  list(): Rule[] {
    return this.rules.filter((rule) => this.sensors.knows(rule.event_public_id))
  }

  evaluate(sensor: string, value: number, now: number): void {
    for (const rule of this.rules) {
      if (!rule.enabled || rule.event_public_id !== sensor || !holds(rule, value)) continue
      const readyAt = (rule.last_triggered_at ?? -Infinity) + rule.cooldown_seconds * 1000
      if (now >= readyAt) rule.last_triggered_at = now
    }
  }
}

/** Whether a value meets a rule's condition; ranges include their bounds. */
export function holds(rule: Pick<Rule, 'operator' | 'threshold' | 'threshold_high'>, value: number): boolean {
  const { operator, threshold, threshold_high: high } = rule
  const within = value >= threshold && value <= (high ?? threshold)
  switch (operator) {
    case 'gt':
      return value > threshold
    case 'gte':
      return value >= threshold
    case 'lt':
      return value < threshold
    case 'lte':
      return value <= threshold
    case 'eq':
      return value === threshold
    case 'between':
      return within
    case 'not_between':
      return !within
  }
}
