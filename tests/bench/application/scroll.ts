// A person who turns the wheel without a rest, down the wall and up again: at a fixed pace, whether the page follows or not.
import type { Page } from '@playwright/test'

/** One notch of a wheel, as browsers take it: 2,000 pixels a second. */
const NOTCH = 120
const BETWEEN_MS = 60

declare global {
  interface Window {
    /** Pixels that the page scrolled by, there and back. */
    watchdeckBenchScrolled?: number
  }
}

/** @returns the pixels that the page moved by, there and back; 0: it did not scroll */
export async function scrollByWheel(page: Page, durationMs: number): Promise<number> {
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 }
  await page.mouse.move(width / 2, height / 2)
  await page.evaluate(watchScrolling)
  const start = Date.now()
  const turns: Promise<void>[] = []
  for (let elapsed = 0; elapsed < durationMs; elapsed = Date.now() - start) {
    const direction = elapsed < durationMs / 2 ? 1 : -1
    // A wheel does not wait for the page.
    turns.push(page.mouse.wheel(0, direction * NOTCH))
    await new Promise((resolve) => setTimeout(resolve, BETWEEN_MS))
  }
  await Promise.all(turns)
  return page.evaluate(() => window.watchdeckBenchScrolled ?? 0)
}

/** Runs in the page. */
function watchScrolling(): void {
  const isWatched = window.watchdeckBenchScrolled !== undefined
  window.watchdeckBenchScrolled = 0
  if (isWatched) return
  let before = window.scrollY
  window.addEventListener('scroll', () => {
    window.watchdeckBenchScrolled = (window.watchdeckBenchScrolled ?? 0) + Math.abs(window.scrollY - before)
    before = window.scrollY
  })
}
