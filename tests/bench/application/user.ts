// A person at the page while it is measured: real clicks and keys through the browser's input pipeline. How long each took
// to show comes from the browser (Event Timing).
import { expect, type Page } from '@playwright/test'

/** What the standard reports at the least, in steps of 8 ms; what was quicker counts as this long. */
const LEAST_REPORTED_MS = 16
const BETWEEN_MS = 80
/** Narrows the wall, which follows what was typed a moment later. */
const SEARCH = '1.1'
/** Somebody who typed looks at what it found. */
const READING_MS = 400
/** So long may the wall take to follow. */
const FOLLOW_LIMIT_MS = 30_000

export interface Person {
  /** Searches once, and shows that this changes the wall: else nothing would be measured. @throws when it does not */
  tryOut: () => Promise<void>
  /** Clicks and types until `until` settles. */
  work: (until: Promise<unknown>) => Promise<void>
  /** How long each interaction since the last call took to show, in milliseconds; upwards rounded. */
  latencies: () => Promise<number[]>
}

interface Interactions {
  longest: Map<number, number>
  /** How many there were before. */
  before: number
}

declare global {
  interface Window {
    watchdeckBenchInteractions?: Interactions
  }
  interface Performance {
    /** Event Timing; not in TypeScript's library yet. */
    readonly interactionCount: number
  }
}

/** By selectors: to look for roles, the runner asks each element of the page, which would be measured. */
function partsOf(page: Page) {
  return {
    search: page.locator('input[type="search"]'),
    keys: page.locator('dialog'),
    banner: page.locator('header').first(),
    cards: page.locator('main article:visible'),
  }
}

export async function personAt(page: Page): Promise<Person> {
  await page.evaluate(watchInteractions, LEAST_REPORTED_MS)
  return {
    tryOut: () => tryOut(page),
    work: (until) => work(page, until),
    latencies: () => page.evaluate(takeLatencies, LEAST_REPORTED_MS),
  }
}

async function tryOut(page: Page): Promise<void> {
  const { cards, search } = partsOf(page)
  const all = await cards.count()
  const settled = { timeout: FOLLOW_LIMIT_MS }
  await search.click()
  await page.keyboard.type(SEARCH)
  await expect.poll(() => cards.count(), settled).toBeLessThan(all)
  for (let left = SEARCH.length; left > 0; left--) await page.keyboard.press('Backspace')
  await expect.poll(() => cards.count(), settled).toBe(all)
}

async function work(page: Page, until: Promise<unknown>): Promise<void> {
  let isOver = false
  void until.finally(() => {
    isOver = true
  })
  const { search, keys, banner } = partsOf(page)
  const steps = [
    () => search.click(),
    ...[...SEARCH].map((key) => () => page.keyboard.press(key)),
    () => page.waitForTimeout(READING_MS),
    ...[...SEARCH].map(() => () => page.keyboard.press('Backspace')),
    () => page.waitForTimeout(READING_MS),
    () => banner.click({ position: { x: 4, y: 4 } }),
    // One that opens late would lie over the rest.
    () => page.keyboard.press('?').then(() => keys.waitFor()),
    () => page.keyboard.press('Escape').then(() => keys.waitFor({ state: 'hidden' })),
    () => page.keyboard.press('Tab'),
  ]
  // The round is finished, so that no dialog is left open and the search is empty.
  for (let step = 0; !isOver || step > 0; step = (step + 1) % steps.length) {
    await steps[step]?.()
    if (!isOver) await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS))
  }
}

/** Runs in the page. */
function watchInteractions(leastMs: number): void {
  const interactions: Interactions = { longest: new Map(), before: performance.interactionCount }
  window.watchdeckBenchInteractions = interactions
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as PerformanceEventTiming[]) {
      // Pointer moves and the like belong to no interaction.
      const { interactionId = 0, duration } = entry as PerformanceEventTiming & { interactionId?: number }
      if (interactionId === 0) continue
      const { longest } = interactions
      longest.set(interactionId, Math.max(longest.get(interactionId) ?? 0, duration))
    }
  }).observe({ type: 'event', durationThreshold: leastMs } as PerformanceObserverInit)
}

/** Runs in the page. */
async function takeLatencies(leastMs: number): Promise<number[]> {
  const interactions = window.watchdeckBenchInteractions
  if (!interactions) return []
  // Entries come when their frame was shown.
  await new Promise((resolve) => setTimeout(resolve, 300))
  const reported = [...interactions.longest.values()]
  const quick = Math.max(0, performance.interactionCount - interactions.before - reported.length)
  interactions.before = performance.interactionCount
  interactions.longest.clear()
  return [...reported, ...Array.from({ length: quick }, () => leastMs)]
}
