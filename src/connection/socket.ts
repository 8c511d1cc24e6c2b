// One WebSocket (RFC 6455) as the engine wants it: events for one connection only, text frames
// up to a length, and silence after `close`. It decodes nothing and never reconnects.
import type { SocketAddress } from '../protocols/protocol'

/** The part of the browser's WebSocket that is used; tests bring their own. */
export type WebSocketConstructor = new (url: string, protocols?: string[]) => WebSocket

export interface SocketHandlers {
  opened: () => void
  /** `data` is text, or whatever else came. */
  message: (data: unknown) => void
  closed: (code: number, reason: string) => void
}

export interface Socket {
  /** Answers whether the frame could be handed over. */
  send: (frame: string) => boolean
  close: (code: number, reason: string) => void
}

/**
 * Opens a socket. An address or subprotocol that the browser refuses is thrown by it as a `SyntaxError`;
 * the caller turns it into words.
 */
export function openSocket(
  WebSocketClass: WebSocketConstructor,
  address: SocketAddress,
  handlers: SocketHandlers,
): Socket {
  const socket = new WebSocketClass(address.url, [...address.protocols])
  const listeners = new AbortController()
  const { signal } = listeners
  socket.binaryType = 'arraybuffer'
  socket.addEventListener('open', handlers.opened, { signal })
  socket.addEventListener('message', (event) => handlers.message(event.data), { signal })
  socket.addEventListener(
    'close',
    (event) => {
      listeners.abort()
      handlers.closed(event.code, event.reason)
    },
    { signal },
  )
  return {
    send: (frame) => {
      if (socket.readyState !== socket.OPEN) return false
      socket.send(frame)
      return true
    },
    close: (code, reason) => {
      // Whatever it still says belongs to a connection that is over (C5).
      listeners.abort()
      socket.close(code, reason)
    },
  }
}
