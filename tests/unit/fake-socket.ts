// A WebSocket that does what a test tells it. `FakeSockets` hands out the class, keeps every instance in the
// order of opening, and counts what is left over.

type Listener = (event: Event) => void

export class FakeSocket {
  readonly CONNECTING = 0
  readonly OPEN = 1
  readonly CLOSING = 2
  readonly CLOSED = 3
  readyState = 0
  binaryType: BinaryType = 'blob'
  readonly sent: string[] = []
  /** What the client said when it closed. */
  closedBy: { code: number | undefined; reason: string | undefined } | null = null
  readonly #listeners = new Map<string, Set<Listener>>()

  constructor(
    readonly url: string,
    readonly protocols: string[] = [],
  ) {
    new URL(url)
  }

  addEventListener(kind: string, listener: Listener, options: { signal?: AbortSignal } = {}): void {
    const listeners = this.#listeners.get(kind) ?? new Set()
    this.#listeners.set(kind, listeners.add(listener))
    options.signal?.addEventListener('abort', () => listeners.delete(listener), { once: true })
  }

  send(frame: string): void {
    if (this.readyState !== 1) throw new Error('not open')
    this.sent.push(frame)
  }

  close(code?: number, reason?: string): void {
    if (this.readyState === 3) return
    this.closedBy = { code, reason }
    this.readyState = 3
  }

  get isLive(): boolean {
    return this.readyState < 2
  }

  get listeners(): number {
    return [...this.#listeners.values()].reduce((sum, { size }) => sum + size, 0)
  }

  /** The server accepts. */
  accept(): void {
    if (this.readyState !== 0) return
    this.readyState = 1
    this.#fire(new Event('open'))
  }

  /** The server sends: an object as JSON, text as it is, anything else as binary. */
  receive(data: unknown): void {
    const plain = typeof data === 'object' && data !== null && !(data instanceof ArrayBuffer)
    this.#fire(new MessageEvent('message', { data: plain ? JSON.stringify(data) : data }))
  }

  /** The server, or the network, ends it. */
  drop(code: number, reason = ''): void {
    this.readyState = 3
    this.#fire(Object.assign(new Event('close'), { code, reason, wasClean: code !== 1006 }))
  }

  #fire(event: Event): void {
    for (const listener of [...(this.#listeners.get(event.type) ?? [])]) listener(event)
  }
}

export class FakeSockets {
  readonly all: FakeSocket[] = []
  /** The browser opens no socket to such an address. */
  refuses = false
  readonly WebSocketClass: new (url: string, protocols?: string[]) => WebSocket

  constructor() {
    const add = (socket: FakeSocket): void => {
      if (this.refuses) throw new SyntaxError('The URL is invalid.')
      this.all.push(socket)
    }
    this.WebSocketClass = class extends FakeSocket {
      constructor(url: string, protocols?: string[]) {
        super(url, protocols)
        add(this)
      }
    } as unknown as typeof this.WebSocketClass
  }

  /** The newest. */
  get last(): FakeSocket {
    return this.all.at(-1)!
  }

  get live(): number {
    return this.all.filter(({ isLive }) => isLive).length
  }

  get listeners(): number {
    return this.all.reduce((sum, { listeners }) => sum + listeners, 0)
  }
}
