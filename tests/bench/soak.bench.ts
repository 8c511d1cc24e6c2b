// The whole application for long: L3 with every ring full from the beginning, so that nothing has a reason to grow. Heap and
// array buffers of the page and its worker after a garbage collection in both, DOM nodes and listeners are looked at
// regularly, and the heap's slope told.
import { test } from '@playwright/test'
import { countReadings } from './application/counted.ts'
import { describeLoad } from './application/loads.ts'
import { memoryOf, type Memory } from './application/memory.ts'
import { watchLoad, type WatchedLoad } from './application/watched-load.ts'
import { measuredOr, options } from './options.ts'
import { recordReferenceWork } from './reference-work.ts'
import { record, type Bar, type Measurement } from './results.ts'
import { slopeOf } from './statistics.ts'
import { within } from './within.ts'

/** As many samples as the page keeps of a sensor (src/stores/timeline.ts). */
const RING = 36_000
const PREFILL = measuredOr(RING, RING / 10)
const EVERY_MS = 30_000
/** A short soak looks more often: a slope wants some points. */
const FEWEST_LOOKS = 10
const MINUTE_MS = 60_000
/** After so much past at once. */
const CALMING_MS = 60_000
/** The past, which comes as fast as the page takes it, and all that is not the soak itself. */
const BESIDES_MS = 1_800_000
const MEGABYTE = 1_048_576

const HEAP_SLOPE: Bar = { must: 1, aim: 0 }

const wholeMs = options.minutes * MINUTE_MS

test(`${describeLoad('L3')}, for long`, async ({}, testInfo) => {
  const watched = await watchLoad(testInfo.outputDir, 'L3', { prefill: PREFILL })
  const kept = `${PREFILL.toLocaleString('en')} samples of each from the beginning`
  const what = `${describeLoad('L3')}, ${String(options.minutes)} min, ${kept}`
  const note = (figure: string, unit: Measurement['unit'], values: number[], bar?: Bar): void => {
    const measurement = { section: 'soak', what, subject: 'Watchdeck', figure } as const
    record(testInfo, { ...measurement, unit, values, ...(bar ? { bar } : {}) })
  }
  const looks: Memory[] = []
  try {
    await within(wholeMs + BESIDES_MS, 'The soak', soak(watched, looks))
    const { sent, stored, unaccounted } = await countReadings(watched.page, watched.deck)
    note('Readings sent', '', [sent])
    note('Readings not stored', '', [sent - stored])
    note('Readings neither stored nor counted', '', [unaccounted], { must: 0, aim: 0 })
    recordReferenceWork(testInfo, 'soak', what, [watched.referenceWork, await watched.leave()])
  } finally {
    // What was seen until then is told, whatever ended it.
    if (looks.length > 2) noteMemory(looks, note)
    await watched.stop()
  }
})

/** @param looks is filled */
async function soak({ page, deck }: WatchedLoad, looks: Memory[]): Promise<void> {
  // The past comes faster than it was; only then the load itself begins.
  while (!(await deck.sent()).sending) await page.waitForTimeout(1_000)
  await page.waitForTimeout(Math.min(CALMING_MS, wholeMs / 2))
  const look = await memoryOf(page)
  // The first look itself leaves something behind.
  await look()
  const everyMs = Math.min(EVERY_MS, wholeMs / FEWEST_LOOKS)
  const start = Date.now()
  for (let number = 0; number * everyMs <= wholeMs; number++) {
    await page.waitForTimeout(Math.max(0, start + number * everyMs - Date.now()))
    looks.push(await look())
  }
}

function noteMemory(
  looks: readonly Memory[],
  note: (figure: string, unit: Measurement['unit'], values: number[], bar?: Bar) => void,
): void {
  const parts: [whose: string, of: (look: Memory, bytes: 'heapBytes' | 'bufferBytes') => number][] = [
    ['page', ({ page }, bytes) => page[bytes]],
    ['worker', ({ worker }, bytes) => worker[bytes]],
    ['page and worker', ({ page, worker }, bytes) => page[bytes] + worker[bytes]],
  ]
  for (const [figure, bytes] of [
    ['Heap', 'heapBytes'],
    ['Array buffers', 'bufferBytes'],
  ] as const) {
    for (const [whose, of] of parts) {
      const points = looks.map((look) => ({ at: look.at, value: of(look, bytes) / MEGABYTE }))
      const { perHour, error } = slopeOf(points)
      const judged = bytes === 'heapBytes' && whose === 'page and worker' ? HEAP_SLOPE : undefined
      note(
        `${figure}, ${whose}`,
        'MB',
        points.map(({ value }) => value),
      )
      note(`${figure} slope, ${whose}`, 'MB/h', [perHour], judged)
      note(`${figure} slope, standard error, ${whose}`, 'MB/h', [error])
    }
  }
  for (const [figure, of] of [
    ['DOM nodes', ({ nodes }: Memory) => nodes],
    ['Listeners', ({ listeners }: Memory) => listeners],
  ] as const) {
    const values = looks.map(of)
    note(figure, '', values)
    note(`${figure}, growth`, '', [(values.at(-1) ?? NaN) - (values[0] ?? NaN)])
  }
}
