// A demo backend on a free port with a clock that only the test moves, and clients that wait for what they expect.

import { request } from 'node:http'
import { onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { createBackend } from '../../../demo/backend/backend'
import type { SystemKind } from '../../../demo/backend/system'
import type { Clock } from '../../../demo/clock'
import { createWebmacs, type WebmacsOptions } from '../../../demo/systems/webmacs'
import { sensorId } from '../../../demo/systems/webmacs/sensors'
import { API_TOKENS } from '../../../demo/systems/webmacs/users'
import { FakeChildren } from './fake-child'
import { partOf, textOf } from './wire'

export const START = Date.UTC(2025, 0, 15, 14, 30, 0, 123) + 0.456
export const PROBE = sensorId('Probe')
export const OTHER = sensorId('Other')
export const OWN = sensorId('Your own value')
export const VALID: string = API_TOKENS.valid

export class TestClock implements Clock {
  private time = START
  private tasks: { at: number; run: () => void }[] = []

  now(): number {
    return this.time
  }

  after(milliseconds: number, run: () => void): () => void {
    const task = { at: this.time + milliseconds, run }
    this.tasks.push(task)
    return () => (this.tasks = this.tasks.filter((other) => other !== task))
  }

  advance(milliseconds: number): void {
    this.time += milliseconds
    for (const task of this.tasks.filter(({ at }) => at <= this.time)) {
      this.tasks = this.tasks.filter((other) => other !== task)
      task.run()
    }
  }
}

export interface Answer {
  status: number
  headers: Headers
  /** JSON as it was parsed, else text. */
  body: unknown
}

export async function startDemo(options: WebmacsOptions = {}, more: SystemKind[] = []) {
  const clock = new TestClock()
  const sensors = ['Probe', 'Other'].map((name) => ({
    name,
    unit: '%',
    type: 'sensor' as const,
    min_value: 0,
    max_value: 100,
  }))
  const kind: SystemKind = {
    id: 'webmacs',
    create: (context) => createWebmacs(context, { sensors, ...options }),
  }
  const children = new FakeChildren()
  const backend = createBackend(clock, [...more, kind], children.fork)
  const port = await backend.listen(0)
  onTestFinished(() => backend.close())
  const origin = `http://127.0.0.1:${port}`

  async function rest(
    method: string,
    path: string,
    {
      token,
      scheme = 'Bearer',
      headers = {},
      body,
    }: {
      token?: string | undefined
      scheme?: string
      headers?: Record<string, string>
      body?: unknown
    } = {},
  ) {
    const response = await fetch(origin + path, {
      method,
      headers: {
        Connection: 'close',
        ...(token === undefined ? {} : { Authorization: `${scheme} ${token}` }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    })
    const text = await response.text()
    const json = response.headers.get('content-type')?.includes('json')
    const answer: Answer = {
      status: response.status,
      headers: response.headers,
      body: json ? JSON.parse(text) : text,
    }
    return answer
  }

  /** The token; `undefined` when it is refused. */
  async function login(username = 'operator'): Promise<string | undefined> {
    const body = { email: `${username}@demo.local`, password: 'watchdeck' }
    const answer = await rest('POST', '/api/v1/auth/login', { body })
    return textOf(answer.body, 'access_token')
  }

  const socket = (path: string, headers = {}, subprotocols: string[] = []) =>
    new Client(`ws://127.0.0.1:${port}${path}`, headers, subprotocols)
  const stream = (token = VALID) => socket(`/ws/datapoints/stream?token=${token}`)
  const controller = (token = VALID) => socket(`/ws/controller/telemetry?token=${token}`)
  const fault = async (fault: string, fields = {}) =>
    rest('POST', '/demo/faults', { body: { system: 'webmacs', fault, ...fields } })

  /** A stream that has been greeted. */
  async function greeted(token = VALID): Promise<Client> {
    const client = stream(token)
    await client.next()
    return client
  }

  /** Pushes readings and settles when the pipeline has taken them: its refusal of an empty batch follows. */
  async function push(...datapoints: unknown[]): Promise<void> {
    const client = controller()
    await client.opened
    client.send({ datapoints })
    client.send({ datapoints: [] })
    await client.next()
    client.cut()
  }

  return { clock, children, origin, port, rest, login, socket, stream, greeted, controller, push, fault }
}

export type Demo = Awaited<ReturnType<typeof startDemo>>

export class Client {
  readonly opened: Promise<void>
  readonly closed: Promise<{ code: number; reason: string }>
  /** Settles with the status of a refused upgrade. */
  readonly refused: Promise<number | undefined>
  private readonly socket: WebSocket
  private readonly frames: (string | Buffer)[] = []
  private wake: () => void = () => undefined

  constructor(url: string, headers: Record<string, string>, subprotocols: string[]) {
    this.socket = new WebSocket(url, subprotocols, { headers, maxPayload: 0 })
    this.socket.on('error', () => undefined)
    this.socket.on('message', (data, isBinary) => {
      this.frames.push(isBinary ? (data as Buffer) : data.toString())
      this.wake()
    })
    this.opened = new Promise((resolve) => this.socket.on('open', () => resolve()))
    this.closed = new Promise((resolve) =>
      this.socket.on('close', (code, reason) => resolve({ code, reason: reason.toString() })),
    )
    this.refused = new Promise((resolve) =>
      this.socket.on('unexpected-response', (_request, response) => {
        response.resume()
        this.socket.terminate()
        resolve(response.statusCode)
      }),
    )
    onTestFinished(() => this.socket.terminate())
  }

  /** The subprotocol that the server selected; empty without one. */
  get subprotocol(): string {
    return this.socket.protocol
  }

  /** How many frames have come and were not read. */
  get unread(): number {
    return this.frames.length
  }

  send(message: unknown): void {
    this.socket.send(
      typeof message === 'string' || Buffer.isBuffer(message) ? message : JSON.stringify(message),
    )
  }

  cut(): void {
    this.socket.terminate()
  }

  /** The next frame as it came. */
  async raw(): Promise<string | Buffer> {
    while (this.frames.length === 0) await new Promise<void>((resolve) => (this.wake = resolve))
    return this.frames.shift()!
  }

  /** The next frame as JSON: a test says what it expects of it, by `partOf`. */
  async next(): Promise<unknown> {
    return JSON.parse(String(await this.raw()))
  }

  /** Everything that came before the answer to a ping. */
  async beforePong(): Promise<unknown[]> {
    this.send({ type: 'ping' })
    const before: unknown[] = []
    for (;;) {
      const frame = await this.next()
      if (partOf(frame, 'type') === 'pong') return before
      before.push(frame)
    }
  }
}

/** A bare request, with headers that `fetch` would not send; settles with status and text. */
export function bareRequest(port: number, headers: Record<string, string>, path = '/health') {
  return new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, path, headers, agent: false }, (response) => {
      let text = ''
      response.on('data', (chunk: Buffer) => (text += chunk.toString()))
      response.on('end', () => resolve({ status: response.statusCode, text }))
    })
    sent.on('error', reject)
    sent.end()
  })
}
