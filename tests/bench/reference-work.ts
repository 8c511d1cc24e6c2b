// A fixed piece of JavaScript, by which figures of two runs can be compared: the same machine may be half as fast a minute
// later. It has a page of its own, while nothing else is measured.
import type { Browser, TestInfo } from '@playwright/test'
import type { Section } from './options.ts'
import { record } from './results.ts'
import { median } from './statistics.ts'
import { within } from './within.ts'

/** The first ones are slower: the browser compiles meanwhile. */
const WARM_UPS = 2
const TIMES = 5
const LIMIT_MS = 30_000

/** @returns the milliseconds that it takes in this browser now */
export async function timeReferenceWork(browser: Browser): Promise<number> {
  const context = await browser.newContext()
  try {
    const page = await context.newPage()
    const times = await within(LIMIT_MS, 'The reference work', page.evaluate(work, WARM_UPS + TIMES))
    return median(times.slice(WARM_UPS))
  } finally {
    await context.close()
  }
}

/** @param values before the case, and after it */
export function recordReferenceWork(
  testInfo: TestInfo,
  section: Section,
  what: string,
  values: number[],
): void {
  record(testInfo, { section, what, subject: 'machine', figure: 'Reference work', unit: 'ms', values })
}

/** Runs in the page: numbers, objects and text, as a page has them. */
function work(times: number): number[] {
  return Array.from({ length: times }, () => {
    const start = performance.now()
    const samples = Float64Array.from({ length: 150_000 }, (_, i) => Math.sin(i * 12.9898) * 43_758.5453)
    samples.sort()
    const counts = new Map<string, { count: number; sum: number }>()
    for (const [index, value] of samples.entries()) {
      const key = `sensor ${String(index % 500)}`
      const known = counts.get(key)
      counts.set(key, { count: (known?.count ?? 0) + 1, sum: (known?.sum ?? 0) + value })
    }
    const text = JSON.stringify([...counts])
    if ((JSON.parse(text) as unknown[]).length !== counts.size)
      throw new Error('The reference work is wrong.')
    return performance.now() - start
  })
}
