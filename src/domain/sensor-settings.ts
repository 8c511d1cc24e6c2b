// What a user sets for one sensor: limits of one's own beside the backend's, how its alarms are calmed (rule A2), and
// how its values are shown. Says what fits together; keeps and shows nothing.
import type { AlarmSettings } from './alarm-condition'
import { conversionOf, convert } from './units'
import type { Limit } from './updates'

/** From the lowest to the highest, as they have to lie. */
export const OWN_LIMITS = ['lowCrit', 'lowWarn', 'highWarn', 'highCrit'] as const
export type OwnLimit = (typeof OWN_LIMITS)[number]

/** `null` for a limit: there is none. */
export interface SensorSettings extends AlarmSettings, Readonly<Record<OwnLimit, number | null>> {
  /** The unit of these limits and the deadband: the sensor's while they were set. */
  limitsUnit: string
  /** Decimals shown; `null`: as many as the size of a value makes worth reading. */
  decimals: number | null
  /** The unit shown; `null`: as sent. */
  unit: string | null
}

export const DEFAULT_SETTINGS: SensorSettings = Object.freeze({
  lowCrit: null,
  lowWarn: null,
  highWarn: null,
  highCrit: null,
  limitsUnit: '',
  deadband: 0,
  onDelayMs: 0,
  offDelayMs: 0,
  decimals: null,
  unit: null,
})

export const MOST_DECIMALS = 5
/** A day: an alarm that waits longer is none. */
export const MOST_DELAY_MS = 86_400_000

/** In the order in which a card tells of them: the nearest first. */
const MEANINGS = [
  { key: 'highWarn', id: 'own:high:warn', severity: 'warn', operator: 'gt' },
  { key: 'highCrit', id: 'own:high:crit', severity: 'crit', operator: 'gt' },
  { key: 'lowWarn', id: 'own:low:warn', severity: 'warn', operator: 'lt' },
  { key: 'lowCrit', id: 'own:low:crit', severity: 'crit', operator: 'lt' },
] as const

/** Two limits that are the wrong way round: `key` has to lie above `below`, or at least on it. */
export interface Misplaced {
  key: OwnLimit
  below: OwnLimit
  /** Whether both may be the same: one value cannot be too low and too high, but warning and critical at once. */
  mayTouch: boolean
}

/** low crit ≤ low warn < high warn ≤ high crit, as far as they are given. */
export function misplacedLimits(limits: Readonly<Record<OwnLimit, number | null>>): Misplaced[] {
  return OWN_LIMITS.flatMap((key, index) => {
    const value = limits[key]
    if (value === null) return []
    const below = OWN_LIMITS.slice(0, index).find((lower) => {
      const least = limits[lower]
      return least !== null && (mayTouch(lower, key) ? value < least : value <= least)
    })
    return below === undefined ? [] : [{ key, below, mayTouch: mayTouch(below, key) }]
  })
}

function mayTouch(lower: OwnLimit, upper: OwnLimit): boolean {
  return lower.startsWith('low') === upper.startsWith('low')
}

export function hasOwnLimits(settings: SensorSettings): boolean {
  return OWN_LIMITS.some((key) => settings[key] !== null)
}

/** Whether limits mean something in this unit. Where a unit is not known, nothing speaks against them. */
export function limitsFit({ limitsUnit }: SensorSettings, unit: string): boolean {
  return limitsUnit === '' || unit === '' || conversionOf(limitsUnit, unit) !== null
}

/**
 * The same settings for a sensor that has another unit now: limits and deadband mean what they meant. Where no way
 * leads from the one unit to the other, there are none.
 */
export function settingsIn(settings: SensorSettings, unit: string): SensorSettings {
  const { limitsUnit, deadband } = settings
  if (limitsUnit === '' || unit === '' || limitsUnit === unit) return settings
  const conversion = conversionOf(limitsUnit, unit)
  const limits = OWN_LIMITS.map((key) => {
    const value = settings[key]
    return [key, value === null || !conversion ? null : convert(value, conversion)] as const
  })
  return {
    ...settings,
    ...Object.fromEntries(limits),
    limitsUnit: unit,
    deadband: conversion ? deadband * conversion.factor : 0,
  }
}

/** The limits as the page evaluates them: passed strictly, > and <. */
export function ownLimitsOf(settings: SensorSettings, sensor: string): Limit[] {
  return MEANINGS.flatMap(({ key, id, severity, operator }): Limit[] => {
    const value = settings[key]
    if (value === null) return []
    return [{ id, sensor, name: '', severity, condition: { operator, value }, origin: 'own' }]
  })
}

/** Which of the own limits has this id; `null` for any other limit. */
export function ownLimitOf(id: string): OwnLimit | null {
  return MEANINGS.find((meaning) => meaning.id === id)?.key ?? null
}
