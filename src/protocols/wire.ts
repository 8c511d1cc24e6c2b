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

/** A list; anything else is `null`. */
export function list(value: unknown): readonly unknown[] | null {
  return Array.isArray(value) ? value : null
}

/** Times before this are a backend's unset clock, times after it a unit mixed up. */
const EARLIEST = Date.UTC(2000, 0, 1)
const LATEST = Date.UTC(2100, 0, 1)

const FIXED = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,9}))?(Z|[+-]\d\d:?\d\d)?$/

/**
 * An ISO 8601 date and time as epoch milliseconds, fractions kept to the microsecond.
 * Without a zone it is UTC: so the backends mean it, though JavaScript would read local time (PROTOCOLS.md, field notes).
 */
export function isoTime(value: unknown): EpochMs | null {
  if (typeof value !== 'string') return null
  const match = FIXED.exec(value)
  if (!match) return null
  const [, year, month, day, hour, minute, second, fraction = '', zone = 'Z'] = match
  const whole = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
    Number(second),
  )
  // Date.UTC rolls the 31st of February over; a calendar would not.
  if (new Date(whole).getUTCDate() !== Number(day) || Number(hour) > 23 || Number(minute) > 59) return null
  const time = whole + Number(`0.${fraction.padEnd(6, '0').slice(0, 6)}`) * 1_000 - zoneOffset(zone)
  return time >= EARLIEST && time < LATEST ? time : null
}

function zoneOffset(zone: string): number {
  if (zone === 'Z') return 0
  const sign = zone.startsWith('-') ? -1 : 1
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return sign * minutes * 60_000
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
