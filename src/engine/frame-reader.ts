// Reads the frames of one connection: guards length and kind, decodes, counts (rules P1, T6).
// A bad frame costs nothing but itself.
import { count, type LinkCounters } from '../connection/counters'
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
  /** The first valid frame of the connection, and the first readings after a silence. */
  onProof: () => void
  /** The server turned the connection away. */
  onRefusal: (refusal: Extract<Update, { kind: 'refusal' }>) => void
  /** Readings or other data came; answers whether they ended a silence. */
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
    const { counters, onUpdates } = this.options
    const updates = this.#decode(data)
    const { isValid } = count(counters, updates)
    onUpdates(updates)
    const refusal = updates.find((update) => update.kind === 'refusal')
    if (refusal) this.options.onRefusal(refusal)
    else if (isValid) this.#prove(updates)
  }

  #prove(updates: readonly Update[]): void {
    const { onProof, onAnswer, onReadings } = this.options
    const endedSilence = updates.some(isData) && onReadings()
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
      return [rejected(linkTexts.tooLong(inMegabytes(data.length), inMegabytes(longestFrame)), data)]
    }
    try {
      return decoder.decode(data, { arrivedAt: now() })
    } catch {
      // A decoder must not throw; one that does costs this frame, not the link.
      return [rejected(linkTexts.unreadable, data)]
    }
  }
}

/** What a living backend goes on sending, unlike a message now and then. */
function isData(update: Update): boolean {
  return update.kind === 'components' || (update.kind === 'readings' && update.readings.length > 0)
}

function inMegabytes(length: number): string {
  return (length / MEGABYTE).toFixed(1)
}
