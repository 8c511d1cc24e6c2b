// Round values for the value axis, and how they read.

import type { Extent } from '../../domain/series'

export interface ValueTicks {
  step: number
  values: number[]
}

/** Multiples of 1, 2 or 5 · 10ⁿ inside a range, at most `most` of them. */
export function valueTicks(range: Extent, most: number): ValueTicks {
  const span = range.max - range.min
  if (!(span > 0) || !Number.isFinite(span) || most < 1) return { step: 0, values: [] }
  const step = roundStep(span / most)
  const first = Math.ceil(range.min / step)
  const count = Math.min(most + 1, Math.floor(range.max / step) - first + 1)
  const values = Array.from({ length: Math.max(0, count) }, (_, i) => cleaned((first + i) * step, step))
  return { step, values }
}

function roundStep(least: number): number {
  const exponent = Math.floor(Math.log10(least))
  const power = 10 ** exponent
  const factor = [1, 2, 5, 10].find((each) => each * power >= least * (1 - 1e-9)) ?? 10
  return factor * power
}

/** Takes away what is left of binary fractions: 0.30000000000000004 is 0.3. */
function cleaned(value: number, step: number): number {
  const decimals = decimalsOf(step)
  return decimals <= 15 ? Number(value.toFixed(decimals)) + 0 : value
}

function decimalsOf(step: number): number {
  return Math.max(0, -Math.floor(Math.log10(step) + 1e-9))
}

const COMPACT_FROM = 100_000
const SCIENTIFIC_FROM = 1e15
const SCIENTIFIC_BELOW = 1e-4

/** Writes the values of ticks with just the digits that tell them apart. */
export function valueFormat(
  locale: string | undefined,
  range: Extent,
  step: number,
): (value: number) => string {
  const size = Math.max(Math.abs(range.min), Math.abs(range.max))
  const notation =
    size >= SCIENTIFIC_FROM || size < SCIENTIFIC_BELOW
      ? 'scientific'
      : size >= COMPACT_FROM
        ? 'compact'
        : 'standard'
  const format = new Intl.NumberFormat(
    locale,
    notation === 'standard'
      ? { minimumFractionDigits: decimalsOf(step), maximumFractionDigits: decimalsOf(step) }
      : { notation, maximumSignificantDigits: significantDigits(size, step) },
  )
  return (value) => format.format(value)
}

function significantDigits(size: number, step: number): number {
  const digits = Math.floor(Math.log10(size)) - Math.floor(Math.log10(step) + 1e-9) + 1
  return Math.min(15, Math.max(1, Number.isFinite(digits) ? digits : 1))
}
