// Reads the fields that the frames and the answers of NewLoom share. What does not fit is noted beside what does.
import { wireTexts } from '../../../texts/wire'
import type { EpochMs } from '../../../domain/updates'
import type { Rejections } from '../../rejections'
import { readableTime, sampleTime } from '../../sample-time'
import { finiteNumber, found, type WireRecord } from '../../wire'
import { durationSeconds } from './duration'
import { texts } from './runtime-texts'

/** One record and what is wrong with it. */
export class Fields {
  /** @param place what the record is, for a sentence such as "message.timestamp: expected …" */
  constructor(
    private readonly record: WireRecord,
    private readonly place: string,
    private readonly rejections: Rejections,
  ) {}

  /** A time; `null` where there is none, or none that can be read. */
  time(key: string): EpochMs | null {
    const time = sampleTime(this.record[key])
    if (time === 'unreadable') this.#complain(key, wireTexts.time)
    return readableTime(time)
  }

  /** A text, as it came; `null` where there is none. */
  text(key: string): string | null {
    const value = this.#told(key)
    if (value === null || typeof value === 'string') return value
    this.#complain(key, 'a text')
    return null
  }

  /** A whole number from 0. */
  count(key: string): number | null {
    const value = this.#told(key)
    const number = finiteNumber(value)
    if (value !== null && (number === null || number < 0 || !Number.isInteger(number))) {
      this.#complain(key, texts.count)
      return null
    }
    return number
  }

  /** Seconds that something took. */
  duration(key: string): number | null {
    const value = this.#told(key)
    const seconds = durationSeconds(value)
    if (value !== null && seconds === null) this.#complain(key, texts.duration)
    return seconds
  }

  /** `null` is how JSON says nothing. */
  #told(key: string): unknown {
    return this.record[key] ?? null
  }

  #complain(key: string, what: string): void {
    const { place, record, rejections } = this
    rejections.add(() => wireTexts.expected(`${place}.${key}`, what, found(record[key])), record)
  }
}
