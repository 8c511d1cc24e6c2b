// The unit that readings come in: told when it is another than before, for the page to compare it with the one that is listed
// ("The unit should match the Sensor.unit field", Reading). Bounded, for a server may invent sensors and units.
import type { Update } from '../../../domain/updates'
import { excerpt } from '../../redaction'
import { text } from '../../wire'

const UNIT_SHOWN = 20
const SENSORS = 10_000

export class ToldUnits {
  readonly #told = new Map<string, string>()

  /** What a reading with this unit has to tell. A value is worth showing without a unit: the metadata has one. */
  tell(sensor: string, given: unknown): Update[] {
    const whole = text(given)
    if (whole === null) return []
    const unit = excerpt(whole, UNIT_SHOWN)
    if (this.#told.get(sensor) === unit) return []
    // Told twice costs nothing but time.
    if (this.#told.size >= SENSORS) this.#told.clear()
    this.#told.set(sensor, unit)
    return [{ kind: 'unit', sensor, unit }]
  }
}
