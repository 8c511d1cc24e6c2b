// A watched source to be examined, and its backend: sound as long as a test plants no fault. REST answers carry the
// backend's clock; every socket that is opened is served, the watched one like the examination's own.
import { causeOf, type ExaminationNews, type Finding } from '../../../src/domain/examination'
import type { Answer, Asked } from '../fake-fetch'
import { json } from '../fake-fetch'
import { settle } from '../fake-clock'
import type { FakeSocket } from '../fake-socket'
import { FakePage, type PageOptions } from './fake-page'

// Loaded when somebody asks for it; reading the files is not what these tests wait for.
await import('../../../src/engine/examination/examination')

const ROOT = '/sources/plant'
const STEP_MS = 250
/** No examination takes longer. */
const LONGEST_MS = 240_000

/** What a backend of one system does when it is sound. */
export interface Soundness {
  page: PageOptions
  /** Bodies by method and path below the source's address; what is not `open` wants the token. */
  rest: Record<string, (patient: Patient) => unknown>
  open?: readonly string[]
  greeting: ((patient: Patient) => unknown) | null
  everyMs: number
  /** `null` says nothing. */
  frame: (patient: Patient, socket: FakeSocket) => unknown
  pong?: unknown
  /** What is answered to a frame of the client; `null` for nothing. */
  answer?: (frame: string, patient: Patient) => unknown
  tokenOf?: (socket: FakeSocket) => string | null
  /** What is answered to whom REST does not know; default a 401. */
  refuse?: () => Response
  refusalCode?: number
}

export class Patient {
  readonly page: FakePage
  /** Of the backend's clock. */
  skewMs = 0
  /** How old its values are. */
  dataAgeMs = 0
  /** Until an answer, a handshake or a greeting comes. */
  delayMs = 0
  /** Answers in place of the backend, unless it answers `null`. */
  proxy: (asked: Asked) => Answer | null = () => null
  /** What becomes of a socket that is asked for. */
  onConnect: (socket: FakeSocket) => void = (socket) => this.accept(socket)
  greets = true
  speaks = true
  pongs = true
  /** What is said in place of a sound frame. */
  frame: (socket: FakeSocket) => unknown
  /** Whether the session that the browser keeps as a cookie is good. */
  hasSession = true
  /** Whether the backend has something new. */
  lives = true
  token: string | null = null
  readonly findings: Finding[] = []
  readonly news: ExaminationNews[] = []
  readonly #served = new Map<FakeSocket, { since: number; spoke: number; heard: number }>()
  #beats = 0

  constructor(
    readonly sound: Soundness,
    options: PageOptions = {},
  ) {
    this.page = new FakePage({ ...sound.page, ...options })
    this.frame = (socket) => sound.frame(this, socket)
    for (const [route, body] of Object.entries(sound.rest)) {
      const [method = '', path = ''] = route.split(' ')
      this.page.plant.http.on(`${method} ${ROOT}${path}`, (asked) => {
        const isOpen = sound.open?.includes(route) ?? false
        return this.proxy(asked) ?? this.#later(() => this.#answer(asked, isOpen, body))
      })
    }
    this.page.onMessage = (message) => {
      if (message.kind !== 'examined') return
      this.news.push(message.news)
      if (message.news.kind === 'finding') this.findings.push(message.news.finding)
    }
  }

  /** This moment on the backend's clock. */
  get now(): number {
    return this.page.clock.now() + this.skewMs
  }

  /** A value that is another each time, while the backend lives. */
  get beat(): number {
    if (this.lives) this.#beats++
    return this.#beats
  }

  async watch(): Promise<this> {
    await this.page.watch()
    await this.pass(2_000)
    return this
  }

  /** Examines until it is done. */
  async examine(number = 1): Promise<this> {
    this.page.send({ kind: 'examine', source: 'plant', number })
    for (let passed = 0; passed < LONGEST_MS && !this.isDone(number); passed += STEP_MS)
      await this.pass(STEP_MS)
    return this
  }

  isDone(number = 1): boolean {
    return this.page.messages.some(
      (message) => message.kind === 'examined' && message.number === number && message.news.kind === 'done',
    )
  }

  /** The step that is to blame, and what it says. */
  get cause(): string | null {
    const cause = causeOf(this.findings)
    return cause && `${cause.step}: ${cause.words}`
  }

  /** Whether the examination is through with a step. */
  isTold(step: Finding['step']): boolean {
    return this.findings.some((finding) => finding.step === step)
  }

  outcomeOf(step: Finding['step']): string | undefined {
    return this.findings.find((finding) => finding.step === step)?.outcome
  }

  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= STEP_MS) {
      await settle()
      for (const socket of this.page.sockets.all) this.#serve(socket)
      await this.page.pass(Math.min(left, STEP_MS))
    }
  }

  /** As a sound backend does: lets in whom it knows. */
  accept(socket: FakeSocket): void {
    socket.accept()
    const { tokenOf, refusalCode = 1008 } = this.sound
    if (this.token !== null && tokenOf && tokenOf(socket) !== this.token)
      socket.drop(refusalCode, 'Token expired')
  }

  #serve(socket: FakeSocket): void {
    const now = this.page.clock.monotonic()
    const served = this.#served.get(socket)
    if (!served) {
      this.#served.set(socket, { since: now, spoke: -1, heard: 0 })
      if (this.delayMs === 0) this.onConnect(socket)
      return
    }
    if (socket.readyState === 0 && now - served.since >= this.delayMs) this.onConnect(socket)
    if (socket.readyState !== 1) return
    for (; served.heard < socket.sent.length; served.heard++) {
      if (this.pongs && this.sound.pong !== undefined) socket.receive(this.sound.pong)
      const answer = this.pongs ? this.sound.answer?.(socket.sent[served.heard] ?? '', this) : null
      if (answer) socket.receive(answer)
    }
    if (served.spoke < 0) {
      served.spoke = now
      if (this.greets && this.sound.greeting) socket.receive(this.sound.greeting(this))
    } else if (this.speaks && now - served.spoke >= this.sound.everyMs) {
      served.spoke = now
      const frame = this.frame(socket)
      if (frame !== null) socket.receive(frame)
    }
  }

  #answer(asked: Asked, isOpen: boolean, body: (patient: Patient) => unknown): Response {
    const headers = { Date: new Date(this.now).toUTCString() }
    const isKnown = asked.authorization?.split(' ')[1] === this.token
    if (!isOpen && this.sound.refuse && (!this.hasSession || (this.token !== null && !isKnown))) {
      return this.sound.refuse()
    }
    if (this.token !== null && !isOpen && !isKnown) {
      const detail = asked.authorization
        ? `Invalid or expired token ${asked.authorization}`
        : 'Not authenticated'
      return json({ detail }, 401, headers)
    }
    const answer = body(this)
    return answer instanceof Response ? answer : json(answer, 200, headers)
  }

  #later(answer: () => Response): Answer {
    const { delayMs, page } = this
    if (delayMs === 0) return answer()
    return new Promise((resolve) => page.clock.after(delayMs, () => resolve(answer())))
  }
}
