// Round moments for the time axis, as clocks on the wall of a zone show them (rules K1, K3), and how they read.

import { isMoment, zoneFormat, type ZoneClock } from './zone-clock'

const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const STEPS = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  ...[1, 2, 5, 10, 30, 90, 365].map((count) => count * DAY),
]

/** The least round step that gives a window at most `most` ticks or so; more than a year at most. */
export function timeStep(windowMs: number, most: number): number {
  const least = windowMs / Math.max(1, most)
  return STEPS.find((step) => step >= least) ?? Math.ceil(least / (365 * DAY)) * 365 * DAY
}

/** More would be no axis, but hours of work. */
const MOST_TICKS = 1_000

/**
 * The moments between `from` and `to` at which clocks show whole steps. An hour that comes twice is there
 * twice for steps up to an hour; a midnight that is skipped is the moment at which its day begins. None where there
 * would be more than a thousand, or no dates.
 */
export function timeTicks(from: number, to: number, step: number, clock: ZoneClock): number[] {
  const ticks: number[] = []
  if (!(from <= to && step >= SECOND && (to - from) / step <= MOST_TICKS)) return ticks
  if (!isMoment(from) || !isMoment(to)) return ticks
  const offset = clock.steadyOffset(from, to)
  if (offset !== null) {
    for (let wall = Math.floor((from + offset) / step) * step; wall - offset <= to; wall += step) {
      if (wall - offset >= from) ticks.push(wall - offset)
    }
    return ticks
  }
  const last = clock.wallTime(to) + DAY_CHANGE
  for (let wall = Math.floor((clock.wallTime(from) - DAY_CHANGE) / step) * step; wall <= last; wall += step) {
    ticks.push(...momentsOfTick(wall, step, clock).filter((moment) => moment >= from && moment <= to))
  }
  return ticks.sort((a, b) => a - b)
}

/** Clocks are set forward or back by at most so much. */
const DAY_CHANGE = 3 * HOUR

function momentsOfTick(wall: number, step: number, clock: ZoneClock): number[] {
  if (step >= DAY) return [clock.firstMomentOf(wall)]
  const moments = clock.momentsOf(wall)
  return step <= HOUR ? moments : moments.slice(0, 1)
}

export interface TimeFormat {
  /** A tick: the time of day, or the date where a day begins. */
  tick(time: number): string
  /** The name of the zone at a moment: CET, GMT+1. */
  zone(time: number): string
}

export function timeFormat(
  locale: string | undefined,
  zone: string | undefined,
  step: number,
  clock: ZoneClock,
): TimeFormat {
  const time = zoneFormat(locale, zone, {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(step < MINUTE ? { second: '2-digit' } : {}),
  })
  const date = zoneFormat(locale, zone, { day: 'numeric', month: 'short' })
  const name = zoneFormat(locale, zone, { timeZoneName: 'short' })
  return {
    tick: (moment) => (beginsDay(moment, step, clock) ? date : time).format(moment),
    zone: (moment) =>
      name.formatToParts(isMoment(moment) ? moment : 0).find((part) => part.type === 'timeZoneName')?.value ??
      'UTC',
  }
}

function beginsDay(moment: number, step: number, clock: ZoneClock): boolean {
  return step >= DAY || clock.wallTime(moment) % DAY === 0
}
