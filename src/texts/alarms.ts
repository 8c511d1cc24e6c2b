// What the page says of alarms wherever one is: the header, the band, the announcer.
import type { AlarmDescription } from '../domain/alarm-register'

/** Said where whoever set or told it gave no words. */
const wordless: Record<AlarmDescription['kind'], string> = {
  limit: 'Beyond its limit',
  'out-of-range': 'Out of range',
  component: 'In error',
  job: 'Failed',
  event: 'No message',
  link: 'No connection',
}

export const alarmTexts = {
  wordless,
  lost: (count: number) => (count === 1 ? '1 connection down' : `${count} connections down`),
  /** More alarms than a person can follow (A3). */
  flood: 'alarm flood',
  floodBegins: 'Alarm flood: more than ten in ten minutes.',
  chattering: 'comes and goes',
  standing: 'for more than a day',
  settling: 'not settled yet',
  lastKnown: 'last known',
  dropped: (count: number) => `${count} older alarms not kept`,
  announced: (name: string, count: number) =>
    count === 1 ? `New alarm: ${name}.` : `New alarm: ${name}. ${count} in all.`,
} as const
