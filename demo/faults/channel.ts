// One open socket as a system sees it: it sends objects and closes; the faults that run change what really goes out.

import type { RawData, WebSocket } from 'ws'
import type { FaultySocket, SystemFaults } from './system-faults'

/** A client that reads this slowly would grow the demo without bound; it is cut instead. */
const LARGEST_BACKLOG_BYTES = 64 * 1024 * 1024

export class Channel implements FaultySocket {
  private held: string | undefined

  /** Without `faults` the socket is out of reach of any fault. */
  constructor(
    private readonly socket: WebSocket,
    private readonly faults: SystemFaults | undefined,
  ) {
    // A client that breaks the protocol makes `ws` close the socket; there is nothing more to do about it.
    socket.on('error', () => undefined)
    faults?.sockets.add(this)
    socket.on('close', () => faults?.sockets.delete(this))
  }

  send(message: object): void {
    if (this.socket.readyState !== this.socket.OPEN) return
    if (this.socket.bufferedAmount > LARGEST_BACKLOG_BYTES) return this.terminate()
    const text = JSON.stringify(message)
    const { faults } = this
    if (!faults) return this.socket.send(text)
    if (faults.isRunning('mute')) return
    for (const frame of this.ordered(text, faults.isRunning('out-of-order'))) {
      this.socket.send(frame)
      if (faults.isRunning('duplicate')) this.socket.send(frame)
      if (faults.isRunning('garbage')) this.socket.send(faults.nextGarbage())
    }
  }

  close(code?: number, reason?: string): void {
    this.socket.close(code, reason)
  }

  terminate(): void {
    this.socket.terminate()
  }

  /** Text frames come as strings, binary ones as `undefined`: no system takes any. */
  onMessage(listener: (text: string | undefined) => void): void {
    this.socket.on('message', (data: RawData, isBinary: boolean) =>
      listener(isBinary ? undefined : data.toString()),
    )
  }

  onClose(listener: () => void): void {
    this.socket.on('close', listener)
  }

  /** What goes out now: while order is disturbed, every other frame waits for its successor and follows it. */
  private ordered(text: string, disturbed: boolean): string[] {
    const held = this.held
    if (held === undefined) {
      if (!disturbed) return [text]
      this.held = text
      return []
    }
    this.held = undefined
    return disturbed ? [text, held] : [held, text]
  }
}
