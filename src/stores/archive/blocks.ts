// Samples as they are kept: in blocks of five minutes of sample time, so that a flush writes little more than what is
// new. Cuts blocks out of a series and reads them back; what is found in the browser is believed only when it could be one.
import type { Samples } from '../../domain/samples'
import type { Series } from '../../domain/series'
import type { EpochMs } from '../../domain/updates'
import { finiteNumber, isRecord } from '../../protocols/wire'

export const BLOCK_MS = 300_000
/** Time, value and gap of one sample. */
export const BYTES_PER_SAMPLE = 17

export interface Block {
  /** Rising. */
  times: Float64Array<ArrayBuffer>
  values: Float64Array<ArrayBuffer>
  /** 1 where a gap lies before the sample. */
  gaps: Uint8Array<ArrayBuffer>
  /** When the newest came, on this machine's clock. */
  heardAt: EpochMs
}

export function blockStart(time: EpochMs): EpochMs {
  return Math.floor(time / BLOCK_MS) * BLOCK_MS
}

/** The samples of a range of indexes, `to` not included. */
export function cutBlock(series: Series, from: number, to: number, heardAt: EpochMs): Block {
  const block: Block = {
    times: new Float64Array(to - from),
    values: new Float64Array(to - from),
    gaps: new Uint8Array(to - from),
    heardAt,
  }
  for (let i = 0; i < to - from; i++) {
    block.times[i] = series.time(from + i)
    block.values[i] = series.value(from + i)
    block.gaps[i] = series.gapBefore(from + i) ? 1 : 0
  }
  return block
}

/** @param start the time under which it was found */
export function readBlock(start: EpochMs, found: unknown): Block | null {
  if (!isRecord(found)) return null
  const { times, values, gaps } = found
  const heardAt = finiteNumber(found.heardAt)
  if (!isColumn(times) || !isColumn(values) || !(gaps instanceof Uint8Array) || heardAt === null) return null
  if (times.length === 0 || values.length !== times.length || gaps.length !== times.length) return null
  let before = start
  for (const time of times) {
    if (!(time >= before && time < start + BLOCK_MS)) return null
    before = time
  }
  if (!values.every(Number.isFinite) || !gaps.every((gap) => gap <= 1)) return null
  // Copies, for nobody knows what else looks at the buffers that were found.
  return {
    times: new Float64Array(times),
    values: new Float64Array(values),
    gaps: new Uint8Array(gaps),
    heardAt,
  }
}

/** The samples of these blocks, in order, from a time on; `most` of the newest. */
export function joinBlocks(
  blocks: readonly Block[],
  from: EpochMs,
  most: number,
): Omit<Samples, 'provenance'> {
  const size = blocks.reduce((sum, { times }) => sum + times.length, 0)
  const times = new Float64Array(size)
  const values = new Float64Array(size)
  const gaps = new Uint8Array(size)
  let end = 0
  for (const block of blocks) {
    times.set(block.times, end)
    values.set(block.values, end)
    gaps.set(block.gaps, end)
    end += block.times.length
  }
  const after = times.findIndex((time) => time >= from)
  const first = Math.max(after === -1 ? size : after, size - most)
  return { times: times.subarray(first), values: values.subarray(first), gaps: gaps.subarray(first) }
}

function isColumn(found: unknown): found is Float64Array {
  return found instanceof Float64Array
}
