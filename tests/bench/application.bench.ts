// The whole application from a real WebSocket, under five loads: how busy the page is while somebody looks at it, how soon
// it answers a person who types and clicks ten times a second, how soon it shows a sample, and that every reading sent is
// stored or counted. The bars are those of the project's plan.
import { test, type TestInfo } from '@playwright/test'
import { countReadings } from './application/counted.ts'
import { describeLoad, LOADS, type LoadName } from './application/loads.ts'
import { paintLatencies } from './application/paint-watch.ts'
import { processorTimeOf } from './application/processor-time.ts'
import { personAt } from './application/user.ts'
import { chartsInSight, watchLoad } from './application/watched-load.ts'
import { watchMainThread } from './measuring.ts'
import { options } from './options.ts'
import { record, type Bar, type Measurement } from './results.ts'
import { quantile } from './statistics.ts'

const ROUNDS = 3
const LOOKING_MS = 20_000
const WORKING_MS = 10_000
const WARM_UP_MS = 10_000
const MEGABYTE = 1_048_576

type Unit = Measurement['unit']

const LONGEST_TASK: Bar = { must: 50, aim: 50, of: 'worst' }
const NONE_LOST: Bar = { must: 0, aim: 0 }
const INPUT: Bar = { must: 50, aim: 50 }

/** What is asked for, by figure. */
const BARS: Record<LoadName, Record<string, Bar>> = {
  L1: {},
  L2: {
    'Main thread busy': { must: 30, aim: 20 },
    Frames: { must: 55, aim: 55 },
    'Longest task over 50 ms': LONGEST_TASK,
    'Longest task over 50 ms, with input': LONGEST_TASK,
    'Input latency, p95': INPUT,
    'Sample to paint, p95': { must: 150, aim: 50 },
  },
  L3: {
    'Main thread busy': { must: 45, aim: 30 },
    Frames: { must: 50, aim: 50 },
    'Longest task over 50 ms': LONGEST_TASK,
    'Longest task over 50 ms, with input': LONGEST_TASK,
    'Input latency, p95': INPUT,
  },
  L4: manyReadings(),
  L5: manyReadings(),
}

for (const name of Object.keys(LOADS) as LoadName[]) {
  test(describeLoad(name), async ({}, testInfo) => {
    const { page, deck, stop } = await watchLoad(testInfo.outputDir, name)
    const figures = new Figures(testInfo, name)
    try {
      const person = await personAt(page)
      const mainThread = await watchMainThread(page)
      const processorTime = await processorTimeOf(page)
      await person.work(page.waitForTimeout(WARM_UP_MS))
      await person.latencies()
      figures.add('Charts in sight', '', await chartsInSight(page))
      for (let round = 0; round < (options.rounds ?? ROUNDS); round++) {
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
    } finally {
      await stop()
      figures.record()
    }
  })
}

function manyReadings(): Record<string, Bar> {
  return {
    'Main thread busy': { must: 100, aim: 20 },
    Frames: { must: 50, aim: 50 },
    'Longest task over 50 ms': LONGEST_TASK,
    'Readings not stored': NONE_LOST,
  }
}

/** The figures of one load, one value a round. */
class Figures {
  readonly #values = new Map<string, { unit: Unit; values: number[] }>()

  constructor(
    private readonly testInfo: TestInfo,
    private readonly name: LoadName,
  ) {}

  add(figure: string, unit: Unit, value: number): void {
    if (!Number.isFinite(value)) throw new Error(`${this.name}: nothing was measured for "${figure}".`)
    const known = this.#values.get(figure) ?? { unit, values: [] }
    known.values.push(value)
    this.#values.set(figure, known)
  }

  record(): void {
    for (const [figure, { unit, values }] of this.#values) {
      const bar = figure.startsWith('Readings neither') ? NONE_LOST : BARS[this.name][figure]
      record(this.testInfo, {
        section: 'application',
        what: describeLoad(this.name),
        subject: 'Watchdeck',
        figure,
        unit,
        values,
        ...(bar ? { bar } : {}),
      })
    }
  }
}
