// One connection of a link, from its handshake to its end: what comes in is read and reported, what goes out is said
// in the dialect that was heard. It never reconnects, and is silent once it is closed (C5).
import { preciseNow } from '../connection/clock'
import type { LinkCounters } from '../connection/counters'
import type { LinkEvent } from '../connection/link-state'
import { openSocket, type Socket } from '../connection/socket'
import { Timers } from '../connection/timers'
import { patienceOf, Watchdog } from '../connection/watchdog'
import type { Outgoing } from '../domain/chat-updates'
import type { EpochMs, Update } from '../domain/updates'
import type { Credentials, Decoder, LinkPolicy, SocketAddress } from '../protocols/protocol'
import { excerpt } from '../protocols/redaction'
import { linkTexts } from '../texts/link'
import { FrameReader } from './frame-reader'
import { Heartbeat } from './heartbeat'
import type { SendResult } from './port'
import type { Surroundings } from './surroundings'

export interface ConnectionOptions {
  number: number
  address: SocketAddress
  decoder: Decoder
  policy: LinkPolicy
  /** Bytes of the longest frame that the backend takes; `null` where nobody knows. */
  longestSent: number | null
  credentials: Credentials | null
  counters: LinkCounters
  surroundings: Pick<Surroundings, 'clock' | 'WebSocketClass'>
  now: () => EpochMs
  onSent: () => void
  /** `receivedAt`: when their frame was, as `preciseNow` tells. */
  onUpdates: (updates: readonly Update[], receivedAt: EpochMs) => void
  report: (event: LinkEvent) => void
  /** The other end closed it. */
  onClosed: () => void
}

export class Connection {
  /** Something was understood on it. */
  isProven = false
  /** When the frame that is being read came: reading a long one takes a while. */
  #receivedAt: EpochMs = NaN
  readonly #socket: Socket
  readonly #heartbeat: Heartbeat
  readonly #timers: Timers<'quiet'>
  readonly #watchdog: Watchdog

  /** Throws what the browser throws at an address that it does not open. */
  constructor(private readonly options: ConnectionOptions) {
    const { address, policy, number: connection, surroundings, report, onClosed } = options
    this.#heartbeat = new Heartbeat(surroundings.clock)
    this.#timers = new Timers(surroundings.clock)
    this.#watchdog = new Watchdog(surroundings.clock, policy.silentAfterCadences, patienceOf(policy), () =>
      report({ kind: 'silent', connection }),
    )
    const reader = this.#reader()
    this.#socket = openSocket(surroundings.WebSocketClass, address, {
      opened: () => {
        this.#say(options.decoder.encoder?.opening?.(options.credentials) ?? null)
        report({ kind: 'opened', connection })
        this.#awaitSound()
      },
      message: (data) => {
        this.#receivedAt = preciseNow(surroundings.clock)
        reader.read(data)
      },
      closed: (code, reason) => {
        this.#stop()
        onClosed()
        report({ kind: 'closed', connection, code, reason: excerpt(reason) })
      },
    })
  }

  /** Asks for a sign of life, where this dialect knows how. */
  probe(): void {
    if (this.#say(this.options.decoder.encoder?.ping?.() ?? null)) this.#heartbeat.sent()
  }

  send(outgoing: Outgoing): SendResult {
    const frame = this.options.decoder.encoder?.outgoing?.(outgoing) ?? null
    if (frame === null) return { status: 'not-understood', text: linkTexts.notUnderstood }
    const { longestSent } = this.options
    if (longestSent !== null && new TextEncoder().encode(frame).length > longestSent) {
      return { status: 'too-long', text: linkTexts.tooLongToSend(longestSent) }
    }
    return { status: this.#say(frame) ? 'sent' : 'not-connected' }
  }

  /** Says goodbye where the system has a word for it. */
  close(code: number, reason: string): void {
    this.#stop()
    this.#say(this.options.decoder.encoder?.leaving?.() ?? null)
    this.#socket.close(code, reason)
  }

  #stop(): void {
    this.#watchdog.stop()
    this.#timers.stopAll()
  }

  #say(frame: string | null): boolean {
    if (frame === null || !this.#socket.send(frame)) return false
    this.options.counters.sent++
    this.options.onSent()
    return true
  }

  #reader(): FrameReader {
    const { number: connection, counters, decoder, now, onUpdates, report } = this.options
    return new FrameReader({
      decoder,
      counters,
      now,
      onUpdates: (updates) => onUpdates(updates, this.#receivedAt),
      onProof: () => {
        this.isProven = true
        this.#watchdog.expect()
        report({ kind: 'frame', connection })
      },
      onRefusal: ({ action, text }) => {
        this.isProven = false
        report({ kind: 'turned-away', connection, action, text })
      },
      onReadings: () => this.#watchdog.saw(),
      onAnswer: (isPong) => {
        if (isPong) counters.roundTripMs = this.#heartbeat.heardPong()
        if (this.#heartbeat.heard()) report({ kind: 'answered', connection })
        this.#awaitSound()
      },
    })
  }

  #awaitSound(): void {
    const { policy, number: connection, report } = this.options
    if (policy.quietAfterMs === undefined) return
    this.#timers.start('quiet', policy.quietAfterMs, () => {
      this.#awaitSound()
      report({ kind: 'quiet', connection })
    })
  }
}
