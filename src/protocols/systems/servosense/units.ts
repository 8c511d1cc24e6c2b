// The units that readings come in: each is told once, for the page to compare it with the one that is listed
// ("The unit should match the Sensor.unit field", Reading). Bounded, for a server may invent sensors and units.
import type { Update } from '../../../domain/updates'
import { excerpt } from '../../redaction'
import { text } from '../../wire'

const UNIT_SHOWN = 20
const UNITS_OF_A_SENSOR = 8
const SENSORS = 10_000

export class ToldUnits {
  readonly #told = new Map<string, Set<string>>()

  /** What a reading with this unit has to tell. A value is worth showing without a unit: the metadata has one. */
  tell(sensor: string, given: unknown): Update[] {
    const unit = text(given)
    if (unit === null) return []
    const told = this.#told.get(sensor) ?? new Set()
    if (told.has(unit) || told.size >= UNITS_OF_A_SENSOR) return []
    // Told twice costs nothing but time.
    if (this.#told.size >= SENSORS) this.#told.clear()
    this.#told.set(sensor, told.add(unit))
    return [{ kind: 'unit', sensor, unit: excerpt(unit, UNIT_SHOWN) }]
  }
}
