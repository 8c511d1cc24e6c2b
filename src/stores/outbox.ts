// Messages that the user wrote and no backend has confirmed yet: waiting, being sent, uncertain or refused. They survive a
// reload; one tab of this browser sends them, all show them. Nothing leaves it unseen.
import { defineStore } from 'pinia'
import { computed } from 'vue'
import { inOrder, OUTBOX_SIZE, orderAfter, type OutboxEntry } from '../domain/outbox-queue'
import { formatBytes, formatCount } from '../texts/format'
import { outboxTexts } from '../texts/outbox'
import { useKeptOutbox } from './kept-outbox'
import { useMessages } from './messages'
import { useNow } from './now'
import { useOutboxSending } from './outbox-sending'
import { useSources } from './sources'
import { useTabLock } from './tab-lock'

export type { OutboxEntry } from '../domain/outbox-queue'

export const useOutbox = defineStore('outbox', () => {
  const messages = useMessages()
  const now = useNow()
  const sources = useSources()
  const isOwner = useTabLock('watchdeck:outbox')
  const kept = useKeptOutbox(() => sending.serve())

  const ordered = computed(() => inOrder(kept.entries.value.values()))
  const sending = useOutboxSending(kept, ordered, isOwner)

  /** Those that will be gone when this page is. */
  const onlyHere = computed(() => ordered.value.filter(({ id }) => !kept.isKept(id)))
  /** Those to sources that are not configured any more. While not all could be read, a source may only seem to be gone. */
  const orphans = computed(() => {
    if (sources.phase !== 'ready' || sources.problems.length + sources.keptProblems.length > 0) return []
    const configured = new Set(sources.entries.map(({ config }) => config.id))
    return ordered.value.filter(({ source }) => !configured.has(source))
  })

  /** In the order in which they were written. */
  function entries(source: string, conversation: string): readonly OutboxEntry[] {
    return ordered.value.filter((one) => one.source === source && one.conversation === conversation)
  }

  /** Takes a message to be sent; answers why not, or `null`. */
  function post(source: string, conversation: string, text: string): string | null {
    const words = text.trim()
    const abilities = messages.abilities(source)
    if (!abilities) return outboxTexts.noChat
    if (words === '') return outboxTexts.empty
    const { frameBytes } = abilities
    // The engine measures the whole frame; what does not fit by itself need not wait for that.
    if (frameBytes !== null && new TextEncoder().encode(JSON.stringify(words)).length > frameBytes) {
      return outboxTexts.tooLong(formatBytes(frameBytes))
    }
    if (kept.entries.value.size >= OUTBOX_SIZE) return outboxTexts.full(formatCount(OUTBOX_SIZE))
    const entry: OutboxEntry = {
      id: newId(),
      source,
      conversation,
      text: words,
      writtenAt: Date.now(),
      order: orderAfter(kept.entries.value.values()),
      status: 'waiting',
      why: '',
      author: messages.self(source),
      backend: backendOf(source),
      echoAfter: null,
    }
    if (!kept.put(entry) && !isOwner.value) {
      kept.remove(entry.id)
      return outboxTexts.notKept
    }
    messages.setTyping(source, conversation, false)
    sending.serve()
    return null
  }

  function backendOf(source: string): string | null {
    return sources.byId.get(source)?.baseUrl ?? null
  }

  /** Sends what is uncertain or was refused once more, at its old place. */
  function sendAgain(id: string): void {
    const entry = kept.look(id)
    if (!entry || (entry.status !== 'uncertain' && entry.status !== 'refused')) return
    const author = messages.self(entry.source) ?? entry.author
    kept.put({ ...entry, status: 'waiting', why: '', author, backend: backendOf(entry.source) })
    sending.serve()
  }

  /** What is on its way cannot be called back. */
  function discard(id: string): void {
    const entry = kept.look(id)
    if (entry && entry.status !== 'sending') kept.remove(id)
    sending.serve()
  }

  /** Why nothing is sent at the moment; `null` where nothing waits, or nothing hinders. */
  function waitsFor(source: string): string | null {
    void now.time
    if (!ordered.value.some((one) => one.source === source && one.status === 'waiting')) return null
    if (!isOwner.value) return outboxTexts.otherTab
    const own = sending.hindrance(source)
    const isBusy = ordered.value.some((one) => one.source === source && one.status === 'sending')
    return own ?? (isBusy ? outboxTexts.before : null)
  }

  return {
    entries,
    post,
    sendAgain,
    discard,
    waitsFor,
    isOwner,
    onlyHere,
    orphans,
    unreadable: kept.unreadable,
    settleSend: sending.settleSend,
  }
})

/** Unique among tabs; insecure origins have no `randomUUID`. */
function newId(): string {
  return [...crypto.getRandomValues(new Uint32Array(4))].map((part) => part.toString(36)).join('-')
}
