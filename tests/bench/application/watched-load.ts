// A load, the built page in front of it, and a browser that watches it, warmed up and ready to be measured.
import type { Page } from '@playwright/test'
import { timeReferenceWork } from '../reference-work.ts'
import { startLoadedDeck, type LoadedDeck } from './loaded-deck.ts'
import type { LoadServerOptions } from './load-server.ts'
import { LOADS, type LoadName } from './loads.ts'
import { watchPaints } from './paint-watch.ts'
import { launchQuietBrowser } from './quiet-browser.ts'

export interface WatchedLoad {
  page: Page
  deck: LoadedDeck
  /** Milliseconds that the reference work took before the page was opened. */
  referenceWork: number
  /** Closes the page, and times the reference work again. */
  leave: () => Promise<number>
  stop: () => Promise<void>
}

export interface WatchOptions extends Pick<LoadServerOptions, 'prefill'> {
  viewport?: { width: number; height: number }
}

/** L3 shows about 50 cards at once on a large screen; the others are watched on a common one. */
const LARGE = { width: 2560, height: 1440 }
const COMMON = { width: 1920, height: 1080 }

/** A page that is drowned answers late, but a test that waits for ever tells nobody. */
const ACTION_LIMIT_MS = 60_000

/** @param folder where the deck may write its configuration */
export async function watchLoad(
  folder: string,
  name: LoadName,
  { viewport = name === 'L3' ? LARGE : COMMON, ...more }: WatchOptions = {},
): Promise<WatchedLoad> {
  const deck = await startLoadedDeck(folder, name, more)
  const { browser, close } = await launchQuietBrowser().catch(async (error: unknown) => {
    await deck.stop()
    throw error
  })
  const stop = async (): Promise<void> => {
    await close()
    await deck.stop()
  }
  try {
    const referenceWork = await timeReferenceWork(browser)
    const context = await browser.newContext({ viewport })
    const page = await context.newPage()
    page.setDefaultTimeout(ACTION_LIMIT_MS)
    await watchPaints(page, LOADS[name].sensors)
    await page.goto(deck.url)
    await page.locator('article data[value]').first().waitFor()
    const leave = async (): Promise<number> => {
      await context.close()
      return timeReferenceWork(browser)
    }
    return { page, deck, referenceWork, leave, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Waits until every sensor of a load has its card. */
export async function wholeWall(page: Page, name: LoadName): Promise<void> {
  await page.waitForFunction(
    (sensors) => document.querySelectorAll('main article').length >= sensors,
    LOADS[name].sensors,
  )
}

/** How many charts are in sight, in part at least. */
export function chartsInSight(page: Page): Promise<number> {
  return page.evaluate(() => {
    const inSight = (canvas: Element): boolean => {
      const { top, bottom, width } = canvas.getBoundingClientRect()
      return width > 0 && bottom > 0 && top < innerHeight
    }
    return [...document.querySelectorAll('article canvas')].filter(inSight).length
  })
}
