// The worker's entry: the engine behind messages. Nothing is decided here.
import { systemClock } from '../connection/clock'
import { CookieInquiries, type CookieAnswer } from './cookies'
import { createEngine } from './engine'
import { transferablesOf } from './transfer'
import type { Command } from './port'

const cookies = new CookieInquiries((question) => postMessage(question))

const engine = createEngine({
  clock: systemClock,
  fetch: (...request) => fetch(...request),
  WebSocketClass: WebSocket,
  readCookie: cookies.read,
  locks: navigator.locks,
  origin: location.origin,
  post: (message) => {
    postMessage(message, { transfer: transferablesOf(message) })
  },
})

addEventListener('message', ({ data }: MessageEvent<Command | CookieAnswer>) => {
  if (data.kind === 'cookie') cookies.settle(data)
  else engine.receive(data)
})
