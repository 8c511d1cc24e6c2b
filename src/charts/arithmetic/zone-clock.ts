// What clocks on the wall show in one time zone, days of 23 and 25 hours included (rule K3).
// Wall times are written as the epoch milliseconds at which a clock in UTC would show the same.

const QUARTER_HOUR = 15 * 60_000
const DAY = 24 * 3_600_000
const MOST_REMEMBERED = 10_000

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

  /** How far clocks on the wall are ahead of UTC at a moment, in milliseconds. */
  offsetAt(time: number): number {
    const quarter = Math.floor(time / QUARTER_HOUR)
    const known = this.offsets.get(quarter)
    if (known !== undefined) return known
    const offset = this.readOffset(quarter * QUARTER_HOUR)
    if (this.offsets.size >= MOST_REMEMBERED) this.offsets.clear()
    this.offsets.set(quarter, offset)
    return offset
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
    return Number.isFinite(wall) ? wall - time : 0
  }
}

/** A format in a zone; in UTC, saying so, when the zone is unknown to the browser. */
export function zoneFormat(
  locale: string | undefined,
  zone: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  try {
    return new Intl.DateTimeFormat(locale, { ...options, ...(zone === undefined ? {} : { timeZone: zone }) })
  } catch {
    return new Intl.DateTimeFormat(undefined, { ...options, timeZone: 'UTC' })
  }
}
