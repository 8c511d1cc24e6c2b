// Numbers, times and durations as people read them, by `Intl`, times on a clock of 24 hours as the charts' axes are.
// One formatter each, made once.
// What is no number or no time is a dash, never "NaN".

const locale = undefined
const NOTHING = '–'
/** The ends of what a `Date` can hold (ECMA-262). */
const LAST_TIME = 8.64e15

/** Making a formatter takes milliseconds: it is made when it is first asked for. */
function onceAsked<Formatter>(make: () => Formatter): () => Formatter {
  let made: Formatter | undefined
  return () => (made ??= make())
}

const decimals = [0, 1, 2, 3, 4, 5].map((digits) =>
  onceAsked(
    () =>
      new Intl.NumberFormat(locale, {
        minimumFractionDigits: digits,
        maximumFractionDigits: digits,
        // Minus nothing is nothing.
        signDisplay: 'negative',
      }),
  ),
)
const scientific = onceAsked(
  () => new Intl.NumberFormat(locale, { notation: 'scientific', maximumFractionDigits: 2 }),
)
const counting = onceAsked(() => new Intl.NumberFormat(locale))
const clock = onceAsked(
  () =>
    new Intl.DateTimeFormat(locale, {
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      hourCycle: 'h23',
    }),
)
const moment = onceAsked(
  () => new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium', hourCycle: 'h23' }),
)
const day = onceAsked(() => new Intl.DateTimeFormat(locale, { dateStyle: 'full' }))
const zoneName = onceAsked(() => new Intl.DateTimeFormat(locale, { timeZoneName: 'short' }))

/** What fixed decimals can write without digits that no number has. */
const MOST_WITH_DECIMALS = 1e15

/**
 * A measured value.
 * @param digits decimals; by default as many as its size makes worth reading
 * @param evenIfWhole whether a whole number gets them too: where its neighbours have some, it must not jump between them
 */
export function formatValue(value: number, digits: number | null = null, evenIfWhole = false): string {
  if (!Number.isFinite(value)) return NOTHING
  const size = Math.abs(value)
  if (digits !== null && size < MOST_WITH_DECIMALS) return withDecimals(value, digits)
  if (size !== 0 && (size >= 1e7 || size < 1e-3)) return scientific().format(value)
  const isBare = Number.isInteger(value) && (!evenIfWhole || value === 0)
  return withDecimals(value, isBare ? 0 : decimalsFor(size))
}

/** Three digits that matter, where there are so many. */
function decimalsFor(size: number): number {
  if (size >= 1_000) return 0
  if (size >= 100) return 1
  if (size >= 1) return 2
  return size >= 0.1 ? 3 : size >= 0.01 ? 4 : 5
}

function withDecimals(value: number, digits: number): string {
  return (decimals[digits] ?? counting)().format(value)
}

export function formatWithUnit(value: number, unit: string): string {
  return withUnit(formatValue(value), unit)
}

/** A value that is written already, with its unit where it has one. */
export function withUnit(value: string, unit: string): string {
  return unit === '' ? value : `${value} ${unit}`
}

export function formatCount(count: number): string {
  return Number.isFinite(count) ? counting().format(count) : NOTHING
}

/** 13:04:59 */
export function formatTime(time: number): string {
  return isTime(time) ? clock().format(time) : NOTHING
}

/** 21 Nov 2026, 13:04:59 */
export function formatMoment(time: number): string {
  return isTime(time) ? moment().format(time) : NOTHING
}

/** Saturday, 21 November 2026 */
export function formatDay(time: number): string {
  return isTime(time) ? day().format(time) : NOTHING
}

/** For machines, as `<time datetime>` has it. */
export function isoTime(time: number): string | undefined {
  return isTime(time) ? new Date(time).toISOString() : undefined
}

/** The zone that times are shown in, such as "UTC" or "CET". */
export function zoneAt(time: number): string {
  if (!isTime(time)) return ''
  return (
    zoneName()
      .formatToParts(time)
      .find(({ type }) => type === 'timeZoneName')?.value ?? ''
  )
}

function isTime(time: number): boolean {
  return Math.abs(time) <= LAST_TIME
}

/** 42 s, 5 min, 3 h 20 min, 2 d 4 h. Negative durations are 0 s. */
export function formatDuration(ms: number): string {
  if (!Number.isFinite(ms)) return NOTHING
  const seconds = Math.max(Math.floor(ms / 1_000), 0)
  if (seconds < 100) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 100) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
  return hours % 24 === 0 ? `${hours / 24} d` : `${Math.floor(hours / 24)} d ${hours % 24} h`
}

/** How often something happens; below ten seconds a whole second would say too little: 0.200 s, 1.50 s, 30 s. */
export function formatInterval(ms: number): string {
  return ms < 10_000 ? `${formatValue(ms / 1_000)} s` : formatDuration(ms)
}

export function formatAgo(ms: number): string {
  return `${formatDuration(ms)} ago`
}

/** 812 B, 4.2 kB, 1.3 MB, 2.5 GB */
export function formatBytes(bytes: number): string {
  if (!Number.isFinite(bytes)) return NOTHING
  if (bytes < 1_000) return `${counting().format(bytes)} B`
  if (bytes < 1e6) return `${withDecimals(bytes / 1e3, 1)} kB`
  return bytes < 1e9 ? `${withDecimals(bytes / 1e6, 1)} MB` : `${withDecimals(bytes / 1e9, 1)} GB`
}
