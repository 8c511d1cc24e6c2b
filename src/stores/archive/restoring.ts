// Reads what was kept of one source and hands it to the timeline, sensor by sensor, so that the page lives on between
// two of them (P1). What cannot be believed, or is too old to be worth it, is deleted.
import type { EpochMs } from '../../domain/updates'
import type { SourceConfig } from '../../protocols/protocol'
import { BLOCK_MS, joinBlocks, readBlock, type Block } from './blocks'
import type { ArchiveDatabase } from './database'
import { identityOf, readDescription } from './descriptions'
import type { BlockDirectory, BlockKey } from './directory'
import type { useTimeline } from '../timeline'

export type KeptTimeline = Pick<
  ReturnType<typeof useTimeline>,
  'all' | 'source' | 'recall' | 'restore' | 'finishRestoring'
>

export interface RestoreOptions {
  /** How much of each series, back from its newest sample, in milliseconds. */
  spanMs: number
  /** On this machine's clock. */
  now: EpochMs
  /** Asked before each step: the user may sign out meanwhile. */
  isWanted: () => boolean
}

/** A sensor of which nothing was heard for so long is not put back. */
const FORGOTTEN_AFTER_MS = 24 * 3_600_000
/** As much as the timeline keeps of a sensor. */
const MOST_SAMPLES = 36_000

/** Answers how many records could not be believed. */
export async function restoreSource(
  config: SourceConfig,
  database: ArchiveDatabase,
  timeline: KeptTimeline,
  directory: BlockDirectory,
  options: RestoreOptions,
): Promise<number> {
  const { id } = config
  const found = await database.description(id)
  const description = readDescription(found)
  if (!options.isWanted()) return 0
  // Without a description nobody knows whose samples these are.
  if (description?.kept.identity !== identityOf(config)) {
    await database.forget(id)
    return found !== undefined && !description ? 1 : 0
  }
  timeline.recall(id, description.kept)
  const { removed, unreadable } = await restoreSensors(id, database, timeline, directory, options)
  if (removed.length > 0) await database.write({ blocks: [], removed, sources: [] })
  timeline.finishRestoring(id)
  return description.unreadable + unreadable
}

async function restoreSensors(
  source: string,
  database: ArchiveDatabase,
  timeline: KeptTimeline,
  directory: BlockDirectory,
  { spanMs, now, isWanted }: RestoreOptions,
): Promise<{ removed: IDBValidKey[]; unreadable: number }> {
  const removed: IDBValidKey[] = []
  let unreadable = 0
  const { sensors, foreign } = sorted(source, (await database.keys()).blocks)
  removed.push(...foreign)
  for (const [sensor, starts] of sensors) {
    const first = Math.max(...starts) - spanMs - BLOCK_MS
    removed.push(...starts.filter((start) => start < first).map((start) => [source, sensor, start]))
    const blocks: [BlockKey, Block][] = []
    for (const { key, found } of await database.blocksOf(source, sensor, first)) {
      const read = readKey(key)
      const block = read && readBlock(read[2], found)
      if (read && block) blocks.push([read, block])
      else {
        unreadable++
        if (read) removed.push(read)
      }
    }
    if (!isWanted()) return { removed: [], unreadable }
    const newest = blocks.at(-1)?.[1]
    if (!newest) continue
    if (newest.heardAt < now - FORGOTTEN_AFTER_MS) {
      removed.push(...blocks.map(([key]) => key))
      continue
    }
    for (const [key, { times }] of blocks) {
      directory.add(key, { samples: times.length, last: times.at(-1) ?? NaN, isProvisional: false })
    }
    const all = blocks.map(([, block]) => block)
    const from = (newest.times.at(-1) ?? NaN) - spanMs
    timeline.restore(source, sensor, joinBlocks(all, from, MOST_SAMPLES), Math.min(newest.heardAt, now))
  }
  return { removed, unreadable: unreadable + foreign.length }
}

/** The blocks of one source by sensor, and keys that are none of ours. */
function sorted(source: string, keys: readonly IDBValidKey[]) {
  const sensors = new Map<string, EpochMs[]>()
  const foreign: IDBValidKey[] = []
  for (const found of keys) {
    const key = readKey(found)
    if (!key) foreign.push(found)
    else if (key[0] === source) sensors.set(key[1], [...(sensors.get(key[1]) ?? []), key[2]])
  }
  return { sensors, foreign }
}

function readKey(found: unknown): BlockKey | null {
  if (!Array.isArray(found) || found.length !== 3) return null
  const [source, sensor, start]: unknown[] = found
  const isKey = typeof source === 'string' && typeof sensor === 'string' && typeof start === 'number'
  return isKey ? [source, sensor, start] : null
}
