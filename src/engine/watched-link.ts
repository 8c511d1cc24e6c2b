// One link inside the engine: performs the effects that the page's state machine asks for, and reports
// what happens as link events. It holds no opinion about what should follow.
import { noCounts } from '../connection/counters'
import type { LinkEffect, LinkEvent, TimerName } from '../connection/link-state'
import { openSocket, type Socket } from '../connection/socket'
import { Timers } from '../connection/timers'
import { Watchdog } from '../connection/watchdog'
import type {
  Credentials,
  Decoder,
  LinkDescription,
  Request,
  SourceConfig,
  SystemRuntime,
} from '../protocols/protocol'
import { isFinal, isUnauthorized, wordsOf } from '../protocols/request-error'
import type { EpochMs, Update } from '../domain/updates'
import { redact } from '../protocols/rejection'
import { linkTexts } from '../texts/link'
import { FrameReader } from './frame-reader'
import type { SessionKeeper } from './session'
import type { Surroundings } from './surroundings'

/** What a link needs of the source that it belongs to. */
export interface LinkHost {
  config: SourceConfig
  runtime: SystemRuntime
  surroundings: Surroundings
  session: SessionKeeper
  now: () => EpochMs
  refresh: () => Promise<void>
  askOnce: <Answer>(
    read: (request: Request, credentials: Credentials | null) => Promise<Answer>,
  ) => Promise<Answer>
}

export class WatchedLink {
  readonly #timers: Timers<TimerName | 'counters'>
  readonly #counters = noCounts()
  #socket: Socket | null = null
  #watchdog: Watchdog | null = null
  /** The socket that is wanted; 0 when none is (C5). */
  #connection = 0
  #poll = new AbortController()
  #pingSentAt: number | null = null

  constructor(
    private readonly source: LinkHost,
    private readonly description: LinkDescription,
  ) {
    this.#timers = new Timers(source.surroundings.clock)
  }

  perform(effect: LinkEffect): void {
    switch (effect.kind) {
      case 'open':
        void this.#open(effect.connection)
        return
      case 'close':
        this.#close(effect.code, effect.reason)
        return
      case 'probe':
        this.#probe(effect.connection)
        return
      case 'poll':
        void this.#ask(effect.round)
        return
      case 'abandon-poll':
        this.#poll.abort()
        return
      case 'renew-credentials':
        void this.#renew()
        return
      case 'diagnose':
        void this.#diagnose(effect.connection)
        return
      case 'catch-up':
        void this.source.refresh()
        return
      case 'start-timer':
        this.#timers.start(effect.timer, effect.ms, () => {
          this.#report({ kind: 'timer', timer: effect.timer })
        })
        return
      case 'stop-timer':
        this.#timers.stop(effect.timer)
        return
      case 'stop-all':
        this.#timers.stopAll()
        return
    }
  }

  stop(): void {
    this.#timers.stopAll()
    this.#poll.abort()
    this.#close(1000, '')
  }

  async #open(connection: number): Promise<void> {
    this.#close(1000, '')
    this.#connection = connection
    let credentials: Credentials | null
    try {
      credentials = await this.source.session.credentials()
    } catch (error) {
      this.#reportNoCredentials(connection, error)
      return
    }
    // Getting credentials took time; meanwhile this attempt may have been given up (C5).
    if (this.#connection !== connection) return
    this.#connect(connection, credentials)
  }

  #connect(connection: number, credentials: Credentials | null): void {
    const { runtime, config, surroundings } = this.source
    const reader = this.#reader(connection, runtime.createDecoder(this.description.id))
    try {
      const address = runtime.socketAddress(this.description.id, config, credentials)
      this.#socket = openSocket(surroundings.WebSocketClass, address, {
        opened: () => {
          this.#report({ kind: 'opened', connection })
        },
        message: (data) => {
          reader.read(data)
        },
        closed: (code, reason) => {
          this.#close(1000, '')
          this.#report({ kind: 'closed', connection, code, reason: redact(reason) })
        },
      })
    } catch {
      this.#report({ kind: 'closed', connection, code: 1006, reason: linkTexts.badAddress })
    }
  }

  #reader(connection: number, decoder: Decoder): FrameReader {
    const watchdog = new Watchdog(
      this.source.surroundings.clock,
      this.description.policy.silentAfterCadences,
      () => {
        this.#report({ kind: 'silent', connection })
      },
    )
    this.#watchdog = watchdog
    return new FrameReader({
      decoder,
      counters: this.#counters,
      now: () => this.source.now(),
      onUpdates: (updates) => this.#take('live', updates),
      onCounted: () => {
        this.#publishCounters()
      },
      onProof: () => {
        this.#report({ kind: 'frame', connection })
      },
      onReadings: () => watchdog.saw(),
      onAnswer: (isPong) => {
        if (this.#pingSentAt === null) return
        if (isPong) {
          this.#counters.roundTripMs = this.source.surroundings.clock.monotonic() - this.#pingSentAt
        }
        this.#pingSentAt = null
        this.#report({ kind: 'answered', connection })
      },
    })
  }

  #close(code: number, reason: string): void {
    this.#connection = 0
    this.#watchdog?.stop()
    this.#watchdog = null
    this.#socket?.close(code, reason)
    this.#socket = null
    this.#pingSentAt = null
  }

  #probe(connection: number): void {
    const frame = this.source.runtime.ping?.(this.description.id)
    if (frame === undefined || this.#connection !== connection) return
    if (!this.#socket?.send(frame)) return
    this.#counters.sent++
    this.#pingSentAt ??= this.source.surroundings.clock.monotonic()
  }

  async #ask(round: number): Promise<void> {
    const { latest } = this.source.runtime
    if (!latest) return
    this.#poll = new AbortController()
    const { signal } = this.#poll
    try {
      const updates = await this.source.askOnce((request, credentials) =>
        latest(request, credentials, signal),
      )
      if (signal.aborted) return
      this.#counters.frames++
      this.#take('polled', updates)
      this.#publishCounters()
      this.#report({ kind: 'poll-answered', round })
    } catch (error) {
      if (signal.aborted) return
      this.#report({ kind: 'poll-failed', round, text: wordsOf(error), refused: isUnauthorized(error) })
    }
  }

  async #renew(): Promise<void> {
    try {
      await this.source.session.renew()
      this.#report({ kind: 'renewed' })
    } catch (error) {
      this.#report({ kind: 'renewal-failed', text: wordsOf(error), final: isFinal(error) })
    }
  }

  /** Sockets that never open look all alike; REST tells why (PROTOCOLS.md, field notes). */
  async #diagnose(connection: number): Promise<void> {
    try {
      await this.source.askOnce(async (request, credentials) => {
        const { me, metadata } = this.source.runtime
        await (me ? me(request, credentials) : metadata(request, credentials))
      })
      this.#report({ kind: 'diagnosed', connection, finding: 'blocked', text: linkTexts.blocked })
    } catch (error) {
      const finding = isUnauthorized(error) ? 'refused' : 'unreachable'
      this.#report({ kind: 'diagnosed', connection, finding, text: wordsOf(error) })
    }
  }

  #take(provenance: 'live' | 'polled', updates: readonly Update[]): void {
    const { intake } = this.source.surroundings
    const origin = { source: this.source.config.id, link: this.description.id, provenance }
    this.#counters.overflowed += intake.take(origin, updates, this.source.now())
  }

  #reportNoCredentials(connection: number, error: unknown): void {
    this.#report({ kind: 'no-credentials', connection, text: wordsOf(error), final: isFinal(error) })
  }

  #report(event: LinkEvent): void {
    const address = { source: this.source.config.id, link: this.description.id }
    this.source.surroundings.post({ kind: 'link-event', address, event })
  }

  /** Once a second is enough for a person to read. */
  #publishCounters(): void {
    if (this.#timers.isRunning('counters')) return
    this.#timers.start('counters', 1_000, () => {
      const address = { source: this.source.config.id, link: this.description.id }
      this.source.surroundings.post({ kind: 'counters', address, counters: { ...this.#counters } })
    })
  }
}
