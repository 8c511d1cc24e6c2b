// The page's end of the port: starts the engine in a worker, or on the page when asked, and looks the
// same either way.
import { systemClock } from '../connection/clock'
import type { Command, EngineMessage, Receive } from './port'

export interface EngineClient {
  send: Receive<Command>
  stop: () => void
}

/**
 * Where the engine runs. A worker keeps decoding off the page and its timers awake in hidden tabs;
 * `page` is for debugging, and for tests that turn the page's clock.
 */
export type EnginePlace = 'worker' | 'page'

export function startEngine(place: EnginePlace, onMessage: Receive<EngineMessage>): EngineClient {
  return place === 'worker' ? startInWorker(onMessage) : startOnPage(onMessage)
}

function startInWorker(onMessage: Receive<EngineMessage>): EngineClient {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'engine' })
  worker.addEventListener('message', (event: MessageEvent<EngineMessage>) => {
    onMessage(event.data)
  })
  return {
    send: (command) => {
      worker.postMessage(command)
    },
    stop: () => {
      worker.terminate()
    },
  }
}

/** Loaded only when asked for, so that the first view does not carry the engine twice. */
function startOnPage(onMessage: Receive<EngineMessage>): EngineClient {
  const engine = import('./engine').then(({ createEngine }) =>
    createEngine({
      clock: systemClock,
      fetch: (...request) => fetch(...request),
      WebSocketClass: WebSocket,
      origin: location.origin,
      post: onMessage,
    }),
  )
  return {
    send: (command) => void engine.then(({ receive }) => receive(command)),
    stop: () => void engine.then(({ stop }) => stop()),
  }
}
