// Which blocks are kept, and how large they are, so that nothing has to be read to know what to write, to count
// and to drop. It holds no samples.
import type { EpochMs } from '../../domain/updates'
import { BYTES_PER_SAMPLE } from './blocks'

/** Source, sensor, and the time at which the block begins. */
export type BlockKey = [source: string, sensor: string, start: EpochMs]

export interface BlockSummary {
  samples: number
  /** Time of its last sample. */
  last: EpochMs
  /** Written while the backend's clock was, or seemed, set back: its times may be wrong. */
  isProvisional: boolean
}

const NONE: ReadonlyMap<EpochMs, BlockSummary> = new Map()

export class BlockDirectory {
  readonly #sources = new Map<string, Map<string, Map<EpochMs, BlockSummary>>>()

  of(source: string, sensor: string): ReadonlyMap<EpochMs, BlockSummary> {
    return this.#sources.get(source)?.get(sensor) ?? NONE
  }

  add([source, sensor, start]: BlockKey, summary: BlockSummary): void {
    const sensors = this.#sources.get(source) ?? new Map<string, Map<EpochMs, BlockSummary>>()
    const blocks = sensors.get(sensor) ?? new Map<EpochMs, BlockSummary>()
    this.#sources.set(source, sensors.set(sensor, blocks.set(start, summary)))
  }

  remove([source, sensor, start]: BlockKey): void {
    const sensors = this.#sources.get(source)
    const blocks = sensors?.get(sensor)
    blocks?.delete(start)
    if (blocks?.size === 0) sensors?.delete(sensor)
  }

  forget(source: string): void {
    this.#sources.delete(source)
  }

  clear(): void {
    this.#sources.clear()
  }

  get sensors(): number {
    return [...this.#sources.values()].reduce((count, sensors) => count + sensors.size, 0)
  }

  get byteLength(): number {
    return this.#all().reduce((bytes, [, { samples }]) => bytes + samples * BYTES_PER_SAMPLE, 0)
  }

  /** The oldest blocks, as many as have to go so that no more than so many bytes stay. */
  beyond(bytes: number): BlockKey[] {
    let excess = this.byteLength - bytes
    if (excess <= 0) return []
    const gone: BlockKey[] = []
    for (const [key, { samples }] of this.#all().sort(([a], [b]) => a[2] - b[2])) {
      if (excess <= 0) break
      excess -= samples * BYTES_PER_SAMPLE
      gone.push(key)
    }
    return gone
  }

  #all(): [BlockKey, BlockSummary][] {
    const all: [BlockKey, BlockSummary][] = []
    for (const [source, sensors] of this.#sources) {
      for (const [sensor, blocks] of sensors) {
        for (const [start, summary] of blocks) all.push([[source, sensor, start], summary])
      }
    }
    return all
  }
}
