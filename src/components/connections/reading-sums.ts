// Adds up what became of the readings of several sensors (rule T6).
import { noReadings, type ReadingCounts } from '../../domain/reading-counts'
import type { RecordedSensor } from '../../domain/recorded-sensor'

export function sumCounts(sensors: readonly Pick<RecordedSensor, 'counts'>[]): ReadingCounts {
  const sums = noReadings()
  for (const { counts } of sensors) {
    sums.stored += counts.stored
    sums.repeats += counts.repeats
    sums.tooOld += counts.tooOld
    sums.setAside += counts.setAside
    sums.invalid += counts.invalid
    sums.untimed += counts.untimed
  }
  return sums
}
