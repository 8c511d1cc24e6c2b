// What the view "Events" says, and the list of last events on a sensor's page.
import type { JournalKind } from '../domain/journal'
import type { LogLevel } from '../domain/updates'

const kinds: Record<JournalKind, string> = {
  message: 'Message',
  alarm: 'Alarm',
  connection: 'Connection',
  command: 'Command',
}

const filters: Record<JournalKind | 'all', string> = {
  all: 'All',
  message: 'Messages',
  alarm: 'Alarms',
  connection: 'Connections',
  command: 'Commands',
}

const levels: Record<LogLevel, string> = {
  INFO: 'Info',
  WARN: 'Warning',
  CRIT: 'Critical',
}

const levelFilters: Record<LogLevel, string> = {
  INFO: 'All',
  WARN: 'Warning or worse',
  CRIT: 'Critical',
}

export const eventTexts = {
  title: 'Events',
  kinds,
  filters,
  levels,
  levelFilters,
  search: 'Search events',
  kind: 'Show',
  level: 'Level',
  source: 'Source',
  allSources: 'All',
  times: (zone: string) => `Times in ${zone}.`,
  count: (shown: string, all: string) => (shown === all ? `${all} events` : `${shown} of ${all} events`),
  dropped: (count: string, kept: string) => `The newest ${kept} are kept, ${count} older ones no longer.`,
  unreadable: (count: string) => `Events from before that could not be read: ${count}.`,
  newer: (count: string) => `${count} newer`,
  older: (count: string) => `Show ${count} older`,
  restored: 'Before this page was opened',
  nothingYet: 'Nothing has happened since this page was opened.',
  nothingFound: 'No event matches.',
  showAll: 'Show all',
  by: 'by',
  onArrival: 'time on arrival',
  onArrivalWhy: 'The backend sent no time: this is when the message came.',
  repeated: (count: string) => `×${count}`,
  since: (first: string) => `since ${first}`,
  cut: (length: string) => `The beginning of ${length} characters.`,
  empty: 'without text',
  ofSensor: 'Last events',
  all: 'All events',
} as const
