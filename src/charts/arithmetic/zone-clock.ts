// What clocks on the wall show in one time zone, days of 23 and 25 hours included (rule K3).
// Wall times are written as the epoch milliseconds at which a clock in UTC would show the same.

import { knownLocale } from './known-locale'

const QUARTER_HOUR = 15 * 60_000
const DAY = 24 * 3_600_000
/** Clocks are not set twice within so much and two days. */
const STEADY_FOR = 2 * DAY
const MOST_REMEMBERED = 10_000
/** The ends of what a `Date` can hold (ECMA-262). */
const LAST_TIME = 8.64e15

export type WallTime = number

export class ZoneClock {
  private readonly parts: Intl.DateTimeFormat
  /** Offsets change at whole quarter hours only. */
  private readonly offsets = new Map<number, number>()

  /** @param zone an IANA name; without one, the zone of the browser. An unknown one becomes UTC. */
  constructor(zone?: string) {
    this.parts = zoneFormat('en-US', zone, {
      calendar: 'iso8601',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
      hourCycle: 'h23',
    })
  }

  /** How far clocks on the wall are ahead of UTC at a moment, in milliseconds; 0 where there is no such moment. */
  offsetAt(time: number): number {
    if (!isMoment(time)) return 0
    const quarter = Math.floor(time / QUARTER_HOUR)
    const known = this.offsets.get(quarter)
    if (known !== undefined) return known
    const offset = this.readOffset(quarter * QUARTER_HOUR)
    if (this.offsets.size >= MOST_REMEMBERED) this.offsets.clear()
    this.offsets.set(quarter, offset)
    return offset
  }

  /** The offset of a stretch of at most a few days, when it is the same from a day before to a day after; otherwise `null`. */
  steadyOffset(from: number, to: number): number | null {
    const offset = this.offsetAt(from - DAY)
    return to - from <= STEADY_FOR && this.offsetAt(to + DAY) === offset ? offset : null
  }

  wallTime(time: number): WallTime {
    return time + this.offsetAt(time)
  }

  /** The moments at which clocks show a wall time: one, two when it is repeated, none when it is skipped. */
  momentsOf(wall: WallTime): number[] {
    const candidates = new Set([this.offsetAt(wall - DAY), this.offsetAt(wall + DAY)])
    return [...candidates]
      .map((offset) => wall - offset)
      .filter((moment) => this.wallTime(moment) === wall)
      .sort((a, b) => a - b)
  }

  /** The first moment at or after a wall time, also where it is skipped. */
  firstMomentOf(wall: WallTime): number {
    return this.momentsOf(wall)[0] ?? wall - this.offsetAt(wall - DAY)
  }

  private readOffset(time: number): number {
    const read = new Map(this.parts.formatToParts(time).map((part) => [part.type, Number(part.value)]))
    const wall = Date.UTC(
      read.get('year') ?? NaN,
      (read.get('month') ?? NaN) - 1,
      read.get('day') ?? NaN,
      read.get('hour') ?? NaN,
      read.get('minute') ?? NaN,
      read.get('second') ?? NaN,
    )
    // No zone is a day off; but years before our era, and its first hundred, are written as others.
    return Math.abs(wall - time) < DAY ? wall - time : 0
  }
}

/** Whether there is a date for it; what is none cannot be formatted. */
export function isMoment(time: number): boolean {
  return Math.abs(time) <= LAST_TIME
}

/** Making a format takes as long as drawing a chart, and all charts of a page write the same ones. */
const formats = new Map<string, Intl.DateTimeFormat>()
const MOST_FORMATS = 100

/** A format in a zone; in UTC, saying so, when the zone is unknown to the browser. */
export function zoneFormat(
  locale: string | undefined,
  zone: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = JSON.stringify([locale, zone, options])
  const made = formats.get(key)
  if (made !== undefined) return made
  if (formats.size >= MOST_FORMATS) formats.clear()
  const format = newFormat(locale, zone, options)
  formats.set(key, format)
  return format
}

function newFormat(
  locale: string | undefined,
  zone: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const known = knownLocale(locale)
  try {
    return new Intl.DateTimeFormat(known, { ...options, ...(zone === undefined ? {} : { timeZone: zone }) })
  } catch {
    return new Intl.DateTimeFormat(known, { ...options, timeZone: 'UTC' })
  }
}
