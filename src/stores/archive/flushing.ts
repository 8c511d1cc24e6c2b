// Decides what of a sensor's series is to be written: blocks that are not kept yet, or not as they are now.
// It writes nothing.
import type { RecordedSensor } from '../../domain/recorded-sensor'
import type { EpochMs } from '../../domain/updates'
import { BLOCK_MS, blockStart, cutBlock, type Block } from './blocks'
import type { BlockDirectory, BlockKey, BlockSummary } from './directory'

export interface FlushOptions {
  /** How much of each series is kept, back from its newest sample, in milliseconds. */
  spanMs: number
  /** What is older, on the backend's clock, was deleted by the user and stays so. */
  from: EpochMs
}

export interface SensorChanges {
  blocks: [BlockKey, Block][]
  /** What the directory says of these blocks once they are written. */
  written: [BlockKey, BlockSummary][]
  removed: BlockKey[]
}

export function changesOf(
  { source, sensor: { id }, series, stretches, heardAt }: RecordedSensor,
  directory: BlockDirectory,
  { spanMs, from }: FlushOptions,
): SensorChanges {
  const changes: SensorChanges = { blocks: [], written: [], removed: [] }
  if (series.size === 0) return changes
  const kept = directory.of(source, id)
  const { isProvisional } = stretches
  const newest = series.time(series.end - 1)
  const oldest = newest - spanMs
  let first = series.indexAtOrAfter(Math.max(blockStart(oldest), from))
  while (first < series.end) {
    const start = blockStart(series.time(first))
    const end = series.indexAtOrAfter(start + BLOCK_MS)
    const last = series.time(end - 1)
    if (!isKept(kept.get(start), end - first, last, isProvisional)) {
      const key: BlockKey = [source, id, start]
      changes.blocks.push([key, cutBlock(series, first, end, heardAt)])
      changes.written.push([key, { samples: end - first, last, isProvisional }])
    }
    first = end
  }
  // What was set aside may come back: until then all that is kept stays.
  if (isProvisional) return changes
  const written = new Set(changes.written.map(([[, , start]]) => start))
  for (const [start, known] of kept) {
    // What lies ahead was set aside for good, and what was provisional and is no more had wrong times.
    const isGone = start > newest || (known.isProvisional && !written.has(start))
    if (start + BLOCK_MS <= oldest || isGone) changes.removed.push([source, id, start])
  }
  return changes
}

/** Whether a block stays as it is. */
function isKept(
  known: BlockSummary | undefined,
  samples: number,
  last: EpochMs,
  isProvisional: boolean,
): boolean {
  if (!known) return false
  if (known.isProvisional !== isProvisional) return isProvisional
  // A block that lost samples but not its last lost them to newer ones, in the memory of this page alone.
  return known.samples >= samples && known.last === last
}
