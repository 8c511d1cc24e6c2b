// The whole application from a real WebSocket, under several loads: how busy the page is while somebody looks at it, how soon
// it answers a person who types and clicks ten times a second, how fluently it scrolls, how soon it shows a sample, and that
// every reading sent is stored or counted. The bars are those of the project's plan.
import { test } from '@playwright/test'
import { countReadings } from './application/counted.ts'
import { Figures } from './application/figures.ts'
import { describeLoad, type LoadName } from './application/loads.ts'
import { paintLatencies } from './application/paint-watch.ts'
import { processorTimeOf } from './application/processor-time.ts'
import { scrollByWheel } from './application/scroll.ts'
import { personAt } from './application/user.ts'
import { chartsInSight, watchLoad, wholeWall, type WatchedLoad } from './application/watched-load.ts'
import { watchMainThread } from './measuring.ts'
import { measuredOr, roundsOf } from './options.ts'
import type { Bar } from './results.ts'
import { quantile } from './statistics.ts'
import { within } from './within.ts'

const ROUNDS = 3
const LOOKING_MS = measuredOr(20_000, 3_000)
const WORKING_MS = measuredOr(10_000, 3_000)
const SETTLING_MS = measuredOr(10_000, 2_000)
const SCROLLING_MS = measuredOr(5_000, 2_000)
const SCROLLED_SCREEN = { width: 1_440, height: 900 }
/** Of one load, with all its rounds; a page that hangs fails its own case alone. */
const LOAD_LIMIT_MS = 600_000
const MEGABYTE = 1_048_576

const LONGEST_TASK: Bar = { must: 50, aim: 50, of: 'worst' }
const NONE_LOST: Bar = { must: 0, aim: 0 }
const INPUT: Bar = { must: 50, aim: 50 }
const MANY_READINGS: Record<string, Bar> = {
  'Main thread busy': { aim: 20 },
  Frames: { must: 50, aim: 50 },
  'Longest task over 50 ms': LONGEST_TASK,
  'Readings not stored': NONE_LOST,
}

/** What is asked for, by figure. */
const WATCHED: [LoadName, Record<string, Bar>][] = [
  ['L1', {}],
  [
    'L2',
    {
      'Main thread busy': { must: 30, aim: 20 },
      Frames: { must: 55, aim: 55 },
      'Longest task over 50 ms': LONGEST_TASK,
      'Longest task over 50 ms, with input': LONGEST_TASK,
      'Input latency, p95': INPUT,
      'Sample to paint, p95': { must: 150, aim: 50 },
    },
  ],
  [
    'L3',
    {
      'Main thread busy': { must: 45, aim: 30 },
      Frames: { must: 50, aim: 50 },
      'Longest task over 50 ms': LONGEST_TASK,
      'Longest task over 50 ms, with input': LONGEST_TASK,
      'Input latency, p95': INPUT,
    },
  ],
  ['L4', MANY_READINGS],
  ['L5', MANY_READINGS],
]

const SCROLLED: [LoadName, Record<string, Bar>][] = [
  ['L3', { Frames: { must: 50, aim: 50 }, 'Longest task over 50 ms': LONGEST_TASK }],
  ['W', {}],
]

type Measure = (watched: WatchedLoad, figures: Figures) => Promise<void>

for (const [name, bars] of WATCHED) {
  measured(name, describeLoad(name), bars, {}, async ({ page, deck }, figures) => {
    const person = await personAt(page)
    const mainThread = await watchMainThread(page)
    const processorTime = await processorTimeOf(page)
    await wholeWall(page, name)
    await person.tryOut()
    await person.work(page.waitForTimeout(SETTLING_MS))
    await person.latencies()
    figures.add('Charts in sight', '', await chartsInSight(page))
    for (let round = 0; round < roundsOf(ROUNDS); round++) {
      // What was typed before may have slowed the charts, which would then cost less than they do.
      await page.waitForTimeout(SETTLING_MS)
      await paintLatencies(page)
      await mainThread.start()
      const before = await processorTime()
      await page.waitForTimeout(LOOKING_MS)
      const spent = (await processorTime()) - before
      const looking = await mainThread.stop()
      const paints = await paintLatencies(page)
      figures.add('Main thread busy', '%', looking.busy * 100)
      figures.add('Main thread, processor time', '%', (spent / looking.seconds) * 100)
      figures.add('Frames', '1/s', looking.framesPerSecond)
      figures.add('Longest task over 50 ms', 'ms', looking.longestTaskMs)
      figures.add('Sample to paint, p50', 'ms', quantile(paints, 0.5))
      figures.add('Sample to paint, p95', 'ms', quantile(paints, 0.95))
      figures.add('Heap', 'MB', looking.heapBytes / MEGABYTE)

      await person.latencies()
      await mainThread.start()
      await person.work(page.waitForTimeout(WORKING_MS))
      const working = await mainThread.stop()
      figures.add('Input latency, p95', 'ms', quantile(await person.latencies(), 0.95))
      figures.add('Main thread busy, with input', '%', working.busy * 100)
      figures.add('Frames, with input', '1/s', working.framesPerSecond)
      figures.add('Longest task over 50 ms, with input', 'ms', working.longestTaskMs)
    }
    const { sent, stored, unaccounted } = await countReadings(page, deck)
    figures.add('Readings sent', '', sent)
    figures.add('Readings not stored', '', sent - stored)
    figures.add('Readings neither stored nor counted', '', unaccounted)
  })
}

for (const [name, bars] of SCROLLED) {
  const what = `${describeLoad(name)}, scrolled`
  measured(name, what, bars, { viewport: SCROLLED_SCREEN }, async ({ page }, figures) => {
    const mainThread = await watchMainThread(page)
    await wholeWall(page, name)
    await page.waitForTimeout(SETTLING_MS)
    for (let round = 0; round < roundsOf(ROUNDS); round++) {
      await mainThread.start()
      const moved = await scrollByWheel(page, SCROLLING_MS)
      const scrolling = await mainThread.stop()
      if (moved === 0) throw new Error('The wall did not scroll.')
      figures.add('Scrolled pixels a second', '', moved / scrolling.seconds)
      figures.add('Frames', '1/s', scrolling.framesPerSecond)
      figures.add('Longest task over 50 ms', 'ms', scrolling.longestTaskMs)
      figures.add('Main thread busy', '%', scrolling.busy * 100)
    }
  })
}

/** One case: its load is watched, measured, and left, with the reference work before and after. */
function measured(
  name: LoadName,
  what: string,
  bars: Record<string, Bar>,
  options: Parameters<typeof watchLoad>[2],
  measure: Measure,
): void {
  test(what, async ({}, testInfo) => {
    const watched = await watchLoad(testInfo.outputDir, name, options)
    const figures = new Figures(testInfo, what, { 'Readings neither stored nor counted': NONE_LOST, ...bars })
    figures.addReferenceWork(watched.referenceWork)
    try {
      await within(LOAD_LIMIT_MS, what, measure(watched, figures))
      figures.addReferenceWork(await watched.leave())
    } finally {
      await watched.stop()
      figures.record()
    }
  })
}
