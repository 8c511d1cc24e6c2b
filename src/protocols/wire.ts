// Reads numbers, times, texts and records out of `unknown`. Nothing here casts or throws;
// what does not fit comes back as `null`, and the caller says what it expected.
import type { EpochMs } from '../domain/updates'

export type WireRecord = { readonly [key: string]: unknown }

export function isRecord(value: unknown): value is WireRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A finite number. A number in quotes is none: a backend that sends one has changed, and that should show. */
export function finiteNumber(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

/** A text with something in it. */
export function text(value: unknown): string | null {
  return typeof value === 'string' && value.length > 0 ? value : null
}

/** An id as text: a whole number or a text, whichever a document says, for a database may use the other. */
export function idOf(value: unknown): string | null {
  return Number.isSafeInteger(value) ? String(value) : text(value)
}

/** A list; anything else is `null`. */
export function list(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null
}

/** Times before this are a backend's unset clock, times after it a unit mixed up. */
const EARLIEST = Date.UTC(2000, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)

const DATE_TIME =
  /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(Z|([+-])(\d\d)(?::?(\d\d))?)?$/i

/**
 * An ISO 8601 date and time as epoch milliseconds, fractions kept to the microsecond.
 * Without a zone it is UTC: so the backends mean it, though JavaScript would read local time (PROTOCOLS.md, field notes).
 */
export function isoTime(value: unknown): EpochMs | null {
  if (typeof value !== 'string') return null
  const match = DATE_TIME.exec(value)
  if (!match) return null
  const [, year, month, day, hour, minute, second, fraction = '', , sign = '+', ahead = 0, aheadMinutes = 0] =
    match
  const date = startOfDay(Number(year), Number(month), Number(day))
  const time = timeOfDay(Number(hour), Number(minute), Number(second), fraction)
  const offset = timeOfDay(Number(ahead), Number(aheadMinutes), 0, '')
  if (date === null || time === null || offset === null) return null
  const epoch = date + time - (sign === '-' ? -offset : offset)
  return epoch >= EARLIEST && epoch < LATEST ? epoch : null
}

/** `Date.UTC` rolls the 31st of February over; a calendar does not. */
function startOfDay(year: number, month: number, day: number): EpochMs | null {
  const start = Date.UTC(year, month - 1, day)
  const date = new Date(start)
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? start : null
}

/** Milliseconds since midnight. 24:00:00 is the end of a day, 23:59:60 a leap second (ISO 8601). */
function timeOfDay(hour: number, minute: number, second: number, fraction: string): number | null {
  const time = (hour * 60 + minute) * 60_000 + second * 1_000
  const isEndOfDay = hour === 24 && time === 24 * 3_600_000 && Number(fraction) === 0
  if ((hour > 23 && !isEndOfDay) || minute > 59 || second > 60) return null
  return time + Number(`0.${fraction.padEnd(6, '0').slice(0, 6)}`) * 1_000
}

/** What was found, for a sentence such as "expected a number, found text". Never the value itself: it may be long or secret. */
export function found(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'a list'
  if (typeof value === 'object') return 'an object'
  if (typeof value === 'string') return value === '' ? 'an empty text' : 'text'
  if (typeof value === 'number') return Number.isFinite(value) ? 'a number' : String(value)
  return `a ${typeof value}`
}

/** Parses JSON; the answer says which, since `null` is JSON too. */
export function parseJson(source: string): { ok: true; value: unknown } | { ok: false; reason: string } {
  try {
    const value: unknown = JSON.parse(source)
    return { ok: true, value }
  } catch {
    return { ok: false, reason: `invalid JSON${hint(source)}` }
  }
}

function hint(source: string): string {
  const start = source.trimStart()
  if (start === '') return ': nothing was sent'
  if (start.startsWith('<')) return ': HTML came instead; is a proxy or a wrong path answering?'
  return /[:[,]\s*-?(NaN|Infinity)\b/.test(source) ? ': a bare NaN or Infinity' : ''
}
