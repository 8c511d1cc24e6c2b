// One watched source inside the engine: its sign-in, its metadata, its history, its clock and its links.
// It decides nothing about modes; the page's state machines do.
import { createRequest } from '../connection/request'
import { Timers } from '../connection/timers'
import type { Protocol, Request, SourceConfig, SystemRuntime, Credentials } from '../protocols/protocol'
import { RequestError, isUnauthorized, wordsOf } from '../protocols/request-error'
import type { LinkEffect } from '../connection/link-state'
import { CommandRunner } from './command-runner'
import { Examiner } from './examiner'
import type { Command, EngineMessage } from './port'
import { SessionKeeper } from './session'
import { SourceClock } from './source-clock'
import { SourceReading } from './source-reading'
import type { Surroundings } from './surroundings'
import { WatchedLink, type LinkHost } from './watched-link'

/** Sensors and limits are read again each minute (DESIGN.md, "Limits and colours"). */
const REFRESH_EVERY_MS = 60_000

export class WatchedSource implements LinkHost {
  readonly session: SessionKeeper
  readonly longestSent: number | null
  /** Finds out what is wrong, beside the running links. */
  readonly examiner: Examiner
  readonly #links = new Map<string, WatchedLink>()
  readonly #timers: Timers<'refresh'>
  readonly #clock: SourceClock
  readonly #stopped = new AbortController()
  readonly #request: Request
  readonly #commands: CommandRunner
  readonly #reading: SourceReading
  #refreshing: Promise<void> | null = null
  #refreshAgain = false

  constructor(
    readonly config: SourceConfig,
    protocol: Protocol,
    readonly runtime: SystemRuntime,
    readonly surroundings: Surroundings,
    credentials: Credentials | null,
  ) {
    this.#timers = new Timers(surroundings.clock)
    this.#clock = new SourceClock(surroundings.clock, (offset) => {
      this.post({ kind: 'clock', source: config.id, offset })
    })
    this.#request = this.createRequest()
    this.session = new SessionKeeper({
      source: config,
      runtime,
      request: this.#request,
      requestOwn: this.#stoppable(
        createRequest({ baseUrl: surroundings.origin, fetch: surroundings.fetch, clock: surroundings.clock }),
      ),
      credentials,
      authMethods: protocol.authMethods,
      onSession: (session, credentials) =>
        this.post({ kind: 'session', source: config.id, session, credentials }),
    })
    this.longestSent = protocol.chat?.frameBytes ?? null
    this.#reading = new SourceReading({
      source: config.id,
      runtime,
      intake: surroundings.intake,
      request: this.#request,
      ask: (read) => this.ask(read),
      now: () => this.now(),
      post: (message) => this.post(message),
      signal: this.#stopped.signal,
    })
    this.#commands = new CommandRunner({
      execute: runtime.execute,
      ask: (read) => this.ask(read),
      onResult: (number, result) => this.post({ kind: 'executed', source: config.id, number, result }),
    })
    this.examiner = new Examiner({
      source: config,
      protocol,
      outside: surroundings,
      signIn: () => this.session.credentials(),
      isProven: (link) => this.#links.get(link)?.isProven ?? false,
      onNews: (number, news) => this.post({ kind: 'examined', source: config.id, number, news }),
    })
    for (const description of protocol.links) {
      this.#links.set(description.id, new WatchedLink(this, description))
    }
  }

  /** This moment on the backend's clock, as far as it is known (K2). */
  now(): number {
    return this.#clock.now()
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
      if (!isUnauthorized(error)) throw error
      return this.#askAgain(read, await this.session.replace(credentials, wordsOf(error)))
    }
  }

  /** Reads sensors, limits and health, now and each minute from now on. */
  async refresh(): Promise<void> {
    if (this.#stopped.signal.aborted) return
    this.#timers.start('refresh', REFRESH_EVERY_MS, () => void this.refresh())
    // Asked for while one runs: that one may have begun before what made this one necessary.
    this.#refreshAgain = this.#refreshing !== null
    this.#refreshing ??= this.#readAnew().finally(() => {
      this.#refreshing = null
      if (this.#refreshAgain) void this.refresh()
    })
    await this.#refreshing
  }

  fill(sensors: readonly string[], spanMs: number): Promise<void> {
    return this.#reading.fill(sensors, spanMs)
  }

  /** Reads what somebody asked for; what it brings goes ahead of the answer. */
  async lookUp({ number, lookup }: Extract<Command, { kind: 'look-up' }>): Promise<void> {
    const failure = await this.#reading.lookUp(lookup)
    this.post({ kind: 'looked-up', source: this.config.id, number, failure })
  }

  send({ address, number, outgoing }: Extract<Command, { kind: 'send' }>): void {
    const result = this.#links.get(address.link)?.send(outgoing) ?? { status: 'not-connected' }
    this.post({ kind: 'sent', source: this.config.id, number, result })
  }

  async signIn(command: Extract<Command, { kind: 'sign-in' }>): Promise<void> {
    try {
      await this.session.signIn(command.method, command.fields)
    } catch (error) {
      this.post({ kind: 'sign-in-failed', source: this.config.id, text: wordsOf(error) })
      return
    }
    this.#tellLinks('signed-in')
    void this.refresh()
  }

  async signOut(): Promise<void> {
    this.#tellLinks('signed-out')
    await this.session.signOut()
  }

  /** Carries out a command; what it changed is read again at once. */
  async execute({ number, order }: Extract<Command, { kind: 'execute' }>): Promise<void> {
    await this.#commands.run(number, order)
    void this.refresh()
  }

  /** Our own clock jumped. */
  forgetClock(): void {
    this.#clock.forget()
    void this.refresh()
  }

  stop(): void {
    this.#commands.stop()
    this.examiner.stop()
    this.#stopped.abort()
    this.#timers.stopAll()
    for (const link of this.#links.values()) link.stop()
  }

  /** A source that is stopped says nothing more (C6). */
  post(message: EngineMessage): void {
    if (!this.#stopped.signal.aborted) this.surroundings.post(message)
  }

  createRequest(onBytes?: (bytes: number) => void): Request {
    const { clock, fetch, readCookie } = this.surroundings
    const request = createRequest({
      baseUrl: this.config.baseUrl,
      fetch,
      clock,
      ...(readCookie && { readCookie }),
      ...(onBytes && { onBytes }),
      onClock: (measurement) => this.#clock.measure(measurement),
    })
    return this.#stoppable(request)
  }

  async #askAgain<Answer>(
    read: (request: Request, credentials: Credentials | null) => Promise<Answer>,
    credentials: Credentials | null,
  ): Promise<Answer> {
    try {
      return await read(this.#request, credentials)
    } catch (error) {
      if (error instanceof RequestError && isUnauthorized(error)) this.session.end(credentials, error)
      throw error
    }
  }

  async #readAnew(): Promise<void> {
    void this.session.confirm()
    await this.#reading.refresh()
  }

  #tellLinks(kind: 'signed-in' | 'signed-out'): void {
    for (const link of this.#links.keys()) {
      this.post({ kind: 'link-event', address: { source: this.config.id, link }, event: { kind } })
    }
  }

  #stoppable(request: Request): Request {
    const { signal: stopped } = this.#stopped
    return (path, options) =>
      request(path, {
        ...options,
        signal: options?.signal ? AbortSignal.any([options.signal, stopped]) : stopped,
      })
  }
}
