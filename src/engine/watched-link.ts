// One link inside the engine: performs the effects that the page's state machine asks for, and reports
// what happens as link events. It holds no opinion about what should follow.
import { count } from '../connection/counters'
import type { LinkEffect, LinkEvent, TimerName } from '../connection/link-state'
import { openSocket, type Socket } from '../connection/socket'
import { Timers } from '../connection/timers'
import { patienceOf, Watchdog } from '../connection/watchdog'
import type {
  Credentials,
  Decoder,
  LinkDescription,
  Request,
  SourceConfig,
  SystemRuntime,
} from '../protocols/protocol'
import { isFinal, isUnauthorized, RequestError, wordsOf } from '../protocols/request-error'
import type { EpochMs, Update } from '../domain/updates'
import { excerpt } from '../protocols/redaction'
import { linkTexts } from '../texts/link'
import { ClockDoubt } from './clock-doubt'
import { diagnose } from './diagnosis'
import { FrameReader } from './frame-reader'
import { Heartbeat } from './heartbeat'
import { Poll } from './poll'
import type { EngineMessage, LinkAddress, Receive } from './port'
import { PublishedCounters } from './published-counters'
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
  post: Receive<EngineMessage>
  /** Asks the source's backend; `onBytes` hears the length of each answer. */
  createRequest: (onBytes: (bytes: number) => void) => Request
}

export class WatchedLink {
  readonly #address: LinkAddress
  readonly #timers: Timers<TimerName>
  readonly #counters: PublishedCounters
  readonly #request: Request
  readonly #poll: Poll
  #socket: Socket | null = null
  #watchdog: Watchdog | null = null
  readonly #doubt = new ClockDoubt()
  #heartbeat: Heartbeat
  /** The socket that is wanted; 0 when none is (C5). */
  #connection = 0
  /** What this link last showed the backend; what a refusal is about (C3). */
  #shown: Credentials | null = null

  constructor(
    private readonly source: LinkHost,
    private readonly description: LinkDescription,
  ) {
    const { surroundings, config, runtime } = source
    this.#address = { source: config.id, link: description.id }
    this.#timers = new Timers(surroundings.clock)
    this.#heartbeat = new Heartbeat(surroundings.clock)
    this.#counters = new PublishedCounters(surroundings.clock, (counters) => {
      source.post({ kind: 'counters', address: this.#address, counters })
    })
    this.#request = source.createRequest((bytes) => {
      this.#counters.counts.bytes += bytes
    })
    this.#poll = new Poll({
      latest: runtime.latest,
      request: this.#request,
      credentials: () => this.#credentials(),
      onAnswer: (updates, round) => {
        count(this.#counters.counts, updates)
        this.#take('polled', updates)
        this.#report({ kind: 'poll-answered', round })
      },
      onFailure: (error, round) => {
        this.#report({ kind: 'poll-failed', round, text: wordsOf(error), refused: isUnauthorized(error) })
      },
    })
  }

  perform(effect: LinkEffect): void {
    switch (effect.kind) {
      case 'open':
        void this.#open(effect.connection)
        return
      case 'close':
        if (effect.connection === this.#connection) this.#close(effect.code, effect.reason)
        return
      case 'probe':
        if (effect.connection === this.#connection) this.#probe()
        return
      case 'poll':
        void this.#poll.ask(effect.round)
        return
      case 'abandon-poll':
        this.#poll.abandon()
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
          this.#report({ ...effect, kind: 'timer' })
        })
        return
      case 'stop-timer':
        this.#timers.stop(effect.timer)
        return
      case 'stop-all':
        this.#timers.stopAll()
        this.#counters.flush()
        return
    }
  }

  stop(): void {
    this.#timers.stopAll()
    this.#counters.stop()
    this.#poll.abandon()
    this.#close(1000, '')
  }

  async #open(connection: number): Promise<void> {
    this.#close(1000, '')
    this.#connection = connection
    try {
      const credentials = await this.source.session.credentialsForSocket()
      // Getting credentials took time; meanwhile this attempt may have been given up (C5).
      if (this.#connection === connection) this.#connect(connection, credentials)
    } catch (error) {
      this.#report({ kind: 'no-credentials', connection, text: wordsOf(error), final: isFinal(error) })
    }
  }

  #connect(connection: number, credentials: Credentials | null): void {
    const { runtime, config, surroundings } = this.source
    this.#shown = credentials
    this.#heartbeat = new Heartbeat(surroundings.clock)
    const reader = this.#reader(connection, runtime.createDecoder(this.description.id))
    try {
      const address = runtime.socketAddress(this.description.id, config, credentials)
      this.#socket = openSocket(surroundings.WebSocketClass, address, {
        opened: () => this.#report({ kind: 'opened', connection }),
        message: (data) => reader.read(data),
        closed: (code, reason) => {
          this.#close(1000, '')
          this.#report({ kind: 'closed', connection, code, reason: excerpt(reason) })
        },
      })
    } catch (error) {
      // The system's own words are about credentials or options; a bare error is the browser's, about the address.
      const text = error instanceof RequestError ? error.message : linkTexts.badAddress
      this.#report({ kind: isUnauthorized(error) ? 'unfit-credentials' : 'bad-address', connection, text })
      return
    }
    this.#report({ kind: 'connecting', connection })
  }

  #reader(connection: number, decoder: Decoder): FrameReader {
    const { clock } = this.source.surroundings
    const { policy } = this.description
    const watchdog = new Watchdog(clock, policy.silentAfterCadences, patienceOf(policy), () => {
      this.#report({ kind: 'silent', connection })
    })
    this.#watchdog = watchdog
    return new FrameReader({
      decoder,
      counters: this.#counters.counts,
      now: () => this.source.now(),
      onUpdates: (updates) => {
        this.#take('live', updates)
      },
      onProof: () => {
        watchdog.expect()
        this.#report({ kind: 'frame', connection })
      },
      onRefusal: ({ action, text }) => {
        this.#report({ kind: 'turned-away', connection, action, text })
      },
      onReadings: () => watchdog.saw(),
      onAnswer: (isPong) => {
        if (isPong) this.#counters.counts.roundTripMs = this.#heartbeat.heardPong()
        if (this.#heartbeat.heard()) this.#report({ kind: 'answered', connection })
      },
    })
  }

  #close(code: number, reason: string): void {
    this.#connection = 0
    this.#watchdog?.stop()
    this.#watchdog = null
    this.#socket?.close(code, reason)
    this.#socket = null
  }

  #probe(): void {
    const frame = this.source.runtime.ping?.(this.description.id)
    if (frame === undefined || !this.#socket?.send(frame)) return
    this.#counters.counts.sent++
    this.#heartbeat.sent()
  }

  async #renew(): Promise<void> {
    try {
      await this.source.session.replace(this.#shown, linkTexts.unauthorized)
      this.#report({ kind: 'renewed' })
    } catch (error) {
      this.#report({ kind: 'renewal-failed', text: wordsOf(error), final: isFinal(error) })
    }
  }

  async #diagnose(connection: number): Promise<void> {
    const found = await diagnose(this.source.runtime, this.#request, () => this.#credentials())
    this.#report({ kind: 'diagnosed', connection, ...found })
  }

  async #credentials(): Promise<Credentials | null> {
    this.#shown = await this.source.session.credentials()
    return this.#shown
  }

  #take(provenance: 'live' | 'polled', updates: readonly Update[]): void {
    const { clock, intake } = this.source.surroundings
    const now = this.source.now()
    if (provenance === 'live' && this.#doubt.isRaisedBy(updates, now, clock.monotonic())) {
      void this.source.refresh()
    }
    const overflowed = intake.take({ ...this.#address, provenance }, updates, now)
    this.#counters.counts.overflowed += overflowed
    this.#counters.changed()
  }

  #report(event: LinkEvent): void {
    this.source.post({ kind: 'link-event', address: this.#address, event })
  }
}
