// The controller's one connection to the backend: opens it anew with growing waits, sends batches of at most 500.
// What is measured without a connection is dropped: the backend stamps what arrives, and old readings would look new.

import { WebSocket } from 'ws'

const LARGEST_BATCH = 500
const FIRST_WAIT_MS = 500
const LONGEST_WAIT_MS = 10_000

export interface OutgoingDatapoint {
  value: number
  event_public_id: string
}

export class TelemetryLink {
  private socket: WebSocket | undefined
  private failures = 0

  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** Settles when the connection is open for the first time. */
  open(): Promise<void> {
    return new Promise((resolve) => this.connect(resolve))
  }

  push(datapoints: readonly OutgoingDatapoint[]): void {
    for (let start = 0; start < datapoints.length; start += LARGEST_BATCH) {
      this.socket?.send(JSON.stringify({ datapoints: datapoints.slice(start, start + LARGEST_BATCH) }))
    }
  }

  private connect(onOpen: () => void): void {
    const socket = new WebSocket(`${this.url}?token=${encodeURIComponent(this.token)}`)
    socket.on('open', () => {
      this.socket = socket
      this.failures = 0
      onOpen()
    })
    socket.on('message', (data) => console.error(`The demo's controller was told: ${String(data)}`))
    // A close follows each error.
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.socket = undefined
      setTimeout(() => this.connect(onOpen), Math.min(FIRST_WAIT_MS * 2 ** this.failures++, LONGEST_WAIT_MS))
    })
  }
}
