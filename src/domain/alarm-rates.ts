// How often alarms come, and how long they stay (rule A3): chattering, flood, standing. It counts and names; it
// discards nothing. A clock that was set back forgets, rather than to count for hours.
import type { AlarmLife } from './alarm'
import type { EpochMs } from './updates'

const CHATTERING = { activations: 3, withinMs: 60_000 }
const FLOOD = { over: 10, under: 5, withinMs: 10 * 60_000 }
const STANDING_AFTER_MS = 24 * 3_600_000

/** The newest activations of one alarm: as many as tell whether it chatters. */
export type Activations = readonly EpochMs[]

export function noteActivation(activations: Activations, at: EpochMs): Activations {
  return [...activations, at].slice(-CHATTERING.activations)
}

/** Three activations or more within the last 60 s. */
export function isChattering(activations: Activations, now: EpochMs): boolean {
  return (
    activations.length === CHATTERING.activations &&
    Math.abs(now - (activations[0] ?? now)) <= CHATTERING.withinMs
  )
}

/** Active for longer than a day, acknowledged or not. */
export function isStanding({ active, activatedAt }: AlarmLife, now: EpochMs): boolean {
  return active && activatedAt !== null && now - activatedAt > STANDING_AFTER_MS
}

/** More alarms than a person can follow. */
export interface Flood {
  /** Since when; `null` while there is none. */
  since: EpochMs | null
  /** The newest activations of all alarms: as many as tell whether it begins or ends. */
  activations: readonly EpochMs[]
}

export const NO_FLOOD: Flood = { since: null, activations: [] }

/** A flood begins with more than 10 activations in 10 min, and lasts until fewer than 5 came in 10 min. */
export function floodAfter(flood: Flood, now: EpochMs, activated = 0): Flood {
  const added = Array.from({ length: Math.min(activated, FLOOD.over + 1) }, () => now)
  const newest = [...flood.activations, ...added].slice(-FLOOD.over - 1)
  const activations = newest.filter((at) => Math.abs(now - at) < FLOOD.withinMs)
  const lasts = flood.since !== null && activations.length >= FLOOD.under
  const since = activations.length > FLOOD.over || lasts ? (flood.since ?? now) : null
  const isSame =
    since === flood.since && added.length === 0 && activations.length === flood.activations.length
  return isSame ? flood : { since, activations }
}
