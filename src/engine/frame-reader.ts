// Reads the frames of one connection: guards length and kind, decodes, counts (rules P1, T6).
// A bad frame costs nothing but itself.
import type { LinkCounters } from '../connection/counters'
import type { EpochMs, Update } from '../domain/updates'
import type { Decoder } from '../protocols/protocol'
import { rejected } from '../protocols/rejection'
import { linkTexts } from '../texts/link'

export interface FrameReaderOptions {
  decoder: Decoder
  counters: LinkCounters
  /** Characters of text; longer frames are rejected before they are parsed. Default 1,048,576. */
  longestFrame?: number
  now: () => EpochMs
  onUpdates: (updates: readonly Update[]) => void
  onCounted: () => void
  /** The first valid frame of the connection, and the first readings after a silence. */
  onProof: () => void
  /** Readings came; answers whether they ended a silence. */
  onReadings: () => boolean
  /** Any valid frame; it may be the answer to a ping. */
  onAnswer: (isPong: boolean) => void
}

const LONGEST_FRAME = 1_048_576
const MEGABYTE = 1_048_576

export class FrameReader {
  #proven = false

  constructor(private readonly options: FrameReaderOptions) {}

  read(data: unknown): void {
    const { counters, onUpdates, onCounted } = this.options
    const updates = this.#decode(data)
    counters.frames++
    if (updates.length === 0) counters.ignored++
    let readings = 0
    let valid = updates.length === 0
    for (const update of updates) {
      if (update.kind === 'rejection') {
        counters.rejected++
        counters.rejectedReadings += update.rejection.readings
        continue
      }
      valid = true
      if (update.kind === 'readings') readings += update.readings.length
    }
    counters.readings += readings
    onUpdates(updates)
    onCounted()
    if (valid) this.#prove(readings > 0, updates)
  }

  #prove(hasReadings: boolean, updates: readonly Update[]): void {
    const { onProof, onAnswer, onReadings } = this.options
    const endedSilence = hasReadings && onReadings()
    if (!this.#proven || endedSilence) onProof()
    this.#proven = true
    onAnswer(updates.some(({ kind }) => kind === 'pong'))
  }

  #decode(data: unknown): readonly Update[] {
    const { counters, decoder, longestFrame = LONGEST_FRAME, now } = this.options
    if (typeof data !== 'string') {
      counters.bytes += data instanceof ArrayBuffer ? data.byteLength : 0
      return [rejected(linkTexts.binary, '')]
    }
    counters.bytes += data.length
    if (data.length > longestFrame) {
      const reason = linkTexts.tooLong(inMegabytes(data.length), inMegabytes(longestFrame))
      return [rejected(reason, data.slice(0, 1_000))]
    }
    return decoder.decode(data, { arrivedAt: now() })
  }
}

function inMegabytes(length: number): string {
  return (length / MEGABYTE).toFixed(1)
}
