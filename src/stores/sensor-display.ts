// How the values of one sensor are shown: unit and decimals as its user chose them, otherwise as they come.
// The one place where a value as sent becomes one on the page; the chart's axis takes the same conversion.
import { DEFAULT_SETTINGS, type SensorSettings } from '../domain/sensor-settings'
import { conversionOf, convert, UNCHANGED, type Conversion } from '../domain/units'
import { formatValue, withUnit } from '../texts/format'

export interface Display {
  /** The unit shown. */
  unit: string
  /** The unit of values as sent: the backend's list has the last word, where it says one. */
  sent: string
  /** Another unit that the readings themselves claim. Nothing is converted then, for it could be wrong. */
  claimed: string | null
  /** `null`: as many as a value's size makes worth reading. */
  decimals: number | null
  /** From values as sent to values as shown. */
  conversion: Conversion
  /** A value as sent, as it is shown. */
  format: (value: number) => string
  formatWithUnit: (value: number) => string
  /** The value of a limit or an end of a range: decimals that would make another value of it are not used. */
  formatBound: (value: number) => string
}

/**
 * @param listed the sensor's unit as its backend lists it
 * @param told the unit that its readings come in, where they say so
 * @param hasFractions whether its values are known to have fractions; then whole ones are written like the others
 */
export function displayOf(
  listed: string,
  settings: Pick<SensorSettings, 'unit' | 'decimals'> = DEFAULT_SETTINGS,
  told: string | null = null,
  hasFractions = false,
): Display {
  const { unit: wanted, decimals } = settings
  const sent = listed === '' ? (told ?? '') : listed
  const claimed = told === sent ? null : told
  const chosen = wanted === null || claimed !== null ? null : conversionOf(sent, wanted)
  const unit = chosen && wanted !== null ? wanted : sent
  const conversion = chosen ?? UNCHANGED
  const format = (value: number): string => formatValue(convert(value, conversion), decimals, hasFractions)
  return {
    unit,
    sent,
    claimed,
    decimals,
    conversion,
    format,
    formatWithUnit: (value) => withUnit(format(value), unit),
    formatBound: (value) => {
      const shown = convert(value, conversion)
      const isExact = decimals !== null && Number(shown.toFixed(decimals)) === shown
      return formatValue(shown, isExact ? decimals : null)
    },
  }
}
