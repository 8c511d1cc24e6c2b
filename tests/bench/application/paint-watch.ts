// From a sample's time on the server to the end of the frame in which its chart was drawn, for each sample. It asks the
// page nothing: it listens to what its worker hands over, and sees the canvases being cleared before they are drawn.
import type { Page } from '@playwright/test'
import { plantOf } from './plant.ts'

/** A batch as it crosses the engine's port. */
interface Delivered {
  kind: string
  batch?: {
    parts: { readings: { sensors: string[]; sensorOf: Uint32Array; times: Float64Array } | null }[]
  }
}

/** A chart of the wall. */
interface Chart {
  canvas: HTMLCanvasElement
  isInSight: boolean
  /** Times of samples that came while it was in sight, and were not drawn yet. */
  waiting: number[]
}

interface Paints {
  /** By the name of their sensor. */
  charts: Map<string, Chart>
  latencies: number[]
}

declare global {
  interface Window {
    watchdeckBenchPaints?: Paints
  }
}

/** To be called before the page is opened. @param sensors of the load that it will watch */
export async function watchPaints(page: Page, sensors: number): Promise<void> {
  const { ids, events } = plantOf({ sensors })
  const names = ids.map((id, index) => [id, (events[index] as { name: string }).name] as const)
  await page.addInitScript(watch, names)
}

/** Milliseconds, of each sample that was drawn since the last call. */
export function paintLatencies(page: Page): Promise<number[]> {
  return page.evaluate(() => window.watchdeckBenchPaints?.latencies.splice(0) ?? [])
}

/** Runs in the page, before it. */
function watch(names: readonly (readonly [id: string, name: string])[]): void {
  const nameOf = new Map(names)
  const nameOn = new WeakMap<Element, string>()
  const paints: Paints = { charts: new Map(), latencies: [] }
  window.watchdeckBenchPaints = paints

  function take({ kind, batch }: Delivered): void {
    if (kind !== 'batch' || !batch) return
    for (const { readings } of batch.parts) {
      if (!readings) continue
      const charts = readings.sensors.map((id) => paints.charts.get(nameOf.get(id) ?? ''))
      readings.times.forEach((time, index) => {
        const chart = charts[readings.sensorOf[index] ?? 0]
        if (chart?.isInSight) chart.waiting.push(time)
      })
    }
  }

  window.Worker = class extends Worker {
    constructor(...given: ConstructorParameters<typeof Worker>) {
      super(...given)
      this.addEventListener('message', ({ data }: MessageEvent<Delivered>) => take(data))
    }
  }

  /** What is out of sight is not drawn, and waits for nothing. */
  const sight = new IntersectionObserver((entries) => {
    for (const { target, isIntersecting } of entries) {
      const chart = paints.charts.get(nameOn.get(target) ?? '')
      if (chart?.canvas !== target) continue
      chart.isInSight = isIntersecting
      if (!isIntersecting) chart.waiting.length = 0
    }
  })

  function chartOn(canvas: HTMLCanvasElement): Chart | undefined {
    let name = nameOn.get(canvas)
    if (name === undefined) {
      name = canvas.closest('article')?.getAttribute('aria-label') ?? undefined
      if (name === undefined) return undefined
      nameOn.set(canvas, name)
      paints.charts.set(name, { canvas, isInSight: false, waiting: [] })
      sight.observe(canvas)
    }
    return paints.charts.get(name)
  }

  /** Drawn in the frame that is being made; a message posted now comes after it. */
  let drawn: number[] = []
  const frame = new MessageChannel()
  frame.port1.onmessage = () => {
    const now = performance.timeOrigin + performance.now()
    for (const time of drawn) paints.latencies.push(now - time)
    drawn = []
  }
  const clearRect = CanvasRenderingContext2D.prototype.clearRect
  CanvasRenderingContext2D.prototype.clearRect = function (...area) {
    clearRect.apply(this, area)
    const chart = chartOn(this.canvas)
    if (!chart || chart.waiting.length === 0) return
    if (drawn.length === 0) frame.port2.postMessage(null)
    drawn.push(...chart.waiting.splice(0))
  }
}
