// Mounts charts on a page with a clock that stands still, in colours that cannot be mistaken, and reads pixels back.

import { Chart } from 'chart.js'
import { onTestFinished } from 'vitest'
import { computed, createApp, h, markRaw, nextTick, shallowReactive, type Component } from 'vue'
import TimeSeriesChart from '../../../src/charts/TimeSeriesChart.vue'
import type { ChartLineSource } from '../../../src/charts/use-live-chart'
import { drawScheduler } from '../../../src/charts/scheduling/shared-scheduler'
import { Series } from '../../../src/domain/series'
import type { Sample } from '../../../src/domain/samples'
import type { Provenance } from '../../../src/domain/updates'

export const NOW = Date.UTC(2026, 5, 1, 12)
export const WINDOW = 60_000

export const COLOURS = {
  '--chart-line': [0, 0, 255],
  '--chart-line-2': [0, 255, 0],
  '--chart-line-3': [255, 0, 255],
  '--chart-line-4': [255, 255, 0],
  '--chart-grid': [230, 230, 230],
  '--chart-text': [0, 0, 0],
  '--chart-limit': [0, 200, 200],
  '--chart-gap': [0, 160, 0],
  '--chart-strip': [160, 0, 160],
  '--chart-surface': [255, 255, 255],
  '--chart-cursor': [120, 120, 120],
  '--warn': [255, 160, 0],
  '--crit': [255, 0, 0],
} as const
export type ColourName = keyof typeof COLOURS

export interface Mounted {
  props: Record<string, unknown>
  host: HTMLElement
  figure: HTMLElement
  canvas: HTMLCanvasElement
  chart: Chart
  inspected: (Sample | null)[]
  /** Moves the clock that the chart asks. */
  setNow(time: number): void
  /** Changes props and resolves when the chart was drawn with them. */
  change(props: Record<string, unknown>): Promise<void>
  unmount(): void
}

/** Sixty values: one more would lie on the edge of the window. */
export const minute = Array.from({ length: 60 }, (_, i) => Math.sin(i / 5))

/** Values that stay, each for so many seconds. */
export function steps(...runs: [count: number, value: number | null][]): (number | null)[] {
  return runs.flatMap(([count, value]) => Array.from({ length: count }, () => value))
}

/** Samples a second apart, the last one at `NOW` unless told otherwise. */
export function seriesOf(
  values: readonly (number | null)[],
  provenance: (i: number) => Provenance = () => 'live',
  last = NOW,
): Series {
  const series = new Series(10_000, (interval) => interval > 3_000)
  values.forEach((value, i) => {
    if (value !== null) series.append(last - (values.length - 1 - i) * 1_000, value, provenance(i))
  })
  return markRaw(series)
}

export function nextDraw(): Promise<void> {
  return new Promise((resolve) => {
    const stop = drawScheduler.observe(() => {
      stop()
      resolve()
    })
  })
}

/** Resolves after so many frames of the browser, for showing that nothing was drawn meanwhile. */
export async function frames(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await new Promise((resolve) => requestAnimationFrame(resolve))
}

const OF_A_LINE = ['series', 'revision', 'staleAfterMs', 'heldUntil', 'limits']

/** The props of a chart; what tells of a single line becomes one, unless `lines` are given. */
function chartProps(given: Record<string, unknown>): Record<string, unknown> {
  const names = Object.keys(given).filter((name) => !OF_A_LINE.includes(name))
  const props = Object.fromEntries(names.map((name) => [name, given[name]]))
  const { staleAfterMs, heldUntil, limits } = given
  const line = {
    key: 'bearing',
    label: 'Bearing',
    series: () => given['series'],
    revision: () => given['revision'],
  }
  return { lines: [{ ...line, staleAfterMs, heldUntil, limits }], ...props }
}

/** Out of the browser's window; waits until the browser has told the chart so, which then draws no more. */
export async function moveOutOfView({ host, props }: Mounted): Promise<void> {
  host.style.marginTop = '5000px'
  let drawn = NaN
  for (let revision = 1_000; drawn !== drawScheduler.draws; revision++) {
    drawn = drawScheduler.draws
    props['revision'] = revision
    await frames(4)
  }
}

/** One of several lines, of samples that stay; its label is its key, unless it has one of its own. */
export function lineOf(label: string, series: Series, more: Partial<ChartLineSource> = {}): ChartLineSource {
  return { key: label, label, series: () => series, revision: () => 1, staleAfterMs: 5_000, ...more }
}

/**
 * A chart that is unmounted when its test is over, unless it was before.
 * @param given besides the props of a chart, those of a single line: series, revision, staleAfterMs, heldUntil, limits
 */
export async function mount(
  given: Record<string, unknown>,
  size = { width: 400, height: 200 },
  component: Component = TimeSeriesChart,
): Promise<Mounted> {
  const host = document.createElement('div')
  host.style.cssText = `width:${String(size.width)}px;height:${String(size.height)}px`
  for (const [name, rgb] of Object.entries(COLOURS)) host.style.setProperty(name, `rgb(${rgb.join(' ')})`)
  document.body.append(host)
  let now = NOW
  const inspected: (Sample | null)[] = []
  const props = shallowReactive<Record<string, unknown>>({
    revision: 1,
    windowMs: WINDOW,
    now: () => now,
    staleAfterMs: 5_000,
    zone: 'UTC',
    locale: 'en-GB',
    label: 'Bearing, 21 °C',
    onInspect: (sample: Sample | null) => inspected.push(sample),
    ...given,
  })
  const passed = computed(() => chartProps(props))
  const app = createApp({ render: () => h(component, passed.value) })
  let isMounted = true
  const unmount = (): void => {
    if (isMounted) app.unmount()
    isMounted = false
    host.remove()
  }
  onTestFinished(unmount)
  const drawn = nextDraw()
  app.mount(host)
  if (size.width > 0) await drawn
  const canvas = host.querySelector('canvas')!
  return {
    props,
    host,
    figure: host.querySelector('figure')!,
    canvas,
    chart: Chart.getChart(canvas)!,
    inspected,
    setNow: (time) => {
      now = time
    },
    change: async (changed) => {
      const again = nextDraw()
      Object.assign(props, changed)
      await nextTick()
      await again
    },
    unmount,
  }
}

export interface Area {
  left: number
  top: number
  right: number
  bottom: number
}

/** The pixels of a colour in a part of the canvas, in CSS pixels; those that it was mixed into count as well. */
export function pixels(
  mounted: Mounted,
  name: ColourName,
  area: Area = mounted.chart.chartArea,
): [number, number][] {
  const { canvas } = mounted
  const ratio = mounted.chart.currentDevicePixelRatio
  const image = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height)
  const wanted = COLOURS[name]
  const found: [number, number][] = []
  for (let y = Math.floor(area.top * ratio); y < Math.min(image.height, area.bottom * ratio); y++) {
    for (let x = Math.floor(area.left * ratio); x < Math.min(image.width, area.right * ratio); x++) {
      const at = (y * image.width + x) * 4
      if ((image.data[at + 3] ?? 0) < 90) continue
      const near = wanted.every((channel, i) => Math.abs(channel - (image.data[at + i] ?? 0)) < 70)
      if (near) found.push([x / ratio, y / ratio])
    }
  }
  return found
}

/** The columns that pixels are in. */
export function columns(found: [number, number][]): Set<number> {
  return new Set(found.map(([x]) => Math.floor(x)))
}

export function xOf(mounted: Mounted, time: number): number {
  return mounted.chart.scales['x']!.getPixelForValue(time)
}

export function yOf(mounted: Mounted, value: number): number {
  return mounted.chart.scales['y']!.getPixelForValue(value)
}
