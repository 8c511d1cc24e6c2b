// Reads how long something took: "HH:MM:SS" as documented, and what Django and Python print for longer ones.

const CLOCK = /^(?:(\d{1,6})(?: days?,)? )?(\d{1,6}):([0-5]\d):([0-5]\d)(\.\d{1,9})?$/

/** In seconds, a number as it is; `null` for anything else. */
export function durationSeconds(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) && value >= 0 ? value : null
  const match = typeof value === 'string' ? CLOCK.exec(value) : null
  if (!match) return null
  const [, days = 0, hours, minutes, seconds, fraction = 0] = match
  const whole = Number(days) * 86_400 + Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds)
  return whole + Number(fraction)
}
