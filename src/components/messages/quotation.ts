// Writes what a message quotes: a reading or an event, when it was, and the address that opens the sensor at that time.
import type { JournalEntry } from '../../domain/journal'
import type { EpochMs } from '../../domain/updates'
import type { SensorView } from '../../stores/sensor-view'
import { formatMoment, formatTime, zoneAt } from '../../texts/format'
import { messageTexts } from '../../texts/messages'
import type { EventNames } from '../events/event-names'
import { limitSummary } from '../sensor-words'
import { useSensorAddresses, type SensorAddresses } from './sensor-address'

export interface Quotations {
  ofReading: (view: SensorView, sample: { time: EpochMs; value: number }) => string
  ofEvent: (entry: JournalEntry, names: EventNames) => string
}

export function useQuotations(): Quotations {
  const addresses = useSensorAddresses()
  return {
    ofReading: (view, sample) => quotedReading(view, sample, addresses),
    ofEvent: (entry, names) => quotedEvent(entry, names, addresses),
  }
}

function quotedReading(
  { recorded, limits, condition, display }: SensorView,
  { time, value }: { time: EpochMs; value: number },
  addresses: SensorAddresses,
): string {
  const { source, sensor } = recorded
  const limit = limitSummary(limits, condition, display)
  return messageTexts.reading({
    name: sensor.group === '' ? sensor.name : `${sensor.group}, ${sensor.name}`,
    value: display.formatWithUnit(value),
    limit: `${limit.charAt(0).toLowerCase()}${limit.slice(1)}`,
    time: momentWords(time),
    link: addresses.of({ source, sensor: sensor.id, at: time }),
  })
}

function quotedEvent(
  { source, sensor, text, time }: JournalEntry,
  names: EventNames,
  addresses: SensorAddresses,
): string {
  const about = [names.source, names.sensor ?? ''].filter((name) => name !== '' && !text.includes(name))
  return messageTexts.event({
    text: [...about, text].join(': '),
    time: momentWords(time),
    link:
      source !== null && sensor !== null && names.isKnown ? addresses.of({ source, sensor, at: time }) : '',
  })
}

/** The day as well where it is another one: who reads it may do so at any time. */
function momentWords(time: EpochMs): string {
  const isToday = new Date(time).toDateString() === new Date().toDateString()
  return `${isToday ? formatTime(time) : formatMoment(time)} ${zoneAt(time)}`
}
