// What is said about limits of one's own, alarms and display of a sensor: the form, the notices, what became of them.
import type { OwnLimit } from '../domain/sensor-settings'

const limits: Record<OwnLimit, string> = {
  highCrit: 'High, critical',
  highWarn: 'High, warning',
  lowWarn: 'Low, warning',
  lowCrit: 'Low, critical',
}

export const limitTexts = {
  title: 'Limits and display',
  hint: 'Your limits count beside the backend’s. They are kept in this browser and evaluated only while a page is open.',

  limits,
  ownLimits: (unit: string) => (unit === '' ? 'Your limits' : `Your limits, in ${unit}`),
  alarms: 'Alarms',
  deadband: (unit: string) => (unit === '' ? 'Deadband' : `Deadband, ${unit}`),
  deadbandHint: 'How far a value has to come back before its alarm ends.',
  onDelay: 'On-delay, seconds',
  offDelay: 'Off-delay, seconds',
  delayHint:
    'How long a value has to be beyond, or back, before the alarm follows. The highlight follows at once.',
  display: 'Display',
  unit: 'Unit',
  asSent: (unit: string) => (unit === '' ? 'As sent' : `As sent: ${unit}`),
  decimals: 'Decimals',
  automatic: 'Automatic',
  save: 'Save',
  reset: 'Reset all',

  notANumber: 'Not a number. Write it like 12.5.',
  negative: 'Must not be negative.',
  tooLong: 'At most a day: 86400 seconds.',
  mustBeAbove: (other: string, value: string) => `Must be above “${other}”, ${value}.`,
  mustNotBeBelow: (other: string, value: string) => `Must not be below “${other}”, ${value}.`,
  wrong: 'Not saved: something is not right yet.',

  saved: 'Saved.',
  resetDone: 'Reset. Your limits are gone, values are shown as sent.',
  notKept:
    'It holds until this page is closed: the browser keeps nothing, its storage is switched off or full.',
  replaced: 'What was kept before is replaced.',

  cannotKeep:
    'This browser keeps nothing: its storage is switched off or full. What you set holds for this page.',
  laterVersion:
    'A later version of Watchdeck keeps settings here that this one does not understand. Saving replaces them.',
  unreadable: 'The settings kept in this browser could not be read. Saving replaces them.',
  refused: 'The settings kept for this sensor could not be read and do not hold.',
  noLongerFit: (then: string, now: string) =>
    `Your limits were set in ${then}. The sensor is now in ${now}, so they do not hold; set them anew.`,

  claimed: (claimed: string, listed: string) =>
    `Readings say ${claimed}, but the backend lists this sensor in ${listed}. Values are shown as sent, in ${listed}; limits may not fit.`,
  arrivalName: 'Time',
  onArrival: 'On arrival, the backend sends none',
  notOffered: 'Its system has no limits.',
} as const
