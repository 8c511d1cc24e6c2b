// Playwright's `test` with the page of charts, and what is measured on it. Import `test` from here in benchmarks
// of charts. Each measurement has a page of its own: nobody inherits another's heap or compiled code.
import { test as base, type Browser, type Page } from '@playwright/test'
import { watchMainThread, type MainThread } from '../measuring.ts'
import type { Setting, Slide } from './main.ts'
import { serveCharts } from './server.ts'

export interface Screen {
  width: number
  height: number
  /** Device pixels a CSS pixel. */
  density: number
}

export interface Slid {
  updates: number
  scriptMs: number
  taskMs: number
}

export interface Played extends MainThread {
  /** Of all charts together. */
  drawsPerSecond: number
}

export interface Bench {
  /** One chart that gets 10 points each frame: cost of one update. `longestMs` bounds warm-up and measurement each. */
  slide(screen: Screen, setting: Setting, plan: SlidePlan): Promise<Slid>
  /** Charts that get 10 points a second each. */
  play(screen: Screen, setting: Setting, plan: PlayPlan): Promise<Played>
}

export interface SlidePlan {
  warmUp: number
  updates: number
  longestMs: number
}

export interface PlayPlan {
  warmUpMs: number
  durationMs: number
}

/** Of a library for which one takes longer than the limit. */
const FEWEST_UPDATES = 2

export const test = base.extend<{ bench: Bench }, { chartsUrl: string }>({
  chartsUrl: [
    async ({}, use) => {
      const { url, close } = await serveCharts()
      await use(url)
      await close()
    },
    { scope: 'worker', timeout: 120_000 },
  ],

  bench: async ({ browser, chartsUrl }, use) => {
    await use({
      slide: (screen, setting, { warmUp, updates, longestMs }) =>
        onPage(browser, chartsUrl, screen, async (page) => {
          await mount(page, setting)
          await slide(page, warmUp, longestMs, 1)
          const watch = await watchMainThread(page)
          await watch.start()
          const { updates: done, scriptMs } = await slide(page, updates, longestMs, FEWEST_UPDATES)
          const { taskMs } = await watch.stop()
          return { updates: done, scriptMs: scriptMs / done, taskMs: taskMs / done }
        }),
      play: (screen, setting, { warmUpMs, durationMs }) =>
        onPage(browser, chartsUrl, screen, async (page) => {
          await mount(page, setting)
          await page.evaluate((ms) => window.bench.play(ms), warmUpMs)
          const watch = await watchMainThread(page)
          await watch.start()
          const draws = await page.evaluate((ms) => window.bench.play(ms), durationMs)
          const found = await watch.stop()
          return { ...found, drawsPerSecond: draws / found.seconds }
        }),
    })
  },
})

async function onPage<Found>(
  browser: Browser,
  url: string,
  { width, height, density }: Screen,
  measure: (page: Page) => Promise<Found>,
): Promise<Found> {
  const context = await browser.newContext({ viewport: { width, height }, deviceScaleFactor: density })
  try {
    const page = await context.newPage()
    const problems: string[] = []
    page.on('pageerror', (error) => problems.push(error.message))
    await page.goto(url)
    const found = await measure(page)
    if (problems.length > 0) throw new Error(`The page of charts failed: ${problems.join('; ')}`)
    return found
  } finally {
    await context.close()
  }
}

function slide(page: Page, ...asked: Parameters<Window['bench']['slide']>): Promise<Slide> {
  return page.evaluate((given) => window.bench.slide(...given), asked)
}

async function mount(page: Page, setting: Setting): Promise<void> {
  await page.evaluate((given) => window.bench.mount(given), setting)
}
