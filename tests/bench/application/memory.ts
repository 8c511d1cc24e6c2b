// What a page and its worker keep in memory, by the browser's own counters, each time after a garbage collection in both.
import type { Page } from '@playwright/test'
import { workerSession } from './worker-session.ts'

export interface Kept {
  /** Of JavaScript's objects. */
  heapBytes: number
  /** Of array buffers, which are outside of the heap: the rings. */
  bufferBytes: number
}

export interface Memory {
  /** Epoch milliseconds. */
  at: number
  page: Kept
  worker: Kept
  nodes: number
  listeners: number
}

/** Runs a command of the browser's protocol. */
type Send = (method: 'HeapProfiler.collectGarbage' | 'Runtime.getHeapUsage') => Promise<unknown>

/** @returns looks once, each time it is called */
export async function memoryOf(page: Page): Promise<() => Promise<Memory>> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  const worker = await workerSession(page)
  const ofPage: Send = (method) => session.send(method)
  return async () => {
    const kept = { page: await keptIn(ofPage), worker: await keptIn(worker) }
    const { metrics } = await session.send('Performance.getMetrics')
    const metric = (wanted: string): number => metrics.find(({ name }) => name === wanted)?.value ?? NaN
    return { at: Date.now(), ...kept, nodes: metric('Nodes'), listeners: metric('JSEventListeners') }
  }
}

async function keptIn(send: Send): Promise<Kept> {
  // What the first frees (finalizers, weak references) the second can collect.
  await send('HeapProfiler.collectGarbage')
  await send('HeapProfiler.collectGarbage')
  const usage = (await send('Runtime.getHeapUsage')) as { usedSize: number; backingStorageSize?: number }
  return { heapBytes: usage.usedSize, bufferBytes: usage.backingStorageSize ?? NaN }
}
