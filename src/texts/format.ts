// Numbers, times and durations as people read them, by `Intl`. One formatter each, made once.

const locale = undefined

const plain = [0, 1, 2].map(
  (digits) => new Intl.NumberFormat(locale, { minimumFractionDigits: digits, maximumFractionDigits: digits }),
)
const scientific = new Intl.NumberFormat(locale, { notation: 'scientific', maximumFractionDigits: 2 })
const counting = new Intl.NumberFormat(locale)
const clock = new Intl.DateTimeFormat(locale, { hour: '2-digit', minute: '2-digit', second: '2-digit' })
const moment = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'medium' })
const zoneName = new Intl.DateTimeFormat(locale, { timeZoneName: 'short' })

/** A measured value; as many decimals as its size makes worth reading, none for a whole number. */
export function formatValue(value: number): string {
  const size = Math.abs(value)
  if (size !== 0 && (size >= 1e7 || size < 1e-3)) return scientific.format(value)
  const digits = size >= 1_000 || Number.isInteger(value) ? 0 : size >= 100 ? 1 : 2
  return plain[digits]?.format(value) ?? String(value)
}

export function formatWithUnit(value: number, unit: string): string {
  return unit === '' ? formatValue(value) : `${formatValue(value)} ${unit}`
}

export function formatCount(count: number): string {
  return counting.format(count)
}

/** 13:04:59 */
export function formatTime(time: number): string {
  return clock.format(time)
}

/** 21 Nov 2026, 13:04:59 */
export function formatMoment(time: number): string {
  return moment.format(time)
}

/** The zone that times are shown in, such as "UTC" or "CET". */
export function zoneAt(time: number): string {
  return zoneName.formatToParts(time).find(({ type }) => type === 'timeZoneName')?.value ?? ''
}

/** 42 s, 5 min, 3 h 20 min, 2 d 4 h. Negative durations are 0 s. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(Math.floor(ms / 1_000), 0)
  if (seconds < 100) return `${seconds} s`
  const minutes = Math.floor(seconds / 60)
  if (minutes < 100) return `${minutes} min`
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return minutes % 60 === 0 ? `${hours} h` : `${hours} h ${minutes % 60} min`
  return `${Math.floor(hours / 24)} d ${hours % 24} h`
}

export function formatAgo(ms: number): string {
  return `${formatDuration(ms)} ago`
}

/** 812 B, 4.2 kB, 1.3 MB */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${counting.format(bytes)} B`
  if (bytes < 1_000_000) return `${(plain[1] ?? counting).format(bytes / 1_000)} kB`
  return `${(plain[1] ?? counting).format(bytes / 1_000_000)} MB`
}
