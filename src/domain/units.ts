// Units that measure the same quantity, and the way from one to another. All of them are linear. A unit that is not
// in the table is shown as it was sent: nothing is guessed.

/** shown = sent · factor + offset; the factor is positive, so that order is kept. */
export interface Conversion {
  factor: number
  offset: number
}

/** As sent. */
export const UNCHANGED: Conversion = Object.freeze({ factor: 1, offset: 0 })

/** One quantity a line: how much of its base one of each unit is; where zero lies elsewhere, [factor, offset]. */
const QUANTITIES: readonly Readonly<Record<string, number | readonly [factor: number, offset: number]>>[] = [
  { '°C': 1, '°F': [5 / 9, -160 / 9], K: [1, -273.15] },
  { Pa: 1, hPa: 1e2, kPa: 1e3, MPa: 1e6, mbar: 1e2, bar: 1e5, psi: 6894.757293168361 },
  { µm: 1e-6, mm: 1e-3, cm: 1e-2, m: 1, km: 1e3, in: 0.0254, ft: 0.3048 },
  { 'mm/s': 1e-3, 'm/s': 1, 'in/s': 0.0254, 'km/h': 1 / 3.6 },
  { 'mm/s²': 1e-3, 'm/s²': 1 },
  { µA: 1e-6, mA: 1e-3, A: 1, kA: 1e3 },
  { µV: 1e-6, mV: 1e-3, V: 1, kV: 1e3 },
  { Ω: 1, kΩ: 1e3, MΩ: 1e6 },
  { mW: 1e-3, W: 1, kW: 1e3, MW: 1e6 },
  { J: 1, kJ: 1e3, MJ: 1e6, Wh: 3.6e3, kWh: 3.6e6, MWh: 3.6e9 },
  { N: 1, kN: 1e3 },
  { mg: 1e-6, g: 1e-3, kg: 1, t: 1e3, lb: 0.45359237 },
  { ml: 1e-3, l: 1, 'm³': 1e3 },
  { 'l/min': 1, 'l/s': 60, 'l/h': 1 / 60, 'm³/h': 1e3 / 60 },
  { rpm: 1, '1/min': 1, '1/s': 60, 'rad/s': 30 / Math.PI, '°/s': 1 / 6 },
  { Hz: 1, kHz: 1e3, MHz: 1e6, GHz: 1e9 },
  { '°': 1, rad: 180 / Math.PI },
  { B: 1, kB: 1e3, MB: 1e6, GB: 1e9, TB: 1e12, KiB: 2 ** 10, MiB: 2 ** 20, GiB: 2 ** 30, TiB: 2 ** 40 },
  {
    'B/s': 1,
    'kB/s': 1e3,
    'MB/s': 1e6,
    'GB/s': 1e9,
    'KiB/s': 2 ** 10,
    'MiB/s': 2 ** 20,
    'bit/s': 1 / 8,
    'kbit/s': 1e3 / 8,
    'Mbit/s': 1e6 / 8,
    'Gbit/s': 1e9 / 8,
  },
  { µs: 1e-6, ms: 1e-3, s: 1, min: 60, h: 3_600, d: 86_400 },
  { '%': 1, '‰': 0.1, ppm: 1e-4 },
]

/** How some backends write what others write otherwise; what could mean something else is left out. */
const SPELLINGS: ReadonlyMap<string, string> = new Map([
  ['℃', '°C'],
  ['degC', '°C'],
  ['℉', '°F'],
  ['degF', '°F'],
  ['us', 'µs'],
  ['μs', 'µs'],
  ['L', 'l'],
  ['L/min', 'l/min'],
  ['m3/h', 'm³/h'],
])

const MEASURES = new Map(
  QUANTITIES.flatMap((quantity) =>
    Object.entries(quantity).map(([unit, measure]) => {
      const [factor, offset] = typeof measure === 'number' ? [measure, 0] : measure
      return [unit, { quantity, factor, offset }] as const
    }),
  ),
)

function measureOf(unit: string) {
  return MEASURES.get(SPELLINGS.get(unit) ?? unit)
}

/** The units in which values of this unit can be shown, itself among them; none when it is not known. */
export function unitsLike(unit: string): readonly string[] {
  const measure = measureOf(unit)
  return measure ? Object.keys(measure.quantity) : []
}

/** The way from one unit to another; `null` when they do not measure the same, or one is not known. */
export function conversionOf(from: string, to: string): Conversion | null {
  if (from === to) return UNCHANGED
  const [a, b] = [measureOf(from), measureOf(to)]
  if (!a || a.quantity !== b?.quantity) return null
  const factor = a.factor / b.factor
  const offset = (a.offset - b.offset) / b.factor
  return { factor: cleaned(factor, factor, 15), offset: cleaned(offset, offset, 15) }
}

/** A value as sent, as it is shown. */
export function convert(value: number, { factor, offset }: Conversion): number {
  if (factor === 1 && offset === 0) return value
  return cleaned(value * factor + offset, Math.max(Math.abs(value * factor), Math.abs(offset)), 12)
}

/** The way back, for what people type; with more digits than are shown, so that what was typed is shown again. */
export function convertBack(shown: number, { factor, offset }: Conversion): number {
  if (factor === 1 && offset === 0) return shown
  return cleaned((shown - offset) / factor, Math.max(Math.abs(shown), Math.abs(offset)) / factor, 15)
}

/**
 * Takes away what is left of binary fractions: 68.00000000000001 is 68, and what 32 leaves of -32.00000000000001 is 0.
 * @param size of the largest number that went into the value
 * @param digits that are kept of that size; no sensor measures twelve
 */
function cleaned(value: number, size: number, digits: number): number {
  const decimals = digits - Math.ceil(Math.log10(Math.abs(size)))
  if (decimals > 100 || !Number.isFinite(decimals)) return value
  return decimals >= 0 ? Number(value.toFixed(decimals)) + 0 : Number(value.toPrecision(digits))
}
