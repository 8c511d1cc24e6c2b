// The shape of what a probe finds: a sensor, and what it shows now.

import type { SensorDeclaration } from '../systems/webmacs/sensors'

/** `value` is null when this turn has none for a sensor that exists. */
export interface Measurement extends SensorDeclaration {
  value: number | null
}

export function percentage(name: string, value: number | null): Measurement {
  return quantity(name, '%', 100, value)
}

/** A sensor from 0 to `max`. */
export function quantity(name: string, unit: string, max: number, value: number | null): Measurement {
  return { name, unit, type: 'sensor', min_value: 0, max_value: max, value: rounded(value) }
}

/** Two decimals; what is not a number is no value. */
function rounded(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? Math.round(value * 100) / 100 : null
}
