// The outbox in this browser's storage. Each message has a key of its own, so that no tab ever writes over what another
// one wrote; what cannot be read is counted and left as it was found.
import { useEventListener } from '@vueuse/core'
import { shallowRef } from 'vue'
import { OUTBOX_STATUSES, type OutboxEntry } from '../domain/outbox-queue'
import { finiteNumber, isRecord, text, type WireRecord } from '../protocols/wire'
import { readDocument, writeDocument, type DocumentFormat, type Kept } from './kept-document'

interface KeptEntry extends Kept {
  entry: OutboxEntry | null
}

const PREFIX = 'watchdeck:outbox:'

const KEPT_ENTRY: DocumentFormat<KeptEntry> = {
  version: 1,
  nothing: { entry: null, trouble: null, found: null },
  read: ({ entry }) => {
    const read = isRecord(entry) ? readEntry(entry) : null
    return read && { entry: read }
  },
  write: ({ entry }) => ({ entry }),
}

export type KeptOutbox = ReturnType<typeof useKeptOutbox>

/** @param onNews another tab changed something */
export function useKeptOutbox(onNews: () => void) {
  const storage = storageOf()
  /** By id; replaced, never changed in place. */
  const entries = shallowRef<ReadonlyMap<string, OutboxEntry>>(new Map())
  /** Found, and left alone. */
  const unreadable = shallowRef(0)
  /** Those that storage has; others are kept as long as this page is open. */
  const stored = new Set<string>()

  function readAll(): void {
    const found = new Map([...entries.value].filter(([id]) => !stored.has(id)))
    stored.clear()
    unreadable.value = 0
    for (let i = 0; storage && i < storage.length; i++) {
      const key = storage.key(i)
      if (!key?.startsWith(PREFIX)) continue
      const entry = readKey(key)
      if (entry) {
        found.set(entry.id, entry)
        stored.add(entry.id)
      } else unreadable.value++
    }
    entries.value = found
  }

  function readKey(key: string): OutboxEntry | null {
    const raw = storage?.getItem(key)
    const { entry } = typeof raw === 'string' ? readDocument(raw, KEPT_ENTRY) : { entry: null }
    return entry && `${PREFIX}${entry.id}` === key ? entry : null
  }

  /** As it is now, whatever other tabs did meanwhile; `null` when it is gone. */
  function look(id: string): OutboxEntry | null {
    if (!stored.has(id)) return entries.value.get(id) ?? null
    const entry = readKey(PREFIX + id)
    if (entry) return entry
    stored.delete(id)
    entries.value = without(id)
    return null
  }

  /** Answers whether it will be there after a reload. */
  function put(entry: OutboxEntry): boolean {
    const isWritten = write(entry)
    if (isWritten) stored.add(entry.id)
    else stored.delete(entry.id)
    entries.value = new Map(entries.value).set(entry.id, entry)
    return isWritten
  }

  /** Whether it will be there after a reload. */
  function isKept(id: string): boolean {
    return entries.value.has(id) && stored.has(id)
  }

  function write(entry: OutboxEntry): boolean {
    const key = PREFIX + entry.id
    const raw = writeDocument({ entry, trouble: null, found: null }, KEPT_ENTRY)
    try {
      storage?.setItem(key, raw)
      return storage !== null
    } catch {
      // No room. What is there of it is no longer true, and would be sent once more after a reload.
      storage?.removeItem(key)
    }
    try {
      storage?.setItem(key, raw)
      return true
    } catch {
      return false
    }
  }

  function remove(id: string): void {
    stored.delete(id)
    storage?.removeItem(PREFIX + id)
    entries.value = without(id)
  }

  function without(id: string): Map<string, OutboxEntry> {
    return new Map([...entries.value].filter(([one]) => one !== id))
  }

  useEventListener('storage', ({ key }: StorageEvent) => {
    if (key !== null && !key.startsWith(PREFIX)) return
    readAll()
    onNews()
  })
  readAll()

  return { entries, unreadable, isKept, look, put, remove }
}

/** `null` where the browser, or its user, does not allow any. */
export function storageOf(): Storage | null {
  try {
    return window.localStorage
  } catch {
    return null
  }
}

function readEntry(found: WireRecord): OutboxEntry | null {
  const id = text(found['id'])
  const source = text(found['source'])
  const conversation = text(found['conversation'])
  const words = text(found['text'])
  const writtenAt = finiteNumber(found['writtenAt'])
  const order = finiteNumber(found['order'])
  const status = OUTBOX_STATUSES.find((one) => one === found['status'])
  if (id === null || source === null || conversation === null || words === null) return null
  if (writtenAt === null || order === null || status === undefined) return null
  return {
    id,
    source,
    conversation,
    text: words,
    writtenAt,
    order,
    status,
    why: text(found['why']) ?? '',
    author: text(found['author']),
    backend: text(found['backend']),
    echoAfter: finiteNumber(found['echoAfter']),
  }
}
