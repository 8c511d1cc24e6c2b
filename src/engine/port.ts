// The port between page and engine, typed from both sides: commands in, what happened out.
// Everything that crosses it can be cloned into a worker.
import type { Batch } from '../domain/batch'
import type { ClockOffset } from '../domain/clock-offset'
import type { ExaminationNews } from '../domain/examination'
import type { Outgoing } from '../domain/chat-updates'
import type { LinkCounters } from '../connection/counters'
import type { LinkEffect, LinkEvent } from '../connection/link-state'
import type {
  CommandOrder,
  Credentials,
  Lookup,
  SignInFields,
  SourceConfig,
  User,
} from '../protocols/protocol'

export interface LinkAddress {
  source: string
  link: string
}

/** What the page asks of the engine. */
export type Command =
  | { kind: 'watch'; source: SourceConfig; credentials: Credentials | null }
  | { kind: 'unwatch'; source: string }
  | { kind: 'perform'; address: LinkAddress; effects: LinkEffect[] }
  | { kind: 'sign-in'; source: string; method: string; fields: SignInFields }
  | { kind: 'sign-out'; source: string }
  /** Ask for history; the timeline keeps what it lacks. */
  | { kind: 'fill'; source: string; sensors: string[]; spanMs: number }
  /** Have the backend do something; `number` comes back with the answer. */
  | { kind: 'execute'; source: string; number: number; order: CommandOrder }
  /** Say something on a link; `number` comes back with what became of it. */
  | { kind: 'send'; address: LinkAddress; number: number; outgoing: Outgoing }
  /** Read something that is read only when somebody asks; what it brings comes before the answer. */
  | { kind: 'look-up'; source: string; number: number; lookup: Lookup }
  /** Find out what is wrong with a source, beside its running links; `number` comes back with each finding. */
  | { kind: 'examine'; source: string; number: number }
  /** Read sensors, limits and health again. */
  | { kind: 'refresh'; source: string }
  /** The debounce window in milliseconds. */
  | { kind: 'debounce'; ms: number }
  /** The page has taken a batch. */
  | { kind: 'taken'; batch: number }
  /** Our own clock jumped: what was measured with it no longer holds (C8). */
  | { kind: 'clock-jumped' }

/** How a source stands with its backend. */
export type Session =
  { state: 'signing-in' } | { state: 'signed-in'; user: User | null } | { state: 'signed-out'; text: string }

/** What became of a command. `unanswered`: nobody knows whether it was carried out. */
export interface ExecutionResult {
  status: 'done' | 'refused' | 'unanswered'
  text: string
}

/** What became of something to be said. `sent` is handed to the network, and proves no more. */
export type SendResult =
  { status: 'sent' | 'not-connected' } | { status: 'not-understood' | 'too-long'; text: string }

/** What the engine tells the page. */
export type EngineMessage =
  | { kind: 'batch'; batch: Batch }
  | { kind: 'link-event'; address: LinkAddress; event: LinkEvent }
  | { kind: 'counters'; address: LinkAddress; counters: LinkCounters }
  | { kind: 'session'; source: string; session: Session; credentials: Credentials | null }
  | { kind: 'sign-in-failed'; source: string; text: string }
  | { kind: 'clock'; source: string; offset: ClockOffset }
  /** All that was on its way of a source that was to be unwatched came before this. */
  | { kind: 'unwatched'; source: string }
  | { kind: 'executed'; source: string; number: number; result: ExecutionResult }
  | { kind: 'sent'; source: string; number: number; result: SendResult }
  | { kind: 'looked-up'; source: string; number: number; failure: string | null }
  | { kind: 'examined'; source: string; number: number; news: ExaminationNews }
  /** Metadata was read, or why it was not. */
  | { kind: 'metadata'; source: string; at: number; failure: string | null }

export type Receive<Message> = (message: Message) => void
