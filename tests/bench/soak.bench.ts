// The whole application for long: L3 with every ring full from the beginning, so that nothing has a reason to grow. Heap
// after a garbage collection, array buffers, DOM nodes and listeners are looked at regularly, and the heap's slope told.
import { test } from '@playwright/test'
import { countReadings } from './application/counted.ts'
import { describeLoad } from './application/loads.ts'
import { memoryOf, slopePerHour, type Memory } from './application/memory.ts'
import { watchLoad } from './application/watched-load.ts'
import { options } from './options.ts'
import { record, type Bar, type Measurement } from './results.ts'

/** As many samples as the page keeps of a sensor (src/stores/timeline.ts). */
const RING = 36_000
const EVERY_MS = 30_000
/** A short soak looks more often: a slope wants some points. */
const FEWEST_LOOKS = 10
const MINUTE_MS = 60_000
const WARM_UP_MS = 30_000
const MEGABYTE = 1_048_576

test(`${describeLoad('L3')}, for long`, async ({}, testInfo) => {
  const { page, deck, stop } = await watchLoad(testInfo.outputDir, 'L3', { prefill: RING })
  const wholeMs = options.minutes * MINUTE_MS
  const everyMs = Math.min(EVERY_MS, wholeMs / FEWEST_LOOKS)
  const what = `${describeLoad('L3')}, ${options.minutes} min, ${RING.toLocaleString('en')} samples kept of each`
  const note = (figure: string, unit: Measurement['unit'], values: number[], bar?: Bar): void => {
    record(testInfo, {
      section: 'soak',
      what,
      subject: 'Watchdeck',
      figure,
      unit,
      values,
      ...(bar ? { bar } : {}),
    })
  }
  try {
    // The past comes faster than it was; only then the load itself begins.
    while (!(await deck.sent()).sending) await page.waitForTimeout(1_000)
    await page.waitForTimeout(Math.min(WARM_UP_MS, wholeMs / 2))
    const look = await memoryOf(page)
    const looks: Memory[] = [await look()]
    while (looks.at(-1)!.at - looks[0]!.at < wholeMs) {
      await page.waitForTimeout(everyMs)
      looks.push(await look())
    }
    const heaps = looks.map(({ heapBytes }) => heapBytes / MEGABYTE)
    const slope = slopePerHour(looks.map(({ at, heapBytes }) => ({ at, value: heapBytes / MEGABYTE })))
    note('Heap slope, page', 'MB/h', [slope], { must: 1, aim: 0 })
    note('Heap', 'MB', heaps)
    note(
      'Array buffers',
      'MB',
      looks.map(({ bufferBytes }) => bufferBytes / MEGABYTE),
    )
    note(
      'DOM nodes',
      '',
      looks.map(({ nodes }) => nodes),
    )
    note('DOM nodes, growth', '', [looks.at(-1)!.nodes - looks[0]!.nodes])
    note(
      'Listeners',
      '',
      looks.map(({ listeners }) => listeners),
    )
    note('Listeners, growth', '', [looks.at(-1)!.listeners - looks[0]!.listeners])
    const { sent, stored, unaccounted } = await countReadings(page, deck)
    note('Readings sent', '', [sent])
    note('Readings not stored', '', [sent - stored])
    note('Readings neither stored nor counted', '', [unaccounted], { must: 0, aim: 0 })
  } finally {
    await stop()
  }
})
