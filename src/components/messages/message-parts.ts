// What of a message is text and what leads to a sensor of this very deck. Everything else stays text, other addresses too (V7).
import type { EpochMs } from '../../domain/updates'

export interface SensorPlace {
  source: string
  sensor: string
  /** `null` for now. */
  at: EpochMs | null
}

export type MessagePart = { kind: 'text'; text: string } | ({ kind: 'sensor' } & SensorPlace)

/** An address ends where no character of one follows; what closes a sentence is no part of it. */
const ADDRESS = /^[^\s<>"]*/
const CLOSING = /[).,;:!?\]'’”]+$/

/** @param sensors where the pages of sensors begin: absolute, with a slash at the end */
export function partsOf(text: string, sensors: string): MessagePart[] {
  const parts: MessagePart[] = []
  let done = 0
  for (let start = text.indexOf(sensors); start >= 0; start = text.indexOf(sensors, start + 1)) {
    const address = (ADDRESS.exec(text.slice(start))?.[0] ?? '').replace(CLOSING, '')
    const place = placeOf(address, sensors)
    if (!place || start < done) continue
    if (start > done) parts.push({ kind: 'text', text: text.slice(done, start) })
    parts.push({ kind: 'sensor', ...place })
    done = start + address.length
  }
  if (done < text.length) parts.push({ kind: 'text', text: text.slice(done) })
  return parts
}

/** `null` for what is no page of a sensor. */
function placeOf(address: string, sensors: string): SensorPlace | null {
  if (!URL.canParse(address)) return null
  const { href, search, searchParams } = new URL(address)
  // Dots in a path may have led elsewhere.
  if (!href.startsWith(sensors)) return null
  const [source, sensor, ...more] = href
    .slice(sensors.length)
    .replace(/[?#].*$/s, '')
    .split('/')
    .map(decoded)
  if (!source || !sensor || more.length > 0) return null
  return { source, sensor, at: search === '' ? null : momentOf(searchParams.get('at')) }
}

function decoded(segment: string): string | null {
  try {
    return decodeURIComponent(segment)
  } catch {
    return null
  }
}

/** A time as an address has it (ISO 8601); `null` for what is none. */
export function momentOf(text: string | null): EpochMs | null {
  const time = Date.parse(text ?? '')
  return Number.isNaN(time) ? null : time
}
