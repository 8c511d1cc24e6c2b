// The page's side of the engine for tests: a tiny loop that owns the state machine, sends effects, takes batches,
// and keeps everything the engine told.
import { noCounts, type LinkCounters } from '../../../src/connection/counters'
import { idleLink, modeOf, type LinkEvent, type LinkState } from '../../../src/connection/link-state'
import { step } from '../../../src/connection/step'
import type { Batch, BatchPart } from '../../../src/domain/batch'
import { createEngine } from '../../../src/engine/engine'
import type { Command, EngineMessage, Session } from '../../../src/engine/port'
import { protocols } from '../../../src/protocols/registry'
import type { Credentials, SourceConfig } from '../../../src/protocols/protocol'
import { FakeClock, settle } from '../fake-clock'
import { FakeSockets, type FakeSocket } from '../fake-socket'
import { BASE, ORIGIN, Plant } from './plant'

// The engine loads a system when it is first watched; reading its file is not what these tests wait for.
for (const protocol of protocols.values()) await protocol.load()

export interface PageOptions {
  /** Default WebMACS. */
  system?: string
  /** Options of the source. */
  options?: SourceConfig['options']
  /** Whether somebody signs in; default yes. */
  signsIn?: boolean
  /** Where the deployment hands out what to sign in with; default `/sign-in.json`. */
  automatic?: string | null
  /** How; default by a password. */
  method?: string
  /** A token that the page kept from before. */
  token?: string
  /** What else than a token the page kept from before. */
  credentials?: Credentials
  /** Locks of the browser; default none. */
  locks?: LockManager
  /** Cookies that the page may read; default there is none to be read. */
  cookies?: ReadonlyMap<string, string>
  /** Whether batches are taken; default yes. */
  takes?: boolean
}

export class FakePage {
  readonly clock = new FakeClock()
  readonly sockets = new FakeSockets()
  readonly plant = new Plant()
  readonly messages: EngineMessage[] = []
  readonly engine: ReturnType<typeof createEngine>
  readonly source: SourceConfig
  state: LinkState = idleLink(0)
  /** Hears each message before the page does. */
  onMessage: (message: EngineMessage) => void = () => undefined
  #signedOut = false

  constructor(readonly options: PageOptions = {}) {
    const { automatic = '/sign-in.json', system = 'webmacs', signsIn = true, method = 'password' } = options
    this.source = {
      id: 'plant',
      system,
      label: 'Plant',
      baseUrl: BASE,
      options: options.options ?? {},
      auth: signsIn ? { method, automatic } : null,
    }
    this.engine = createEngine({
      clock: this.clock,
      fetch: this.plant.http.fetch,
      WebSocketClass: this.sockets.WebSocketClass,
      origin: ORIGIN,
      locks: options.locks,
      readCookie: (name) => Promise.resolve(options.cookies?.get(name) ?? null),
      post: (message) => this.#hear(message),
    })
  }

  async watch(): Promise<void> {
    const { token, credentials = token === undefined ? null : { token } } = this.options
    this.send({ kind: 'watch', source: this.source, credentials })
    this.receive({ kind: 'start' })
    await settle()
  }

  async unwatch(): Promise<void> {
    this.receive({ kind: 'stop' })
    this.send({ kind: 'unwatch', source: 'plant' })
    await settle()
  }

  /** Watched, signed in, open and greeted. */
  static async delivering(options: PageOptions = {}): Promise<FakePage> {
    const page = new FakePage(options)
    await page.watch()
    await page.greet()
    return page
  }

  async greet(): Promise<void> {
    this.socket.accept()
    this.socket.receive({ type: 'connected', message: 'Subscribed to live datapoint stream.' })
    await settle()
  }

  /** Lets time pass in steps small enough for promises to keep up. */
  async pass(ms: number, stepMs = 250): Promise<void> {
    await settle()
    for (let left = ms; left > 0; left -= stepMs) {
      this.clock.advance(Math.min(left, stepMs))
      await settle()
    }
  }

  receive(event: LinkEvent): void {
    const { auth, id, system } = this.source
    const { id: link, policy } = protocols.get(system)!.links[0]!
    const { state, effects } = step(this.state, event, {
      policy,
      now: this.clock.now(),
      random: 0.5,
      canRenew: auth !== null && auth.automatic !== null && !this.#signedOut,
      signsIn: auth !== null,
    })
    this.state = state
    if (effects.length > 0) this.send({ kind: 'perform', address: { source: id, link }, effects })
  }

  send(command: Command): void {
    if (command.kind === 'sign-out') this.#signedOut = true
    if (command.kind === 'sign-in') this.#signedOut = false
    this.engine.receive(structuredClone(command))
  }

  get socket(): FakeSocket {
    return this.sockets.last
  }

  get mode(): string {
    return modeOf(this.state)
  }

  get batches(): Batch[] {
    return this.messages.flatMap((message) => (message.kind === 'batch' ? [message.batch] : []))
  }

  get parts(): BatchPart[] {
    return this.batches.flatMap(({ parts }) => parts)
  }

  /** The values that came in this way, in order. */
  values(provenance: BatchPart['provenance']): number[] {
    return this.parts
      .filter((part) => part.provenance === provenance)
      .flatMap(({ readings }) => [...(readings?.values ?? [])])
  }

  get records(): BatchPart['records'] {
    return this.parts.flatMap(({ records }) => records)
  }

  get session(): Session | null {
    return this.messages.findLast((message) => message.kind === 'session')?.session ?? null
  }

  get counters(): LinkCounters {
    return this.messages.findLast((message) => message.kind === 'counters')?.counters ?? noCounts()
  }

  events(kind: LinkEvent['kind']): LinkEvent[] {
    return this.messages.flatMap((message) =>
      message.kind === 'link-event' && message.event.kind === kind ? [message.event] : [],
    )
  }

  /** Timers, sockets, listeners and requests that exist. */
  get leftOver(): Record<string, number> {
    return {
      timers: this.clock.running,
      sockets: this.sockets.live,
      listeners: this.sockets.listeners,
      requests: this.plant.http.pending,
    }
  }

  #hear(message: EngineMessage): void {
    this.messages.push(message)
    this.onMessage(message)
    if (message.kind === 'batch' && this.options.takes !== false) {
      this.send({ kind: 'taken', batch: message.batch.number })
    }
    if (message.kind === 'link-event') this.receive(message.event)
  }
}
