// Decides which history to ask for, one request a sensor at a time: what the time shown needs, and what
// interruptions left open (rule T4). What failed is asked for again; it sends nothing itself.
import type { RecordedSensor, SensorKey } from './recorded-sensor'
import type { EpochMs } from './updates'

export interface FillRequest {
  /** Ids of one source. */
  sensors: string[]
  /** How far back from now, in milliseconds. */
  spanMs: number
}

/** How much more is asked for than was missed. */
const MARGIN_MS = 30_000
const MINUTE_MS = 60_000
/** A request that nobody answered for so long was lost. */
const LOST_AFTER_MS = 600_000

export class HistoryRequests {
  /** How far back history is wanted, and how far back it was had. */
  readonly #wanted = new Map<SensorKey, number>()
  readonly #had = new Map<SensorKey, number>()
  /** Requests under way: how far back, and when they were made, on this machine's clock. */
  readonly #underWay = new Map<SensorKey, { spanMs: number; at: EpochMs }>()

  /** From now on, history of a sensor is wanted at least so far back. */
  want({ key }: RecordedSensor, spanMs: number): void {
    this.#wanted.set(key, Math.max(this.#wanted.get(key) ?? 0, spanMs))
  }

  /**
   * What to ask for now. Spans of about the same length share a request: a backend thins out what is long,
   * and one sensor that was silent for days must not cost the others their detail.
   * @param sensors of one source
   * @param backendNow this moment on the backend's clock
   * @param here the same moment on this machine's clock
   */
  next(sensors: readonly RecordedSensor[], backendNow: EpochMs, here: EpochMs): FillRequest[] {
    const requests = new Map<number, FillRequest>()
    for (const sensor of sensors) {
      const spanMs = this.#spanOf(sensor, backendNow, here)
      if (spanMs === 0) continue
      this.#underWay.set(sensor.key, { spanMs, at: here })
      sensor.open.ask()
      const length = Math.ceil(Math.log2(Math.max(spanMs / MINUTE_MS, 1)))
      const request = requests.get(length) ?? { sensors: [], spanMs: 0 }
      request.sensors.push(sensor.sensor.id)
      request.spanMs = Math.max(request.spanMs, spanMs)
      requests.set(length, request)
    }
    return [...requests.values()]
  }

  forget({ key }: RecordedSensor): void {
    for (const kept of [this.#wanted, this.#had, this.#underWay]) kept.delete(key)
  }

  /** A request that named the sensor is done. */
  settle({ key }: RecordedSensor, failed: boolean): void {
    const done = this.#underWay.get(key)
    this.#underWay.delete(key)
    if (done && !failed) this.#had.set(key, Math.max(this.#had.get(key) ?? 0, done.spanMs))
  }

  #spanOf({ key, open }: RecordedSensor, backendNow: EpochMs, here: EpochMs): number {
    const underWay = this.#underWay.get(key)
    if (underWay && Math.abs(here - underWay.at) < LOST_AFTER_MS) return 0
    const wanted = this.#wanted.get(key) ?? 0
    const needed = wanted > (this.#had.get(key) ?? 0) ? wanted : 0
    const missed = open.since === null ? 0 : Math.max(backendNow - open.since, 0) + MARGIN_MS
    return Math.max(needed, missed)
  }
}
