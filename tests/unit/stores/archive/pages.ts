// Pages that keep history in one browser: each has stores of its own, and they share an IndexedDB. Time is turned by
// hand; only IndexedDB itself runs on.
import 'fake-indexeddb/auto'
import { IDBFactory } from 'fake-indexeddb'
import { openDB } from 'idb'
import { afterEach, beforeEach, vi } from 'vitest'
import { effectScope, type EffectScope } from 'vue'
import { useArchive } from '../../../../src/stores/archive'
import { useNow } from '../../../../src/stores/now'
import '../../../../src/stores/archive/session'
import { unwatch } from '../../components/watched'
import { watchAndTell } from '../telling'

export const START = Date.UTC(2025, 0, 15, 12)
export const SECOND = 1_000
export const MINUTE = 60_000
export const FLUSH = 20_000

const scopes: EffectScope[] = []

beforeEach(() => {
  vi.stubGlobal('indexedDB', new IDBFactory())
})

afterEach(async () => {
  for (const scope of scopes.splice(0)) scope.stop()
  await settle()
  useNow().pause()
  vi.restoreAllMocks()
  unwatch()
})

/** Lets IndexedDB do all that it was asked for. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 200; turn++) await new Promise((resolve) => setImmediate(resolve))
}

/** @param at the time at which it is opened */
export async function openPage(at: number, { configuration, spanMs = 3_600_000 }: PageOptions = {}) {
  const { indexedDB } = globalThis
  const told = await watchAndTell(configuration)
  vi.stubGlobal('indexedDB', indexedDB)
  vi.useFakeTimers({
    now: at,
    toFake: ['Date', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'performance'],
  })
  useNow().tick()
  told.preferences.archiveSpanMs = spanMs
  const archive = useArchive()
  const scope = effectScope(true)
  scopes.push(scope)
  scope.run(() => {
    archive.start()
  })
  await settle()

  /** One sample a second until now, and then so many more. */
  async function run(id: string, seconds: number, value = (second: number) => second): Promise<void> {
    for (let second = 0; second < seconds; second++) {
      told.read(id, value(second))
      vi.setSystemTime(Date.now() + SECOND)
    }
    await flush()
  }

  async function flush(): Promise<void> {
    await vi.advanceTimersByTimeAsync(FLUSH)
    await settle()
  }

  /** The page goes away without a word. */
  async function leave(): Promise<void> {
    await settle()
    scope.stop()
    await settle()
  }

  function samples(id: string) {
    const series = told.timeline.sensor(`plant/${id}`)?.series
    if (!series) return []
    return Array.from({ length: series.size }, (_, i) => ({
      time: series.time(series.first + i),
      value: series.value(series.first + i),
      provenance: series.provenance(series.first + i),
      gap: series.gapBefore(series.first + i),
    }))
  }

  return { ...told, archive, run, flush, leave, samples }
}

export interface PageOptions {
  configuration?: object
  spanMs?: number
}

/** What is in the browser, whoever wrote it. */
export async function look() {
  const database = await openDB('watchdeck', 1)
  const [keys, blocks, sources, journal] = await Promise.all([
    database.getAllKeys('blocks') as Promise<[string, string, number][]>,
    database.getAll('blocks') as Promise<{ times: Float64Array; values: Float64Array }[]>,
    database.getAllKeys('sources') as Promise<string[]>,
    database.getAll('journal') as Promise<unknown[]>,
  ])
  const text = JSON.stringify([await database.getAll('sources'), journal])
  database.close()
  return { keys, blocks, sources, journal, text }
}

export async function plant(store: string, key: IDBValidKey, value: unknown): Promise<void> {
  const database = await openDB('watchdeck', 1)
  await database.put(store, value, key)
  database.close()
}
