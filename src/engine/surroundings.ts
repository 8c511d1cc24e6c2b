// Everything outside of the engine that its sources reach for, handed in by whoever starts it.
import type { Clock } from '../connection/clock'
import type { Intake } from '../connection/intake'
import type { WebSocketConstructor } from '../connection/socket'
import type { ReadCookie } from './cookies'
import type { EngineMessage, Receive } from './port'

export interface Surroundings {
  clock: Clock
  fetch: typeof fetch
  WebSocketClass: WebSocketConstructor
  /** Without it no cookie can be read. */
  readCookie?: ReadCookie
  /** `undefined` where the browser has none. */
  locks?: LockManager | undefined
  /** The page's own origin, for what a deployment hands out. */
  origin: string
  intake: Intake
  post: Receive<EngineMessage>
}
