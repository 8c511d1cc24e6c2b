// What is typed into the form of a sensor's settings, and what it means: texts in the unit shown, settings in the unit
// sent. Says what is wrong field by field, in plain words.
import {
  misplacedLimits,
  MOST_DELAY_MS,
  OWN_LIMITS,
  type OwnLimit,
  type SensorSettings,
} from '../../domain/sensor-settings'
import { convert, convertBack, type Conversion } from '../../domain/units'
import { limitTexts as words } from '../../texts/limits'

export type SettingsField = OwnLimit | 'deadband' | 'onDelay' | 'offDelay'

/** Every field as a text; '' is none, 0, automatic, as sent. */
export type TypedSettings = Readonly<Record<SettingsField | 'decimals' | 'unit', string>>

export type ReadSettings =
  { ok: true; settings: SensorSettings } | { ok: false; problems: ReadonlyMap<SettingsField, string> }

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i

/** @param conversion from the unit sent, which is that of the settings' limits, to the unit shown */
export function typedSettings(settings: SensorSettings, conversion: Conversion): TypedSettings {
  const limit = (key: OwnLimit): string => {
    const value = settings[key]
    return value === null ? '' : String(convert(value, conversion))
  }
  return {
    lowCrit: limit('lowCrit'),
    lowWarn: limit('lowWarn'),
    highWarn: limit('highWarn'),
    highCrit: limit('highCrit'),
    deadband: orNothing(convert(settings.deadband, distance(conversion))),
    onDelay: orNothing(settings.onDelayMs / 1_000),
    offDelay: orNothing(settings.offDelayMs / 1_000),
    decimals: settings.decimals === null ? '' : String(settings.decimals),
    unit: settings.unit ?? '',
  }
}

/** What was typed so far, in another unit; what is no number stays as it is. */
export function retyped(typed: TypedSettings, from: Conversion, to: Conversion): TypedSettings {
  const again = (text: string, before: Conversion, after: Conversion): string => {
    const value = numberIn(text)
    return value === null ? text : String(convert(convertBack(value, before), after))
  }
  return {
    ...typed,
    lowCrit: again(typed.lowCrit, from, to),
    lowWarn: again(typed.lowWarn, from, to),
    highWarn: again(typed.highWarn, from, to),
    highCrit: again(typed.highCrit, from, to),
    deadband: again(typed.deadband, distance(from), distance(to)),
  }
}

/**
 * @param before what the form began with: a text that nobody changed means the very same value
 * @param conversion from the unit sent to the unit that the texts are in
 */
export function readSettings(
  typed: TypedSettings,
  before: SensorSettings,
  conversion: Conversion,
): ReadSettings {
  const problems = new Map<SettingsField, string>()
  const shown = typedSettings(before, conversion)
  const number = (field: SettingsField): number | null => {
    const value = numberIn(typed[field])
    if (value === null && typed[field].trim() !== '') problems.set(field, words.notANumber)
    return value
  }
  const limit = (key: OwnLimit): number | null => {
    if (typed[key] === shown[key]) return before[key]
    const value = number(key)
    return value === null ? null : convertBack(value, conversion)
  }
  const amount = (field: SettingsField, most: number): number => {
    const value = number(field) ?? 0
    if (value < 0) problems.set(field, words.negative)
    else if (value > most) problems.set(field, words.tooLong)
    return value
  }
  const settings: SensorSettings = {
    ...before,
    lowCrit: limit('lowCrit'),
    lowWarn: limit('lowWarn'),
    highWarn: limit('highWarn'),
    highCrit: limit('highCrit'),
    deadband:
      typed.deadband === shown.deadband
        ? before.deadband
        : convertBack(amount('deadband', Infinity), distance(conversion)),
    onDelayMs: amount('onDelay', MOST_DELAY_MS / 1_000) * 1_000,
    offDelayMs: amount('offDelay', MOST_DELAY_MS / 1_000) * 1_000,
    decimals: typed.decimals === '' ? null : Number(typed.decimals),
    unit: typed.unit === '' ? null : typed.unit,
  }
  for (const { key, below, mayTouch } of misplacedLimits(settings)) {
    const say = mayTouch ? words.mustNotBeBelow : words.mustBeAbove
    if (!OWN_LIMITS.some((one) => problems.has(one)))
      problems.set(key, say(words.limits[below], typed[below]))
  }
  return problems.size === 0 ? { ok: true, settings } : { ok: false, problems }
}

/** How far apart two values are knows no zero that lies elsewhere. */
function distance({ factor }: Conversion): Conversion {
  return { factor, offset: 0 }
}

function numberIn(text: string): number | null {
  const plain = text.trim().replace('\u2212', '-')
  const value = NUMBER.test(plain) ? Number(plain) : NaN
  return Number.isFinite(value) ? value : null
}

function orNothing(value: number): string {
  return value === 0 ? '' : String(value)
}
