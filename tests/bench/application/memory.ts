// What a page keeps in memory, by the browser's own counters, each time after a garbage collection.
import type { Page } from '@playwright/test'

const HOUR_MS = 3_600_000

export interface Memory {
  /** Epoch milliseconds. */
  at: number
  /** Of JavaScript's objects. */
  heapBytes: number
  /** Of array buffers, which are outside of the heap: the rings. */
  bufferBytes: number
  nodes: number
  listeners: number
}

/** @returns looks once, each time it is called; of the page only, not of its workers */
export async function memoryOf(page: Page): Promise<() => Promise<Memory>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  await session.send('HeapProfiler.enable')
  return async () => {
    // What the first frees (finalizers, weak references) the second can collect.
    await session.send('HeapProfiler.collectGarbage')
    await session.send('HeapProfiler.collectGarbage')
    const heap: { usedSize: number; backingStorageSize?: number } = await session.send('Runtime.getHeapUsage')
    const { metrics } = await session.send('Performance.getMetrics')
    const metric = (wanted: string): number => metrics.find(({ name }) => name === wanted)?.value ?? NaN
    return {
      at: Date.now(),
      heapBytes: heap.usedSize,
      bufferBytes: heap.backingStorageSize ?? NaN,
      nodes: metric('Nodes'),
      listeners: metric('JSEventListeners'),
    }
  }
}

/** The slope of the least-squares line, per hour. @param points `at` in milliseconds */
export function slopePerHour(points: readonly { at: number; value: number }[]): number {
  const mean = (values: readonly number[]): number =>
    values.reduce((sum, value) => sum + value, 0) / values.length
  const middle = mean(points.map(({ at }) => at))
  const level = mean(points.map(({ value }) => value))
  let rise = 0
  let run = 0
  for (const { at, value } of points) {
    rise += (at - middle) * (value - level)
    run += (at - middle) ** 2
  }
  return (rise / run) * HOUR_MS
}
