// Messages that are written but not confirmed, and what may be sent next: in the order in which they were written, one
// at a time for each source. An uncertain one holds up nothing.
import type { EpochMs } from './updates'

/** `uncertain`: nobody knows whether it arrived; the user decides. */
export const OUTBOX_STATUSES = ['waiting', 'sending', 'uncertain', 'refused'] as const
export type OutboxStatus = (typeof OUTBOX_STATUSES)[number]

export interface OutboxEntry {
  id: string
  source: string
  conversation: string
  text: string
  /** On this machine's clock. */
  writtenAt: EpochMs
  /** Counts up with each that is written, in whatever tab. */
  order: number
  status: OutboxStatus
  /** Why it is uncertain or refused; else empty. */
  why: string
  /** As whom the backend knew who wrote it; `null` when it had not said so. */
  author: string | null
  /** Address of the backend that it was written for; `null` where nobody noted it. */
  backend: string | null
  /** Its echo is later than this, on the backend's clock; `null` while it was not sent. */
  echoAfter: EpochMs | null
}

export const OUTBOX_SIZE = 500

export function inOrder(entries: Iterable<OutboxEntry>): OutboxEntry[] {
  return [...entries].sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1))
}

/** @param ordered as they were written */
export function nextToSend(ordered: readonly OutboxEntry[], source: string): OutboxEntry | null {
  const own = ordered.filter((one) => one.source === source)
  if (own.some(({ status }) => status === 'sending')) return null
  return own.find(({ status }) => status === 'waiting') ?? null
}

export function orderAfter(entries: Iterable<OutboxEntry>): number {
  let highest = 0
  for (const { order } of entries) highest = Math.max(highest, order)
  return highest + 1
}

/** Sources with something that is to be sent, or is being sent. */
export function sourcesToServe(entries: Iterable<OutboxEntry>): Set<string> {
  const sources = new Set<string>()
  for (const { source, status } of entries) {
    if (status === 'waiting' || status === 'sending') sources.add(source)
  }
  return sources
}
