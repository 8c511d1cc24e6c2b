// The processor time that a page's main thread took. Unlike the time in which it was busy, it does not grow when others want
// the same processors, so that figures of a machine that does more than this can be read.
import type { Page } from '@playwright/test'

/** @returns the seconds spent so far, each time it is called */
export async function processorTimeOf(page: Page): Promise<() => Promise<number>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => {
    const { metrics } = await session.send('Performance.getMetrics')
    return metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN
  }
}
