// Gathers readings as growing columns, so that a window of thousands makes no objects and can be transferred.
import type { ReadingColumns } from '../domain/batch'
import type { EpochMs } from '../domain/updates'

const FIRST_CAPACITY = 64

export class ReadingBuffer {
  readonly #index = new Map<string, number>()
  #sensorOf = new Uint32Array(FIRST_CAPACITY)
  #times = new Float64Array(FIRST_CAPACITY)
  #values = new Float64Array(FIRST_CAPACITY)
  #count = 0

  push(sensor: string, time: EpochMs, value: number): void {
    if (this.#count === this.#times.length) this.#grow()
    let index = this.#index.get(sensor)
    if (index === undefined) {
      index = this.#index.size
      this.#index.set(sensor, index)
    }
    this.#sensorOf[this.#count] = index
    this.#times[this.#count] = time
    this.#values[this.#count] = value
    this.#count++
  }

  get size(): number {
    return this.#count
  }

  /** The columns, cut to length; `null` when there is nothing. */
  columns(): ReadingColumns | null {
    if (this.#count === 0) return null
    return {
      sensors: [...this.#index.keys()],
      sensorOf: this.#sensorOf.slice(0, this.#count),
      times: this.#times.slice(0, this.#count),
      values: this.#values.slice(0, this.#count),
    }
  }

  #grow(): void {
    const capacity = this.#times.length * 2
    const sensorOf = new Uint32Array(capacity)
    const times = new Float64Array(capacity)
    const values = new Float64Array(capacity)
    sensorOf.set(this.#sensorOf)
    times.set(this.#times)
    values.set(this.#values)
    this.#sensorOf = sensorOf
    this.#times = times
    this.#values = values
  }
}
