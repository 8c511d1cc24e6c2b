// Adds up what became of the readings of several sensors (rule T6).
import type { ReadingCounts, RecordedSensor } from '../../domain/recorded-sensor'

export function sumCounts(sensors: readonly Pick<RecordedSensor, 'counts'>[]): ReadingCounts {
  const sums: ReadingCounts = { stored: 0, repeats: 0, tooOld: 0, setAside: 0, invalid: 0 }
  for (const { counts } of sensors) {
    sums.stored += counts.stored
    sums.repeats += counts.repeats
    sums.tooOld += counts.tooOld
    sums.setAside += counts.setAside
    sums.invalid += counts.invalid
  }
  return sums
}
