// What a system brings to the demo. Faults, host checks and sockets are the backend's; a system only answers.

import type { IncomingHttpHeaders } from 'node:http'
import type { Clock } from '../clock'
import type { FaultName } from '../faults/catalogue'
import type { Channel } from '../faults/channel'
import type { Supervisor } from '../process/supervisor'
import type { Traffic } from './traffic'

/** What the backend gives a system to live with. */
export interface SystemContext {
  clock: Clock
  /** What this system's clock shows when the true time is `trueTime`: the fault `skew` makes it wrong. */
  shown: (trueTime: number) => number
  isRunning: (fault: FaultName) => boolean
  supervisor: Supervisor
  traffic: Traffic
  /** What all systems of the demo together keep now. */
  kept: () => Kept
  /** The sensors of all systems that keep a history. */
  histories: () => readonly SensorHistory[]
}

export interface Kept {
  sensors: number
  readings: number
  bytes: number
}

/** What a system keeps of one sensor. Times are epoch milliseconds of the true clock. */
export interface SensorHistory {
  name: string
  unit: string
  /** How many readings it keeps. */
  count: () => number
  /** Those at or after `time`, oldest first. */
  since: (time: number) => readonly { time: number; value: number }[]
  /** Drops those before `time`; answers how many. */
  forget: (time: number) => number
}

export interface SocketRoute {
  /** Whether faults reach this socket; what feeds the demo is out of their reach. */
  faulty: boolean
  /** The subprotocol it selects where a client offers it; without one, the first that is offered. */
  subprotocol?: string
  /** Why the upgrade is refused with 403, or nothing when the socket may open; without it, each may. */
  admit?: (url: URL, headers: IncomingHttpHeaders) => string | undefined
  /** `offered`: the subprotocols that the client offers, in its order. */
  open: (channel: Channel, url: URL, offered: readonly string[], headers: IncomingHttpHeaders) => void
}

/** A source that the demo offers to the page: its entry in watchdeck.json, except for the address. */
export interface DemoSource {
  id: string
  system: string
  label: string
  /** Path under which this system's documented paths stand in the demo; empty for the root. */
  path: string
  options?: Record<string, unknown>
  /** How the page signs in; without it nobody needs to. */
  auth?: Record<string, unknown>
}

export interface DemoSystem {
  source: DemoSource
  /** Whether a REST path belongs to this system. */
  owns: (path: string) => boolean
  fetch: (request: Request) => Response | Promise<Response>
  socketAt: (path: string) => SocketRoute | undefined
  /** Bad frames of this system's shape, made anew for each round. */
  garbage: () => (string | Buffer)[]
  /** What a fault means for this system's tokens and users; each answers how many sockets it hit. */
  onFault: Partial<Record<FaultName, () => number>>
  /** The fields to sign in with, so that the demo signs in by itself. */
  signIn: () => Record<string, string>
  /** Starts the processes that feed it; settles when it has something to show. */
  start: (port: number) => Promise<void>
  /** What it keeps now; without it, nothing. */
  kept?: () => Kept
  /** The sensors of which it keeps a history; without it, of none. */
  histories?: () => readonly SensorHistory[]
  /** Process ids for `GET /demo`, by name. */
  processes: () => Record<string, number | undefined>
  stop: () => Promise<void>
}

export interface SystemKind {
  id: string
  create: (context: SystemContext) => DemoSystem
}
