// Reads `health` of newer servers: {status, uptime, last_update}.
import type { Health, Update } from '../../../domain/updates'
import { duration } from '../../duration'
import { excerpt } from '../../redaction'
import { rejected } from '../../rejection'
import { finiteNumber, found, isoTime, text, type WireRecord } from '../../wire'
import { texts } from './runtime-texts'

const WORDS_SHOWN = 60
const STATUSES: ReadonlyMap<string, Health['status']> = new Map<string, Health['status']>([
  ['healthy', 'ok'],
  ['degraded', 'degraded'],
  ['unavailable', 'unavailable'],
])

export function readHealth(health: WireRecord): Update {
  const word = text(health['status'])
  if (word === null) {
    return rejected(texts.expected('health.status', 'a text', found(health['status'])), health)
  }
  const facts: Health['facts'] = []
  const status = STATUSES.get(word.trim().toLowerCase())
  // A word that is not documented is nothing to call healthy; it is shown as it came.
  if (status === undefined) facts.push({ name: texts.health.status, value: excerpt(word, WORDS_SHOWN) })
  const uptime = uptimeWords(health['uptime'])
  if (uptime !== null) facts.push({ name: texts.health.uptime, value: uptime })
  const updated = timeWords(health['last_update'])
  if (updated !== null) facts.push({ name: texts.health.lastUpdate, value: updated })
  return { kind: 'health', health: { status: status ?? 'degraded', facts } }
}

/** Seconds, or the server's own words. */
function uptimeWords(value: unknown): string | null {
  const seconds = finiteNumber(value)
  if (seconds !== null) return duration(Math.max(seconds, 0))
  const words = text(value)
  return words && excerpt(words, WORDS_SHOWN)
}

/** With its zone, for the server's own words name none and mean UTC. */
function timeWords(value: unknown): string | null {
  const time = isoTime(value)
  if (time !== null) return texts.utc(new Date(time).toISOString().slice(0, 19).replace('T', ' '))
  const words = text(value)
  return words && excerpt(words, WORDS_SHOWN)
}
