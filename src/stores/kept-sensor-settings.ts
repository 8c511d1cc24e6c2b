// How settings of sensors are written into this browser, and read again. What is found there is believed only as far
// as it could have been set on the page, sensor by sensor: an older version, or anybody, may have written it.
import type { SensorKey } from '../domain/recorded-sensor'
import {
  DEFAULT_SETTINGS,
  MOST_DECIMALS,
  MOST_DELAY_MS,
  misplacedLimits,
  OWN_LIMITS,
  type SensorSettings,
} from '../domain/sensor-settings'
import { finiteNumber, isRecord, parseJson, text, type WireRecord } from '../protocols/wire'

const VERSION = 1

export interface KeptSettings {
  sensors: ReadonlyMap<SensorKey, SensorSettings>
  /** Sensors whose settings could not be believed. */
  refused: ReadonlySet<SensorKey>
  /** Why nothing at all could be read: a later version of Watchdeck wrote it, or it is no such thing. */
  trouble: 'later-version' | 'unreadable' | null
  /** The text as it was found; it is written back as long as the user changes nothing. */
  found: string | null
}

export const NOTHING_KEPT: KeptSettings = {
  sensors: new Map(),
  refused: new Set(),
  trouble: null,
  found: null,
}

export function writeKept({ sensors, found }: KeptSettings): string {
  return found ?? JSON.stringify({ version: VERSION, sensors: Object.fromEntries(sensors) })
}

export function readKept(found: string): KeptSettings {
  const parsed = parseJson(found)
  if (!parsed.ok || !isRecord(parsed.value)) return nothingIn(found, 'unreadable')
  const { version, sensors: entries } = parsed.value
  if (typeof version === 'number' && version > VERSION) return nothingIn(found, 'later-version')
  if (version !== VERSION || !isRecord(entries)) return nothingIn(found, 'unreadable')
  const sensors = new Map<SensorKey, SensorSettings>()
  const refused = new Set<SensorKey>()
  for (const [key, entry] of Object.entries(entries)) {
    const settings = isRecord(entry) ? readSettings(entry) : null
    if (settings) sensors.set(key, settings)
    else refused.add(key)
  }
  return { sensors, refused, trouble: null, found }
}

function nothingIn(found: string, trouble: KeptSettings['trouble']): KeptSettings {
  return { ...NOTHING_KEPT, trouble, found }
}

/** What is missing is as if never set; one wrong thing makes the whole doubtful. */
function readSettings(entry: WireRecord): SensorSettings | null {
  const given = { ...DEFAULT_SETTINGS, ...entry }
  const limits = OWN_LIMITS.map((key) => [key, finiteNumber(given[key])] as const)
  const deadband = within(given.deadband, Infinity)
  const onDelayMs = within(given.onDelayMs, MOST_DELAY_MS)
  const offDelayMs = within(given.offDelayMs, MOST_DELAY_MS)
  const decimals = within(given.decimals, MOST_DECIMALS)
  const isSound =
    limits.every(([key, value]) => value !== null || given[key] === null) &&
    (given.decimals === null || Number.isInteger(decimals)) &&
    (given.unit === null || text(given.unit) !== null) &&
    typeof given.limitsUnit === 'string'
  if (!isSound || deadband === null || onDelayMs === null || offDelayMs === null) return null
  const settings: SensorSettings = {
    ...DEFAULT_SETTINGS,
    ...Object.fromEntries(limits),
    limitsUnit: given.limitsUnit,
    deadband,
    onDelayMs,
    offDelayMs,
    decimals,
    unit: text(given.unit),
  }
  return misplacedLimits(settings).length === 0 ? settings : null
}

function within(value: unknown, most: number): number | null {
  const number = finiteNumber(value)
  return number !== null && number >= 0 && number <= most ? number : null
}
