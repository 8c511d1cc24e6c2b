// Round values for the value axis, and how they read.

import type { Extent } from '../../domain/series'
import type { Conversion } from '../../domain/units'
import { knownLocale } from './known-locale'

export interface ValueTicks {
  step: number
  values: number[]
}

/** A tick: where it lies among values as sent, and how it reads. */
export interface ValueLabel {
  value: number
  text: string
}

/** Ticks that are round in the unit shown; values and range are as sent. */
export function shownTicks(
  range: Extent,
  most: number,
  { factor, offset }: Conversion,
  locale?: string,
): ValueLabel[] {
  const shown = { min: range.min * factor + offset, max: range.max * factor + offset }
  const { step, values } = valueTicks(shown, most)
  const format = valueFormat(locale, shown, step)
  return values.map((value) => ({ value: (value - offset) / factor, text: format(value) }))
}

/** How far a bound may be off a multiple of the step, as a part of it, and still be one. */
const ROUNDING = 1e-9
/** Below this a step, or what is computed with it, is no number any more. */
const LEAST_SPAN = 1e-290
const MOST_TICKS = 200
const NO_TICKS: ValueTicks = { step: 0, values: [] }

/** Multiples of 1, 2 or 5 · 10ⁿ inside a range: about `most` of them at most, but at least two, for one alone is no axis. */
export function valueTicks(range: Extent, most: number): ValueTicks {
  const span = range.max - range.min
  if (!(span >= LEAST_SPAN && span < Infinity && most >= 1)) return NO_TICKS
  const parts = [1, 0.7, 0.4, 0.2].map((part) => (span * part) / Math.min(most, MOST_TICKS))
  const steps = parts.map(roundStep).filter(Number.isFinite)
  const candidates = steps.map((step) => ({ step, values: multiples(range, step) }))
  return candidates.find(({ values }) => values.length > 1) ?? candidates[0] ?? NO_TICKS
}

function multiples(range: Extent, step: number): number[] {
  const first = Math.ceil(range.min / step - ROUNDING)
  const count = Math.floor(range.max / step + ROUNDING) - first + 1
  const values = Array.from({ length: Math.max(0, count) }, (_, i) => cleaned((first + i) * step, step))
  // A span that is next to nothing beside its values has less of them than it has steps.
  return values.filter((value, i) => Number.isFinite(value) && (i === 0 || value > (values[i - 1] ?? value)))
}

function roundStep(least: number): number {
  const exponent = Math.floor(Math.log10(least))
  const power = 10 ** exponent
  const factor = [1, 2, 5, 10].find((each) => each * power >= least * (1 - ROUNDING)) ?? 10
  return factor * power
}

/** Takes away what is left of binary fractions: 0.30000000000000004 is 0.3. */
function cleaned(value: number, step: number): number {
  const decimals = decimalsOf(step)
  return decimals <= 15 ? Number(value.toFixed(decimals)) + 0 : value
}

function decimalsOf(step: number): number {
  return Math.max(0, -Math.floor(Math.log10(step) + ROUNDING))
}

/** Prefixes of the SI by their power of ten; a value axis has no room for many digits. */
const PREFIXES = new Map([
  [-15, 'f'],
  [-12, 'p'],
  [-9, 'n'],
  [-6, 'µ'],
  [-3, 'm'],
  [0, ''],
  [3, 'k'],
  [6, 'M'],
  [9, 'G'],
  [12, 'T'],
  [15, 'P'],
])
const PREFIX_FROM = 100_000
const PREFIX_BELOW = 1e-3

/** Writes the values of ticks with just the digits that tell them apart. */
export function valueFormat(
  locale: string | undefined,
  range: Extent,
  step: number,
): (value: number) => string {
  const known = knownLocale(locale)
  const size = Math.max(Math.abs(range.min), Math.abs(range.max))
  const wantsPrefix = size > 0 && (size >= PREFIX_FROM || size < PREFIX_BELOW)
  const exponent = wantsPrefix ? Math.floor(Math.log10(size) / 3) * 3 : 0
  const prefix = PREFIXES.get(exponent)
  if (prefix === undefined) {
    const digits = Math.floor(Math.log10(size)) - Math.floor(Math.log10(step) + ROUNDING) + 1
    const scientific = new Intl.NumberFormat(known, {
      notation: 'scientific',
      maximumSignificantDigits: Math.max(1, Math.min(15, digits)),
    })
    return (value) => scientific.format(value)
  }
  const scale = 10 ** exponent
  const decimals = Math.min(20, decimalsOf(step / scale))
  const format = new Intl.NumberFormat(known, {
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  })
  return (value) => format.format(value / scale) + (value === 0 ? '' : prefix)
}
