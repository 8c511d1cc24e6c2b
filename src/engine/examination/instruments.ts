// What an examination asks a backend with: requests of its own that are timed, and a measurement of the backend's
// clock apart from the one that the charts run on. It judges nothing, and ends with its examination (C6).
import { createRequest } from '../../connection/request'
import { ClockOffsetEstimator, type ClockOffset } from '../../domain/clock-offset'
import type { EpochMs } from '../../domain/updates'
import type { Request } from '../../protocols/protocol'
import { RequestError, wordsOf } from '../../protocols/request-error'
import type { Surroundings } from '../surroundings'

/** One request as it went over the network; times in milliseconds. */
export interface Exchange {
  url: string
  /** `null` when nobody answered. */
  status: number | null
  /** A web page came, where data was asked for. */
  isWebPage: boolean
  /** Nobody answered until the deadline. */
  timedOut: boolean
  /** Until the answer began, or the request failed. */
  tookMs: number
}

export interface Failure {
  kind: RequestError['kind']
  status: number | null
  words: string
}

/** What asking led to, with everything that went over the network for it. */
export type Attempt<Answer> = { exchanges: readonly Exchange[] } & (
  { ok: true; answer: Answer } | { ok: false; failure: Failure }
)

const TIMER_MS = 100

export type Outside = Pick<
  Surroundings,
  'clock' | 'fetch' | 'locks' | 'origin' | 'readCookie' | 'WebSocketClass'
>

export class Instruments {
  readonly exchanges: Exchange[] = []
  offset: ClockOffset | null = null
  readonly #estimator = new ClockOffsetEstimator()
  readonly #request: Request

  constructor(
    private readonly outside: Outside,
    baseUrl: string,
    /** Ends everything that is under way. */
    readonly signal: AbortSignal,
  ) {
    const request = createRequest({
      baseUrl,
      clock: outside.clock,
      fetch: (input, init) => this.#fetch(input, init),
      onClock: (measurement) => {
        this.offset = this.#estimator.measure(measurement)
      },
    })
    this.#request = (path, options) => {
      signal.throwIfAborted()
      return request(path, {
        ...options,
        signal: options?.signal ? AbortSignal.any([options.signal, signal]) : signal,
      })
    }
  }

  /** This moment on the backend's clock, as far as this examination knows it. */
  readonly now = (): EpochMs => this.outside.clock.now() + (this.offset?.offsetMs ?? 0)

  /** Asks, whatever comes of it. Rejects only when the examination was ended. */
  async attempt<Answer>(ask: (request: Request) => Promise<Answer>): Promise<Attempt<Answer>> {
    this.signal.throwIfAborted()
    const first = this.exchanges.length
    try {
      const answer = await ask(this.#request)
      return { ok: true, answer, exchanges: this.exchanges.slice(first) }
    } catch (error) {
      this.signal.throwIfAborted()
      const { kind, status } =
        error instanceof RequestError ? error : new RequestError('unexpected', wordsOf(error))
      return {
        ok: false,
        failure: { kind, status, words: wordsOf(error) },
        exchanges: this.exchanges.slice(first),
      }
    }
  }

  /** Whether somebody is there who only does not let this page read: asked without wanting to read. */
  async isThere(url: string, deadlineMs: number): Promise<boolean> {
    const deadline = new AbortController()
    const cancel = this.outside.clock.after(deadlineMs, () => {
      deadline.abort()
    })
    try {
      const signal = AbortSignal.any([this.signal, deadline.signal])
      await this.outside.fetch(url, { mode: 'no-cors', credentials: 'omit', cache: 'no-store', signal })
      return true
    } catch {
      this.signal.throwIfAborted()
      return false
    } finally {
      cancel()
    }
  }

  /** How much later than wanted a timer runs here, in milliseconds: browsers hold sleepy pages back. */
  timerLag(): Promise<number> {
    const { clock } = this.outside
    const started = clock.monotonic()
    return new Promise((resolve) => {
      const end = (): void => {
        cancel()
        this.signal.removeEventListener('abort', end)
        resolve(clock.monotonic() - started - TIMER_MS)
      }
      const cancel = clock.after(TIMER_MS, end)
      this.signal.addEventListener('abort', end)
    })
  }

  async #fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
    const started = this.outside.clock.monotonic()
    const note = (exchange: Pick<Exchange, 'status' | 'isWebPage' | 'timedOut'>): void => {
      const tookMs = this.outside.clock.monotonic() - started
      this.exchanges.push({ url: String(input), tookMs, ...exchange })
    }
    try {
      const response = await this.outside.fetch(input, init)
      const type = response.headers.get('content-type') ?? ''
      note({ status: response.status, isWebPage: /\bhtml\b/i.test(type), timedOut: false })
      return response
    } catch (error) {
      note({ status: null, isWebPage: false, timedOut: init?.signal?.aborted === true })
      throw error
    }
  }
}
