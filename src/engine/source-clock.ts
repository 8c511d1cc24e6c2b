// A source's clock: what its answers said about it, and what time it is there (rule K2).
import type { Clock } from '../connection/clock'
import { ClockOffsetEstimator, type ClockMeasurement, type ClockOffset } from '../domain/clock-offset'
import type { EpochMs } from '../domain/updates'

/** A clock that is known to the millisecond need not be told of a tenth. */
const NEWS_MS = 5

export class SourceClock {
  readonly #estimator = new ClockOffsetEstimator()
  #offset: ClockOffset | null = null
  #told: ClockOffset | null = null

  /** @param onNews called when the estimate is another than the one told before */
  constructor(
    private readonly clock: Clock,
    private readonly onNews: (offset: ClockOffset) => void,
  ) {}

  /** This moment on the backend's clock, as far as it is known. */
  now(): EpochMs {
    return this.clock.now() + (this.#offset?.offsetMs ?? 0)
  }

  measure(measurement: ClockMeasurement): void {
    const offset = this.#estimator.measure(measurement)
    this.#offset = offset
    if (this.#told && !differ(this.#told, offset)) return
    this.#told = offset
    this.onNews(offset)
  }

  /** After a jump of our own clock the next measurement stands alone (C8); until then the old one is the best guess. */
  forget(): void {
    this.#estimator.forget()
  }
}

function differ(a: ClockOffset, b: ClockOffset): boolean {
  return Math.abs(a.offsetMs - b.offsetMs) > NEWS_MS || Math.abs(a.uncertaintyMs - b.uncertaintyMs) > NEWS_MS
}
