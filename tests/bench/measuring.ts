// The cost of a stretch of time on a page: what its main thread did, its frames, and what it keeps in memory.
// The browser's own counters measure (CDP Performance.getMetrics); the page only counts frames and long tasks.
import type { CDPSession, Page } from '@playwright/test'

export interface MainThread {
  seconds: number
  /** Share of the time with a task on the main thread, 0 to 1. */
  busy: number
  /** JavaScript as the browser counts it: without the jobs of promises, in which Vue renders. Compare `taskMs`. */
  scriptMs: number
  /** All tasks: JavaScript, style, layout, painting. */
  taskMs: number
  framesPerSecond: number
  /** 0: none was longer than 50 ms. */
  longestTaskMs: number
  /** After a garbage collection. */
  heapBytes: number
  nodes: number
  listeners: number
}

export interface MainThreadWatch {
  start(): Promise<void>
  /** @throws without a `start` before */
  stop(): Promise<MainThread>
}

interface Counted {
  frames: number
  longestTaskMs: number
  end(): void
}

declare global {
  interface Window {
    watchdeckBenchCounted?: Counted
  }
}

/** Watches a page that stays on its address; after a navigation, start again. */
export async function watchMainThread(page: Page): Promise<MainThreadWatch> {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable')
  let before: Metrics | null = null

  return {
    async start() {
      await page.evaluate(count)
      before = await metricsOf(session)
    },
    async stop() {
      const after = await metricsOf(session)
      if (before === null) throw new Error('stop() was called without start().')
      const counted = await page.evaluate(countedSoFar)
      const seconds = after('Timestamp') - before('Timestamp')
      const spent = (metric: string): number => after(metric) - (before?.(metric) ?? 0)
      await session.send('HeapProfiler.collectGarbage')
      const kept = await metricsOf(session)
      return {
        seconds,
        busy: spent('TaskDuration') / seconds,
        scriptMs: spent('ScriptDuration') * 1_000,
        taskMs: spent('TaskDuration') * 1_000,
        framesPerSecond: counted.frames / seconds,
        longestTaskMs: counted.longestTaskMs,
        heapBytes: kept('JSHeapUsedSize'),
        nodes: kept('Nodes'),
        listeners: kept('JSEventListeners'),
      }
    },
  }
}

type Metrics = (name: string) => number

async function metricsOf(session: CDPSession): Promise<Metrics> {
  const { metrics } = await session.send('Performance.getMetrics')
  const values = new Map(metrics.map(({ name, value }) => [name, value]))
  return (name) => {
    const value = values.get(name)
    if (value === undefined) throw new Error(`This browser does not measure ${name}.`)
    return value
  }
}

/** Runs in the page. */
function count(): void {
  window.watchdeckBenchCounted?.end()
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) {
      counted.longestTaskMs = Math.max(counted.longestTaskMs, duration)
    }
  })
  observer.observe({ type: 'longtask' })
  const frame = (): void => {
    counted.frames++
    request = requestAnimationFrame(frame)
  }
  let request = requestAnimationFrame(frame)
  const counted: Counted = {
    frames: 0,
    longestTaskMs: 0,
    end: () => {
      observer.disconnect()
      cancelAnimationFrame(request)
    },
  }
  window.watchdeckBenchCounted = counted
}

/** Runs in the page. */
function countedSoFar(): { frames: number; longestTaskMs: number } {
  const counted = window.watchdeckBenchCounted
  counted?.end()
  return { frames: counted?.frames ?? 0, longestTaskMs: counted?.longestTaskMs ?? 0 }
}
