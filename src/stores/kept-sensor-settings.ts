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
import { finiteNumber, isRecord, text, type WireRecord } from '../protocols/wire'
import type { DocumentFormat, Kept } from './kept-document'

export interface KeptSettings extends Kept {
  sensors: ReadonlyMap<SensorKey, SensorSettings>
  /** Sensors whose settings could not be believed. */
  refused: ReadonlySet<SensorKey>
}

export const KEPT_SETTINGS: DocumentFormat<KeptSettings> = {
  version: 1,
  nothing: { sensors: new Map(), refused: new Set(), trouble: null, found: null },
  read: ({ sensors }) => (isRecord(sensors) ? readSensors(sensors) : null),
  write: ({ sensors }) => ({ sensors: Object.fromEntries(sensors) }),
}

function readSensors(entries: WireRecord): Pick<KeptSettings, 'sensors' | 'refused'> {
  const sensors = new Map<SensorKey, SensorSettings>()
  const refused = new Set<SensorKey>()
  for (const [key, entry] of Object.entries(entries)) {
    const settings = isRecord(entry) ? readSettings(entry) : null
    if (settings) sensors.set(key, settings)
    else refused.add(key)
  }
  return { sensors, refused }
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
