// One live connection that an examination opens beside the running one: what came on it is noted, nothing of it is
// shown. It is closed at the end of the examination whatever happens (C6).
import { noCounts } from '../../connection/counters'
import { openSocket, type Socket } from '../../connection/socket'
import type { EpochMs, Update } from '../../domain/updates'
import type { Credentials, Decoder, SocketAddress } from '../../protocols/protocol'
import { excerpt } from '../../protocols/redaction'
import { FrameReader } from '../frame-reader'
import type { Outside } from './instruments'

export interface VisitOptions {
  outside: Outside
  address: SocketAddress
  decoder: Decoder
  credentials: Credentials | null
  /** This moment on the backend's clock. */
  now: () => EpochMs
  /** Once, however it ended. */
  onEnd: () => void
}

/** What says nothing about whether data comes. */
const WITHOUT_DATA: readonly Update['kind'][] = ['greeting', 'pong', 'rejection']
const DATA: readonly Update['kind'][] = ['components', 'messages', 'job-state', 'job-progress', 'job-error']

export class Visit {
  readonly counters = noCounts()
  isOpen = false
  /** How the other end closed it. */
  closed: { code: number; reason: string } | null = null
  refusal: Extract<Update, { kind: 'refusal' }> | null = null
  /** We said who we are. */
  hasIntroduced = false
  /** From `open` to the first frame, whatever it was. */
  firstFrameAfterMs: number | null = null
  /** Frames of which something was understood. */
  valid = 0
  /** Frames with something in them that is worth showing. */
  telling = 0
  /** Frames with what polls would tell as well: readings, components, jobs, messages. */
  withData = 0
  pongs = 0
  /** The first reason why something was not understood. */
  rejection: string | null = null
  /** Time of the newest reading or state. */
  newest: EpochMs | null = null
  readonly #socket: Socket
  #openedAt = 0
  #look: (() => void) | null = null

  /** Throws what the browser throws at an address that it does not open. */
  constructor(private readonly options: VisitOptions) {
    const { outside, address, decoder, credentials, now } = options
    const reader = new FrameReader({
      decoder,
      counters: this.counters,
      now,
      onUpdates: (updates) => this.#note(updates),
      onProof: () => undefined,
      onRefusal: (refusal) => {
        this.refusal = refusal
      },
      onReadings: () => false,
      onAnswer: () => undefined,
    })
    this.#socket = openSocket(outside.WebSocketClass, address, {
      opened: () => {
        this.isOpen = true
        this.hasIntroduced = this.#say(decoder.encoder?.opening?.(credentials) ?? null)
        this.#openedAt = outside.clock.monotonic()
        this.#look?.()
      },
      message: (data) => {
        this.firstFrameAfterMs ??= outside.clock.monotonic() - this.#openedAt
        reader.read(data)
        this.#look?.()
      },
      closed: (code, reason) => {
        this.closed = { code, reason: excerpt(reason) }
        this.options.onEnd()
        this.#look?.()
      },
    })
  }

  /** Waits until something holds, the other end closes, or so much time has passed. Answers whether it holds. */
  until(holds: () => boolean, ms: number): Promise<boolean> {
    return new Promise((resolve) => {
      const end = (): void => {
        cancel()
        this.#look = null
        resolve(holds())
      }
      const cancel = this.options.outside.clock.after(ms, end)
      this.#look = () => {
        if (holds() || this.closed) end()
      }
      this.#look()
    })
  }

  /** Asks for a sign of life; answers whether this dialect knows how. */
  ping(): boolean {
    return this.#say(this.options.decoder.encoder?.ping?.() ?? null)
  }

  close(): void {
    this.#say(this.options.decoder.encoder?.leaving?.() ?? null)
    this.#socket.close(1000, '')
    if (this.closed === null) this.options.onEnd()
    this.closed ??= { code: 1000, reason: '' }
    this.#look?.()
  }

  #say(frame: string | null): boolean {
    return frame !== null && this.#socket.send(frame)
  }

  #note(updates: readonly Update[]): void {
    const isNothing = updates.length === 0
    if (isNothing || updates.some(({ kind }) => kind !== 'rejection')) this.valid++
    if (updates.some(({ kind }) => !WITHOUT_DATA.includes(kind))) this.telling++
    if (updates.some(({ kind }) => kind === 'pong')) this.pongs++
    if (updates.some(isData)) this.withData++
    for (const update of updates) {
      if (update.kind === 'rejection') this.rejection ??= update.rejection.reason
    }
    this.newest = newestOf(updates, this.newest)
  }
}

function isData(update: Update): boolean {
  return DATA.includes(update.kind) || (update.kind === 'readings' && update.readings.length > 0)
}

/**
 * The time of the newest value told, `before` where there is none newer. A message, or the state of a job, may be old and
 * be told anew to who has just come: its age is no delay.
 */
function newestOf(updates: readonly Update[], before: EpochMs | null): EpochMs | null {
  const times = updates.flatMap((update) => {
    if (update.kind === 'readings') return update.readings.map(({ time }) => time)
    return update.kind === 'components' ? [update.time] : []
  })
  return times.reduce<EpochMs | null>(
    (newest, time) => (time !== null && (newest === null || time > newest) ? time : newest),
    before,
  )
}
