// What numbers become: sensors with their readings. Each figure that cannot be understood is rejected by itself.
import type { Reading, Sensor } from '../domain/updates'
import { excerpt } from './redaction'
import { finiteNumber, found } from './wire'
import { Rejections } from './rejections'
import type { SampleTime } from './sample-time'
import { wireTexts } from '../texts/wire'

export interface Figures {
  sensors: Sensor[]
  readings: Reading[]
  rejections: Rejections
  /** Readings lost because the time of the whole state cannot be read; told once, together. */
  untimed: number
}

const KEY_SHOWN = 60

export function noFigures(): Figures {
  return { sensors: [], readings: [], rejections: new Rejections(), untimed: 0 }
}

/** A key from the wire as part of a sentence. */
export function shownKey(key: string): string {
  return excerpt(key, KEY_SHOWN)
}

/**
 * Takes one number; `where` is asked for only when it is none, for a state may have thousands.
 * `null` and nothing are no reading and no fault: the backend has no value now.
 */
export function takeFigure(
  figures: Figures,
  sensor: string,
  value: unknown,
  time: SampleTime,
  where: () => string,
): void {
  if (value === null || value === undefined) return
  const number = finiteNumber(value)
  if (number === null) {
    figures.rejections.add(() => wireTexts.expected(where(), 'a finite number', found(value)), value, 1)
  } else if (time === 'unreadable') figures.untimed++
  else figures.readings.push({ sensor, time, value: number })
}
