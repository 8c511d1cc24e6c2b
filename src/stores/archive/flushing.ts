// Decides what of a sensor's series is to be written: blocks that are not kept yet, or not as they are now.
// It writes nothing.
import type { RecordedSensor } from '../../domain/recorded-sensor'
import type { EpochMs } from '../../domain/updates'
import { BLOCK_MS, blockStart, cutBlock, type Block } from './blocks'
import type { BlockDirectory, BlockKey } from './directory'

export interface FlushOptions {
  /** How much of each series is kept, back from its newest sample, in milliseconds. */
  spanMs: number
  /** What is older, on the backend's clock, was deleted by the user and stays so. */
  from: EpochMs
}

export interface SensorChanges {
  blocks: [BlockKey, Block][]
  removed: BlockKey[]
}

export function changesOf(
  { source, sensor: { id }, series, heardAt }: RecordedSensor,
  directory: BlockDirectory,
  { spanMs, from }: FlushOptions,
): SensorChanges {
  const changes: SensorChanges = { blocks: [], removed: [] }
  if (series.size === 0) return changes
  const kept = directory.of(source, id)
  const newest = series.time(series.end - 1)
  const oldest = newest - spanMs
  for (const start of kept.keys()) {
    // What lies ahead was set aside: the backend's clock stepped back.
    if (start + BLOCK_MS <= oldest || start > newest) changes.removed.push([source, id, start])
  }
  let first = series.indexAtOrAfter(Math.max(blockStart(oldest), from))
  while (first < series.end) {
    const start = blockStart(series.time(first))
    const end = series.indexAtOrAfter(start + BLOCK_MS)
    const known = kept.get(start)
    // A block that lost samples but not its last lost them to newer ones, in the memory of this page alone.
    const isKept = known && known.samples >= end - first && known.last === series.time(end - 1)
    if (!isKept) changes.blocks.push([[source, id, start], cutBlock(series, first, end, heardAt)])
    first = end
  }
  return changes
}
