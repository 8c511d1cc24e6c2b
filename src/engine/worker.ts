// The worker's entry: the engine behind messages. Nothing is decided here.
import { systemClock } from '../connection/clock'
import { createEngine } from './engine'
import { transferablesOf } from './transfer'
import type { Command } from './port'

const engine = createEngine({
  clock: systemClock,
  fetch: (...request) => fetch(...request),
  WebSocketClass: WebSocket,
  origin: location.origin,
  post: (message) => {
    postMessage(message, { transfer: transferablesOf(message) })
  },
})

addEventListener('message', (event: MessageEvent<Command>) => {
  engine.receive(event.data)
})
