// What is read of one source apart from its links: sensors, limits and health, history, and what somebody asks for.
// When to read is the business of others.
import type { Intake } from '../connection/intake'
import type { EpochMs, Update } from '../domain/updates'
import type { Credentials, Lookup, Request, SystemRuntime } from '../protocols/protocol'
import { wordsOf } from '../protocols/request-error'
import { linkTexts } from '../texts/link'
import type { EngineMessage, Receive } from './port'

/** History of so many sensors is asked for at once; the page takes it before the next are asked for. */
const HISTORY_SLICE = 20

export interface SourceReadingOptions {
  source: string
  runtime: Pick<SystemRuntime, 'metadata' | 'health' | 'history' | 'lookUp'>
  intake: Intake
  request: Request
  /** Asks the backend with good credentials. */
  ask: <Answer>(
    read: (request: Request, credentials: Credentials | null) => Promise<Answer>,
  ) => Promise<Answer>
  /** This moment on the backend's clock. */
  now: () => EpochMs
  post: Receive<EngineMessage>
  /** Ends it: what still comes goes to nobody (C6). */
  signal: AbortSignal
}

export class SourceReading {
  constructor(private readonly options: SourceReadingOptions) {}

  /** Sensors, limits and health. Never rejects. */
  async refresh(): Promise<void> {
    const { source, runtime, ask, now, post } = this.options
    let failure: string | null = null
    try {
      this.#take('polled', await ask((request, credentials) => runtime.metadata(request, credentials)))
    } catch (error) {
      failure = wordsOf(error)
    }
    post({ kind: 'metadata', source, at: now(), failure })
    await this.#readHealth()
  }

  async fill(sensors: readonly string[], spanMs: number): Promise<void> {
    for (let first = 0; first < sensors.length; first += HISTORY_SLICE) {
      try {
        await this.#fillSlice(sensors.slice(first, first + HISTORY_SLICE), spanMs)
      } catch (error) {
        this.#take('filled', [{ kind: 'filled', sensors: sensors.slice(first), failure: wordsOf(error) }])
        return
      }
    }
  }

  /** Answers why it could not be read; `null` when all of it was handed over. */
  async lookUp(lookup: Lookup): Promise<string | null> {
    const { runtime, ask, intake } = this.options
    const { lookUp } = runtime
    if (!lookUp) return linkTexts.noLookups
    try {
      const lost = this.#take(
        'filled',
        await ask((request, credentials) => lookUp(request, credentials, lookup)),
      )
      await intake.handedOver()
      return lost > 0 ? linkTexts.overflowed : null
    } catch (error) {
      return wordsOf(error)
    }
  }

  async #fillSlice(sensors: readonly string[], spanMs: number): Promise<void> {
    const { runtime, ask, intake } = this.options
    const { history } = runtime
    if (!history) return
    const updates = await ask((request, credentials) => history(request, credentials, { sensors, spanMs }))
    const lost = this.#take('filled', updates)
    // By the same way as the readings, so that it cannot overtake them.
    const failure = lost > 0 ? linkTexts.overflowed : null
    this.#take('filled', [{ kind: 'filled', sensors: [...sensors], failure }])
    await intake.handedOver()
  }

  async #readHealth(): Promise<void> {
    const { runtime, request } = this.options
    if (!runtime.health) return
    const answer = await runtime.health(request).catch((error: unknown) => ({
      status: 'unavailable' as const,
      facts: [{ name: '', value: wordsOf(error) }],
    }))
    this.#take('polled', [{ kind: 'health', health: answer }])
  }

  /** Answers how many readings and records no longer fitted. */
  #take(provenance: 'filled' | 'polled', updates: readonly Update[]): number {
    const { source, intake, now, signal } = this.options
    if (signal.aborted) return 0
    return intake.take({ source, link: null, provenance }, updates, now())
  }
}
