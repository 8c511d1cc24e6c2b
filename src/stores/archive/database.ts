// The only file that knows IndexedDB: opens, reads, writes and deletes. What comes out of it is `unknown`, for anybody
// may have written it; whoever asks reads it.
import { deleteDB, openDB, type DBSchema, type IDBPDatabase } from 'idb'
import type { EpochMs } from '../../domain/updates'
import { isRecord } from '../../protocols/wire'
import type { Block } from './blocks'
import type { KeptDescription } from './descriptions'
import type { BlockKey } from './directory'
import type { ArchiveFailure } from './failure'

interface Schema extends DBSchema {
  blocks: { key: IDBValidKey; value: unknown }
  sources: { key: IDBValidKey; value: unknown }
  journal: { key: number; value: unknown }
}

export interface ArchiveChanges {
  blocks: [BlockKey, Block][]
  removed: readonly IDBValidKey[]
  sources: [string, KeptDescription][]
}

const NAME = 'watchdeck'
/** Of the schema. What an older one holds is an hour old at most, and dropped. */
const VERSION = 1
const STORES = ['blocks', 'sources', 'journal'] as const
const JOURNAL_KEPT = 1_000

export type ArchiveDatabase = Awaited<ReturnType<typeof openArchive>>

/** @param onLost the browser or another tab ended the connection; nothing can be read or written any more */
export async function openArchive(onLost: (why: ArchiveFailure) => void) {
  const database = await openSound(onLost)

  /** Keys of the descriptions and of the blocks. */
  async function keys(): Promise<{ sources: readonly unknown[]; blocks: readonly IDBValidKey[] }> {
    const [sources, blocks] = await Promise.all([
      database.getAllKeys('sources'),
      database.getAllKeys('blocks'),
    ])
    return { sources, blocks }
  }

  function description(source: string): Promise<unknown> {
    return database.get('sources', source)
  }

  /** The blocks of a sensor that begin at a time or later, as they were found, in order. */
  async function blocksOf(
    source: string,
    sensor: string,
    from: EpochMs,
  ): Promise<{ key: unknown; found: unknown }[]> {
    const range = IDBKeyRange.bound([source, sensor, from], [source, sensor, Infinity])
    const transaction = database.transaction('blocks')
    const [all, found] = await Promise.all([
      transaction.store.getAllKeys(range),
      transaction.store.getAll(range),
    ])
    return all.map((key, index) => ({ key, found: found[index] }))
  }

  /** All of it or nothing. */
  async function write({ blocks, removed, sources }: ArchiveChanges): Promise<void> {
    const transaction = database.transaction(['blocks', 'sources'], 'readwrite', { durability: 'relaxed' })
    const [blockStore, sourceStore] = [transaction.objectStore('blocks'), transaction.objectStore('sources')]
    const requests = [
      ...removed.map((key) => blockStore.delete(key)),
      ...blocks.map(([key, block]) => blockStore.put(block, key)),
      ...sources.map(([id, description]) => sourceStore.put(description, id)),
    ]
    // The browser aborts what a page that ends did not commit.
    transaction.commit()
    await complete(transaction, requests)
  }

  /** Entries of the journal that name their `source` go too. */
  async function forget(source: string): Promise<void> {
    const transaction = database.transaction(STORES, 'readwrite')
    await transaction.objectStore('blocks').delete(allOf(source))
    await transaction.objectStore('sources').delete(source)
    for (
      let cursor = await transaction.objectStore('journal').openCursor();
      cursor;
      cursor = await cursor.continue()
    ) {
      if (isRecord(cursor.value) && cursor.value.source === source) await cursor.delete()
    }
    await transaction.done
  }

  async function clear(): Promise<void> {
    const transaction = database.transaction(STORES, 'readwrite')
    await complete(
      transaction,
      STORES.map((name) => transaction.objectStore(name).clear()),
    )
  }

  /** The newest last. */
  function journal(): Promise<unknown[]> {
    return database.getAll('journal')
  }

  async function appendToJournal(entries: readonly unknown[]): Promise<void> {
    const transaction = database.transaction('journal', 'readwrite', { durability: 'relaxed' })
    const added = entries.map((entry) => transaction.store.add(entry))
    transaction.commit()
    await complete(transaction, added)
    const newest = await added.at(-1)
    if (newest !== undefined) await database.delete('journal', IDBKeyRange.upperBound(newest - JOURNAL_KEPT))
  }

  return {
    keys,
    description,
    blocksOf,
    write,
    forget,
    clear,
    journal,
    appendToJournal,
    close: () => {
      database.close()
    },
  }
}

/** Of what fails in a transaction, its own error says why; its requests only that they were aborted. */
async function complete(
  transaction: { readonly error: DOMException | null; readonly done: Promise<void> },
  requests: readonly unknown[],
): Promise<void> {
  try {
    await Promise.all([...requests, transaction.done])
  } catch (error) {
    throw transaction.error ?? error
  }
}

function allOf(source: string): IDBKeyRange {
  // An array comes after every text and number (IndexedDB 3.0, 2.4 Keys).
  return IDBKeyRange.bound([source], [source, []])
}

/** A database of our name that somebody else made is made anew. */
async function openSound(onLost: (why: ArchiveFailure) => void): Promise<IDBPDatabase<Schema>> {
  const database = await open(onLost)
  if (STORES.every((name) => database.objectStoreNames.contains(name))) return database
  database.close()
  await deleteDB(NAME)
  return open(onLost)
}

async function open(onLost: (why: ArchiveFailure) => void): Promise<IDBPDatabase<Schema>> {
  let opened: IDBPDatabase<Schema> | null = null
  opened = await openDB<Schema>(NAME, VERSION, {
    upgrade: (database) => {
      for (const name of [...database.objectStoreNames]) database.deleteObjectStore(name)
      database.createObjectStore('blocks')
      database.createObjectStore('sources')
      database.createObjectStore('journal', { autoIncrement: true })
    },
    // An older tab holds it; this one waits, and its user is told.
    blocked: () => {
      onLost('held')
    },
    // A newer tab wants to upgrade it, or somebody deletes it: an older one must not stand in the way.
    blocking: () => {
      opened?.close()
      onLost('held')
    },
    terminated: () => {
      onLost('failed')
    },
  })
  return opened
}
