// The page's end of the port: starts the engine in a worker, or on the page when asked, and looks the
// same either way.
import { systemClock } from '../connection/clock'
import { cookieOf, type CookieAnswer, type CookieQuestion } from './cookies'
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

/** A worker that nobody has spoken to yet, and whether it could be loaded. */
interface HiredWorker {
  worker: Worker
  isUnfit: boolean
}

let hired: HiredWorker | null = null

/** Lets a worker begin to load; the engine that is started next runs in it. */
export function hireWorker(): void {
  hired = hire()
}

function hire(): HiredWorker {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'engine' })
  const hiring: HiredWorker = { worker, isUnfit: false }
  worker.addEventListener('error', () => {
    hiring.isUnfit = true
  })
  return hiring
}

/** A worker that does not load, for a policy or a proxy forbids it, must not leave a wall waiting: then the page runs it. */
function startInWorker(onMessage: Receive<EngineMessage>): EngineClient {
  const { worker, isUnfit } = hired ?? hire()
  hired = null
  if (isUnfit) return startOnPage(onMessage)
  /** What a worker that has not spoken yet was told; `null` once it has. */
  let told: Command[] | null = []
  let instead: EngineClient | null = null
  worker.addEventListener('message', ({ data }: MessageEvent<EngineMessage | CookieQuestion>) => {
    told = null
    if (data.kind === 'cookie-wanted') worker.postMessage(answerTo(data))
    else onMessage(data)
  })
  worker.addEventListener('error', () => {
    if (!told || instead) return
    worker.terminate()
    instead = startOnPage(onMessage)
    for (const command of told) instead.send(command)
  })
  return {
    send: (command) => {
      if (instead) {
        instead.send(command)
        return
      }
      told?.push(command)
      worker.postMessage(command)
    },
    stop: () => {
      worker.terminate()
      instead?.stop()
    },
  }
}

function answerTo({ number, name }: CookieQuestion): CookieAnswer {
  return { kind: 'cookie', number, value: cookieOf(document, name) }
}

/** Loaded only when asked for, so that the first view does not carry the engine twice. */
function startOnPage(onMessage: Receive<EngineMessage>): EngineClient {
  const engine = import('./engine').then(({ createEngine }) =>
    createEngine({
      clock: systemClock,
      fetch: (...request) => fetch(...request),
      WebSocketClass: WebSocket,
      readCookie: (name) => Promise.resolve(cookieOf(document, name)),
      locks: globalThis.navigator?.locks,
      origin: location.origin,
      post: onMessage,
    }),
  )
  return {
    send: (command) => void engine.then(({ receive }) => receive(command)),
    stop: () => void engine.then(({ stop }) => stop()),
  }
}
