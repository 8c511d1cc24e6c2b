// The first view: from the navigation to the first live value on the screen with an empty cache, and how much JavaScript
// that takes.
import { test, type Page } from '@playwright/test'
import { startLoadedDeck } from './application/loaded-deck.ts'
import { describeLoad, type LoadName } from './application/loads.ts'
import { launchQuietBrowser } from './application/quiet-browser.ts'
import { scriptsOf, type LoadedScript } from './application/scripts.ts'
import { roundsOf } from './options.ts'
import { recordReferenceWork, timeReferenceWork } from './reference-work.ts'
import { record, type Bar, type Measurement } from './results.ts'
import { quantile } from './statistics.ts'
import { within } from './within.ts'

const TIMES = 20
/** Long enough for all that the view loads by itself. */
const SETTLED_MS = 3_000
/** Of one opening of the page. */
const OPENING_LIMIT_MS = 60_000
const KILOBYTE = 1_000

const FIRST_VALUE: Bar = { must: 700, aim: 400 }
const JAVASCRIPT: Bar = { must: 130, aim: 110 }

declare global {
  interface Window {
    /** Milliseconds since the navigation. */
    watchdeckBenchFirstValue?: number
  }
}

for (const name of ['L1', 'L2'] satisfies LoadName[]) {
  test(`${describeLoad(name)}, first view`, async ({}, testInfo) => {
    const deck = await startLoadedDeck(testInfo.outputDir, name)
    const { browser, close } = await launchQuietBrowser()
    const times: number[] = []
    const untilThen: number[] = []
    const referenceWork: number[] = []
    let settled: LoadedScript[] = []
    try {
      referenceWork.push(await timeReferenceWork(browser))
      for (let time = 0; time < roundsOf(TIMES); time++) {
        const context = await browser.newContext({ viewport: { width: 1920, height: 1080 } })
        const page = await context.newPage()
        const first = await within(OPENING_LIMIT_MS, 'The first value', firstValue(page, deck.url))
        times.push(first)
        if (time === 0) await page.waitForTimeout(SETTLED_MS)
        const scripts = await scriptsOf(page)
        if (time === 0) settled = scripts
        untilThen.push(kilobytesOf(scripts.filter(({ askedAt }) => askedAt <= first)))
        await context.close()
      }
      referenceWork.push(await timeReferenceWork(browser))
    } finally {
      await close()
      await deck.stop()
    }
    const note = (figure: string, unit: Measurement['unit'], values: number[], bar?: Bar): void => {
      const measurement = {
        section: 'first',
        what: describeLoad(name),
        subject: 'Watchdeck',
        figure,
      } as const
      record(testInfo, { ...measurement, unit, values, ...(bar ? { bar } : {}) })
    }
    recordReferenceWork(testInfo, 'first', describeLoad(name), referenceWork)
    note('First live value', 'ms', times)
    note('First live value, p95', 'ms', [quantile(times, 0.95)], FIRST_VALUE)
    note('JavaScript until the first value, gzipped', 'kB', untilThen, JAVASCRIPT)
    note('JavaScript of the whole view, gzipped', 'kB', [kilobytesOf(settled)])
    note('… of the page', 'kB', [kilobytesOf(settled.filter(({ isWorkers }) => !isWorkers))])
    note('… of the worker', 'kB', [kilobytesOf(settled.filter(({ isWorkers }) => isWorkers))])
  })
}

async function firstValue(page: Page, url: string): Promise<number> {
  await page.addInitScript(() => {
    // After the frame in which it was drawn.
    const shown = new MessageChannel()
    shown.port1.onmessage = () => {
      window.watchdeckBenchFirstValue = performance.now()
    }
    const look = (): void => {
      const value = document.querySelector('article[data-freshness="live"] data[value]')
      if (value) shown.port2.postMessage(null)
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })
  await page.goto(url)
  return (await page.waitForFunction(() => window.watchdeckBenchFirstValue)).jsonValue() as Promise<number>
}

function kilobytesOf(scripts: readonly LoadedScript[]): number {
  return scripts.reduce((sum, { gzippedBytes }) => sum + gzippedBytes, 0) / KILOBYTE
}
