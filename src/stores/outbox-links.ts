// Keeps the links open on which the outbox sends, and on which late echoes come. Part of the sending side of the outbox.
import type { OutboxEntry } from '../domain/outbox-queue'
import { sourcesToServe } from '../domain/outbox-queue'
import type { ChatLinks } from './chat-links'
import { useLinks } from './links'

/** An echo that is later than this is not waited for. */
const LATE_ECHO_WITHIN_MS = 60_000

export function useOutboxLinks(chatLinks: ChatLinks) {
  const links = useLinks()
  /** Links that are wanted, with how to let go of them. */
  const wants = new Map<string, () => void>()
  /** When something that became uncertain was sent, on the steady clock. */
  const sentAt = new Map<string, number>()

  /** An echo may come late: its link stays open for a while. */
  function awaitEcho(source: string, since: number): void {
    sentAt.set(source, Math.max(since, sentAt.get(source) ?? -Infinity))
  }

  /** Opens the links that are needed, and lets go of all others. Answers the sources with something to send. */
  function want(entries: readonly OutboxEntry[]): Set<string> {
    const served = sourcesToServe(entries)
    const needed = new Set(served)
    const uncertain = new Set(
      entries.filter(({ status }) => status === 'uncertain').map(({ source }) => source),
    )
    for (const [source, since] of sentAt) {
      const mayCome = uncertain.has(source) && performance.now() - since < LATE_ECHO_WITHIN_MS
      if (mayCome) needed.add(source)
      else sentAt.delete(source)
    }
    for (const source of needed) {
      const address = chatLinks.addressOf(source)
      if (address && !wants.has(source)) wants.set(source, links.want(address))
    }
    for (const source of [...wants.keys()]) if (!needed.has(source)) release(source)
    return served
  }

  function release(source: string): void {
    wants.get(source)?.()
    wants.delete(source)
  }

  return { awaitEcho, want, release }
}
