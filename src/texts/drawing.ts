// What is said about how charts are drawn: on Connections, and wherever they are slowed.
import type { DrawLevel } from '../domain/drawing'

const notSlowed = 'Values, alarms and limits are not slowed.'

const rates: Record<DrawLevel, string> = {
  full: 'As soon as there was something new',
  slower: 'Each at most 5 times a second: this machine was busy',
  slowest: 'Each at most twice a second, cards only in sight: this machine was busy',
}

export const drawingTexts = {
  title: 'Drawing',
  notice: {
    slower: `This machine is busy: charts are drawn 5 times a second. ${notSlowed}`,
    slowest: `This machine is busy: charts are drawn twice a second, cards only in sight. ${notSlowed}`,
  } satisfies Record<Exclude<DrawLevel, 'full'>, string>,
  over: 'Charts are drawn at full rate again.',
  /** Where this is said, no chart is. */
  rate: 'Charts were drawn',
  rates,
  noneYet: 'Not yet',
  notSlowed,
  slowWay: (broken: string) => `Charts are drawn the slow way: ${broken}`,
  figures: 'Figures of drawing',
  drawsPerSecond: 'Charts drawn a second',
  median: 'Half painted within',
  percentile: '95 % painted within',
  milliseconds: (ms: string) => `${ms} ms`,
  notMeasured: '–',
  received: 'Readings received',
  stored: 'Readings stored',
  drawn: 'Samples drawn',
  about:
    'Charts were drawn: on the last page that has any. Painted within: from the moment readings came in to the paint of the charts that show them, over the last minute. Samples drawn: on all charts; what is off the screen is drawn later.',
}
