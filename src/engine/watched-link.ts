// One link inside the engine: performs the effects that the page's state machine asks for, and reports
// what happens as link events. It holds no opinion about what should follow.
import { count } from '../connection/counters'
import type { LinkEffect, LinkEvent, TimerName } from '../connection/link-state'
import { takeConnection } from '../connection/connection-slots'
import { Timers } from '../connection/timers'
import type { Outgoing } from '../domain/chat-updates'
import type {
  Credentials,
  LinkDescription,
  Request,
  SourceConfig,
  SystemRuntime,
} from '../protocols/protocol'
import { isFinal, isUnauthorized, RequestError, wordsOf } from '../protocols/request-error'
import type { EpochMs, Update } from '../domain/updates'
import { linkTexts } from '../texts/link'
import { ClockDoubt } from './clock-doubt'
import { Connection } from './connection'
import { diagnose } from './diagnosis'
import { Poll } from './poll'
import type { EngineMessage, LinkAddress, Receive, SendResult } from './port'
import { PublishedCounters } from './published-counters'
import type { SessionKeeper } from './session'
import type { Surroundings } from './surroundings'

/** What a link needs of the source that it belongs to. */
export interface LinkHost {
  config: SourceConfig
  runtime: SystemRuntime
  surroundings: Surroundings
  /** Bytes of the longest frame that the backend takes; `null` where nobody knows. */
  longestSent: number | null
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
  #socket: Connection | null = null
  /** Gives back this connection's share of what the backend takes of one user. */
  #giveBack: (() => void) | null = null
  readonly #doubt = new ClockDoubt()
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
        if (effect.connection === this.#connection) this.#socket?.probe()
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

  /** Whether the backend has said something on this connection, and did not turn it away. */
  get isProven(): boolean {
    return this.#socket?.isProven ?? false
  }

  send(outgoing: Outgoing): SendResult {
    return this.#socket?.send(outgoing) ?? { status: 'not-connected' }
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
      if (this.#connection !== connection || !(await this.#takeSlot(connection, credentials))) return
      this.#connect(connection, credentials)
    } catch (error) {
      this.#report({ kind: 'no-credentials', connection, text: wordsOf(error), final: isFinal(error) })
    }
  }

  #connect(connection: number, credentials: Credentials | null): void {
    const { runtime, config, surroundings, longestSent } = this.source
    this.#shown = credentials
    try {
      this.#socket = new Connection({
        number: connection,
        address: runtime.socketAddress(this.description.id, config, credentials),
        decoder: runtime.createDecoder(this.description.id),
        policy: this.description.policy,
        longestSent,
        credentials,
        counters: this.#counters.counts,
        surroundings,
        now: () => this.source.now(),
        onSent: () => this.#counters.changed(),
        onUpdates: (updates, receivedAt) => this.#take('live', updates, receivedAt),
        report: (event) => this.#report(event),
        onClosed: () => this.#forget(),
      })
    } catch (error) {
      // Nothing was opened: the share of what the backend takes is not used.
      this.#forget()
      // The system's own words are about credentials or options; a bare error is the browser's, about the address.
      const text = error instanceof RequestError ? error.message : linkTexts.badAddress
      this.#report({ kind: isUnauthorized(error) ? 'unfit-credentials' : 'bad-address', connection, text })
      return
    }
    this.#report({ kind: 'connecting', connection })
  }

  /** Answers whether the backend takes one more connection of this user, as far as this browser knows. */
  async #takeSlot(connection: number, credentials: Credentials | null): Promise<boolean> {
    const { config, surroundings } = this.source
    const wanted = { baseUrl: config.baseUrl, link: this.description, credentials }
    const giveBack = await takeConnection(surroundings.locks, wanted)
    if (this.#connection !== connection) {
      giveBack?.()
      return false
    }
    this.#giveBack = giveBack
    if (giveBack) return true
    const { connectionsPerUser = 0 } = this.description.policy
    this.#report({ kind: 'crowded', connection, text: linkTexts.crowded(connectionsPerUser) })
    return false
  }

  #close(code: number, reason: string): void {
    const socket = this.#socket
    this.#forget()
    socket?.close(code, reason)
  }

  #forget(): void {
    this.#connection = 0
    this.#socket = null
    this.#giveBack?.()
    this.#giveBack = null
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
    const asked = [this.source.runtime, this.#request, () => this.#credentials()] as const
    const found = await diagnose(...asked, this.description.policy)
    this.#report({ kind: 'diagnosed', connection, ...found })
  }

  async #credentials(): Promise<Credentials | null> {
    this.#shown = await this.source.session.credentials()
    return this.#shown
  }

  #take(provenance: 'live' | 'polled', updates: readonly Update[], receivedAt?: EpochMs): void {
    const { clock, intake } = this.source.surroundings
    const now = this.source.now()
    if (provenance === 'live' && this.#doubt.isRaisedBy(updates, now, clock.monotonic())) {
      void this.source.refresh()
    }
    const overflowed = intake.take({ ...this.#address, provenance }, updates, now, receivedAt)
    this.#counters.counts.overflowed += overflowed
    this.#counters.changed()
  }

  #report(event: LinkEvent): void {
    this.source.post({ kind: 'link-event', address: this.#address, event })
  }
}
