// One watched source inside the engine: its sign-in, its metadata, its history, its clock and its links.
// It decides nothing about modes; the page's state machines do.
import { ClockOffsetEstimator, type ClockOffset } from '../domain/clock-offset'
import { createRequest } from '../connection/request'
import { Timers } from '../connection/timers'
import type { Protocol, Request, SourceConfig, SystemRuntime, Credentials } from '../protocols/protocol'
import { isUnauthorized, wordsOf } from '../protocols/request-error'
import type { Update } from '../domain/updates'
import type { LinkEffect } from '../connection/link-state'
import type { Command, EngineMessage } from './port'
import { SessionKeeper } from './session'
import type { Surroundings } from './surroundings'
import { WatchedLink, type LinkHost } from './watched-link'

/** Sensors and limits are read again each minute (DESIGN.md, "Limits and colours"). */
const REFRESH_EVERY_MS = 60_000
/** A clock that is known to the millisecond need not be told of a tenth. */
const CLOCK_NEWS_MS = 5

export class WatchedSource implements LinkHost {
  readonly session: SessionKeeper
  readonly #links = new Map<string, WatchedLink>()
  readonly #timers: Timers<'refresh'>
  readonly #estimator = new ClockOffsetEstimator()
  readonly #stopped = new AbortController()
  readonly #request: Request
  #offset: ClockOffset | null = null
  #refreshing: Promise<void> | null = null

  constructor(
    readonly config: SourceConfig,
    protocol: Protocol,
    readonly runtime: SystemRuntime,
    readonly surroundings: Surroundings,
    credentials: Credentials | null,
  ) {
    this.#timers = new Timers(surroundings.clock)
    this.#request = this.#createRequest(config.baseUrl)
    this.session = new SessionKeeper({
      source: config,
      runtime,
      request: this.#request,
      requestOwn: this.#createRequest(surroundings.origin),
      credentials,
      onSession: (session, kept) => {
        surroundings.post({ kind: 'session', source: config.id, session, credentials: kept })
      },
    })
    for (const description of protocol.links) {
      this.#links.set(description.id, new WatchedLink(this, description))
    }
  }

  /** This moment on the backend's clock, as far as it is known (K2). */
  now(): number {
    return this.surroundings.clock.now() + (this.#offset?.offsetMs ?? 0)
  }

  perform(link: string, effects: readonly LinkEffect[]): void {
    for (const effect of effects) this.#links.get(link)?.perform(effect)
  }

  /** Reads with good credentials: refused ones are renewed once, where that needs nobody (C3). */
  async ask<Answer>(
    read: (request: Request, credentials: Credentials | null) => Promise<Answer>,
  ): Promise<Answer> {
    const credentials = await this.session.credentials()
    try {
      return await read(this.#request, credentials)
    } catch (error) {
      if (!isUnauthorized(error) || !this.session.needed) throw error
      return read(this.#request, await this.#renewed(wordsOf(error)))
    }
  }

  /** Reads once, with the credentials there are: for polls and diagnosis, whose failures the link's machine judges. */
  async askOnce<Answer>(
    read: (request: Request, credentials: Credentials | null) => Promise<Answer>,
  ): Promise<Answer> {
    return read(this.#request, await this.session.credentials())
  }

  /** Reads sensors, limits and health, now and each minute from now on. */
  refresh(): Promise<void> {
    this.#timers.start('refresh', REFRESH_EVERY_MS, () => void this.refresh())
    this.#refreshing ??= this.#readMetadata().finally(() => {
      this.#refreshing = null
    })
    return this.#refreshing
  }

  async fill(sensors: readonly string[], spanMs: number): Promise<void> {
    const { history } = this.runtime
    if (!history) return
    let failure: string | null = null
    try {
      const { histories, rejections } = await this.ask((request, credentials) =>
        history(request, credentials, { sensors, spanMs }),
      )
      for (const { sensor, times, values } of histories) {
        this.take('filled', [
          { kind: 'readings', readings: times.map((time, i) => ({ sensor, time, value: values[i] ?? NaN })) },
        ])
      }
      this.take(
        'filled',
        rejections.map((one) => ({ kind: 'rejection', rejection: one })),
      )
    } catch (error) {
      failure = wordsOf(error)
    }
    // By the same way as the readings, so that it cannot overtake them.
    this.take('filled', [{ kind: 'filled', sensors: [...sensors], failure }])
  }

  async signIn(command: Extract<Command, { kind: 'sign-in' }>): Promise<void> {
    try {
      await this.session.signIn(command.method, command.fields)
    } catch (error) {
      this.#post({ kind: 'sign-in-failed', source: this.config.id, text: wordsOf(error) })
      return
    }
    this.#tellLinks('signed-in')
    void this.refresh()
  }

  async signOut(): Promise<void> {
    this.#tellLinks('signed-out')
    await this.session.signOut()
  }

  /** Whose the credentials are that the page kept from before. */
  async confirmSession(): Promise<void> {
    try {
      await this.session.confirm()
    } catch (error) {
      if (isUnauthorized(error)) this.session.refused(wordsOf(error))
    }
  }

  forgetClock(): void {
    this.#estimator.forget()
    void this.refresh()
  }

  stop(): void {
    this.#stopped.abort()
    this.#timers.stopAll()
    for (const link of this.#links.values()) link.stop()
  }

  /** What REST told apart from any link. */
  take(provenance: 'filled' | 'polled', updates: readonly Update[]): void {
    if (this.#stopped.signal.aborted) return
    this.surroundings.intake.take({ source: this.config.id, link: null, provenance }, updates, this.now())
  }

  async #renewed(text: string): Promise<Credentials | null> {
    try {
      return await this.session.renew()
    } catch (error) {
      if (isUnauthorized(error)) this.session.refused(text)
      throw error
    }
  }

  async #readMetadata(): Promise<void> {
    let failure: string | null = null
    try {
      this.take(
        'polled',
        await this.ask((request, credentials) => this.runtime.metadata(request, credentials)),
      )
    } catch (error) {
      failure = wordsOf(error)
    }
    this.#post({ kind: 'metadata', source: this.config.id, at: this.now(), failure })
    await this.#readHealth()
  }

  async #readHealth(): Promise<void> {
    const { health } = this.runtime
    if (!health) return
    const answer = await health(this.#request).catch((error: unknown) => ({
      status: 'unavailable' as const,
      facts: [{ name: '', value: wordsOf(error) }],
    }))
    this.take('polled', [{ kind: 'health', health: answer }])
  }

  #tellLinks(kind: 'signed-in' | 'signed-out'): void {
    for (const link of this.#links.keys()) {
      this.#post({ kind: 'link-event', address: { source: this.config.id, link }, event: { kind } })
    }
  }

  #post(message: EngineMessage): void {
    if (!this.#stopped.signal.aborted) this.surroundings.post(message)
  }

  #createRequest(baseUrl: string): Request {
    const { clock, fetch } = this.surroundings
    const request = createRequest({
      baseUrl,
      fetch,
      clock,
      onBytes: () => undefined,
      onClock: (measurement) => {
        if (baseUrl !== this.config.baseUrl) return
        const offset = this.#estimator.measure(measurement)
        const known = this.#offset
        const isNews =
          !known ||
          Math.abs(known.offsetMs - offset.offsetMs) > CLOCK_NEWS_MS ||
          Math.abs(known.uncertaintyMs - offset.uncertaintyMs) > CLOCK_NEWS_MS
        this.#offset = offset
        if (isNews) this.#post({ kind: 'clock', source: this.config.id, offset })
      },
    })
    return (path, options) =>
      request(path, {
        ...options,
        signal: options?.signal
          ? AbortSignal.any([options.signal, this.#stopped.signal])
          : this.#stopped.signal,
      })
  }
}
