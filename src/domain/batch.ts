// What the engine hands to the timeline at the end of a debounce window: readings as columns
// (transferable, no objects), everything else as records.
import type { EpochMs, Provenance, Update } from './updates'

/** Readings of one origin in the order of their arrival. */
export interface ReadingColumns {
  /** Sensor ids; `sensorOf` points into them. */
  sensors: string[]
  sensorOf: Uint32Array<ArrayBuffer>
  /** Epoch milliseconds on the backend's clock; `NaN` for a polled value without a time (T5). */
  times: Float64Array<ArrayBuffer>
  values: Float64Array<ArrayBuffer>
}

/** What one origin delivered. `link` is `null` for what the source's REST told apart from any link. */
export interface BatchPart {
  source: string
  link: string | null
  provenance: Provenance
  readings: ReadingColumns | null
  /** How many of the readings had no time of their own and were timed on arrival (K1). */
  untimed?: number
  records: Exclude<Update, { kind: 'readings' }>[]
  /** When the first of it arrived, on the backend's clock as far as it is known. */
  arrivedAt: EpochMs
}

export interface Batch {
  number: number
  /**
   * When the oldest frame of it was received, in epoch milliseconds with fractions on this machine's clock as it was set
   * when the browser started; only for measuring how long it took from then (P5).
   */
  receivedAt: EpochMs
  parts: BatchPart[]
}
