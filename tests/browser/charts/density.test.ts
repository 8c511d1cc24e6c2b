// Charts on screens of any density, one that changes while they are mounted, and more gaps than pixels.

import { afterEach, describe, expect, it, vi } from 'vitest'
import { markRaw } from 'vue'
import { TimeScale } from '../../../src/charts/scales/time-scale'
import SparklineChart from '../../../src/charts/SparklineChart.vue'
import { Series } from '../../../src/domain/series'
import { frames, minute, mount, NOW, pixels, seriesOf, yOf, type Mounted } from './mounting'

afterEach(() => {
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

/** How many pixels of the device a flat line is thick, at its middle; those that it only touches do not count. */
function thickness(mounted: Mounted): number {
  const { left, right, top, bottom } = mounted.chart.chartArea
  const middle = (left + right) / 2
  const ratio = mounted.chart.currentDevicePixelRatio
  return pixels(mounted, '--chart-line', { left: middle, right: middle + 1 / ratio, top, bottom }).length
}

describe('a chart on a dense screen', () => {
  it.each([1, 1.5, 2, 3])('has a pixel for each of the device at %s of them', async (ratio) => {
    vi.stubGlobal('devicePixelRatio', ratio)
    const mounted = await mount({ series: seriesOf(minute.map(() => 5)) })
    expect([mounted.canvas.width, mounted.canvas.height]).toEqual([400 * ratio, 200 * ratio])
    expect(mounted.canvas.getBoundingClientRect()).toMatchObject({ width: 400, height: 200 })
    expect(thickness(mounted)).toBeGreaterThanOrEqual(1)
    expect(thickness(mounted)).toBeLessThanOrEqual(Math.ceil(ratio) + 2)
    const rows = pixels(mounted, '--chart-line', { ...mounted.chart.chartArea, right: 380 }).map(([, y]) => y)
    for (const y of rows) expect(Math.abs(y - yOf(mounted, 5))).toBeLessThanOrEqual(1.5)
  })

  it.each([1.25, 1.5, 1.75])(
    'is no part of a pixel long, neither of CSS nor of the device at %s',
    async (ratio) => {
      vi.stubGlobal('devicePixelRatio', ratio)
      const mounted = await mount({ series: seriesOf(minute) }, { width: 403, height: 201 })
      const { width, height } = mounted.canvas.getBoundingClientRect()
      expect([mounted.canvas.width, mounted.canvas.height]).toEqual([width * ratio, height * ratio])
      expect(width).toBeGreaterThan(399)
      expect(height).toBeGreaterThan(197)
    },
  )

  it('P3: has four points a column of the device at most, and all that a column reaches', async () => {
    vi.stubGlobal('devicePixelRatio', 2)
    const series = new Series(200_000)
    for (let i = 0; i < 150_000; i++)
      series.append(NOW - 59_900 + i * 0.39, i === 77_777 ? 99 : (i * 7) % 10, 'live')
    const lineTo = vi.spyOn(CanvasRenderingContext2D.prototype, 'lineTo')
    const onPath = vi.spyOn(Path2D.prototype, 'lineTo')
    const mounted = await mount({ series: markRaw(series), limits: [] }, undefined, SparklineChart)
    expect(lineTo.mock.calls.length + onPath.mock.calls.length).toBeLessThanOrEqual(4 * 2 * 400)
    const spike = pixels(mounted, '--chart-line', { ...mounted.chart.chartArea, bottom: yOf(mounted, 60) })
    expect(new Set(spike.map(([x]) => Math.floor(x))).size).toBeLessThanOrEqual(2)
    expect(Math.min(...spike.map(([, y]) => y))).toBeLessThan(yOf(mounted, 95))
  })
})

describe('a chart of a size that is asked for', () => {
  const drawing = () => ({
    draws: vi.spyOn(TimeScale.prototype, 'draw'),
    sizes: vi.spyOn(HTMLCanvasElement.prototype, 'width', 'set'),
  })

  it.each([1, 1.5, 2])('P2: is sized once and drawn once as it is mounted, at %s pixels', async (ratio) => {
    vi.stubGlobal('devicePixelRatio', ratio)
    const { draws, sizes } = drawing()
    const mounted = await mount({ series: seriesOf(minute), standsAt: NOW }, { width: 402.6, height: 200.4 })
    await frames(12)
    expect(mounted.canvas.width).toBe(402 * ratio)
    // Chart.js takes a canvas as it is before anyone is told of it.
    expect(sizes.mock.calls).toEqual([[300], [402 * ratio]])
    expect(draws).toHaveBeenCalledTimes(1)
  })

  it('P2: is drawn once for another density that shows with a reading', async () => {
    const mounted = await mount({ series: seriesOf(minute), standsAt: NOW })
    await frames(12)
    const { draws, sizes } = drawing()
    vi.stubGlobal('devicePixelRatio', 2)
    await mounted.change({ revision: 2 })
    await frames(12)
    expect(sizes.mock.calls).toEqual([[800]])
    expect(draws).toHaveBeenCalledTimes(1)
  })
})

describe('a window moved to another screen', () => {
  it.each([
    [1, 2, 'told by the browser', () => window.dispatchEvent(new Event('resize'))],
    [2, 1, 'told by the browser', () => window.dispatchEvent(new Event('resize'))],
    [1, 2, 'told by nobody, with the next reading', (mounted: Mounted) => mounted.change({ revision: 2 })],
    [2, 1.5, 'told by nobody, with the next reading', (mounted: Mounted) => mounted.change({ revision: 2 })],
  ])(
    'is drawn anew from %s to %s pixels of the device, and stays crisp: %s',
    async (before, after, _, tell) => {
      vi.stubGlobal('devicePixelRatio', before)
      const mounted = await mount({ series: seriesOf(minute.map(() => 5)) })
      expect(mounted.canvas.width).toBe(400 * before)
      vi.stubGlobal('devicePixelRatio', after)
      await tell(mounted)
      await frames(3)
      expect([mounted.canvas.width, mounted.canvas.height]).toEqual([400 * after, 200 * after])
      expect(mounted.canvas.getBoundingClientRect()).toMatchObject({ width: 400, height: 200 })
      const row = pixels(mounted, '--chart-line', { ...mounted.chart.chartArea, right: 380 })
      expect(new Set(row.map(([x]) => x)).size).toBeGreaterThan(300 * after)
      for (const [, y] of row) expect(Math.abs(y - yOf(mounted, 5))).toBeLessThanOrEqual(1.5)
    },
  )
})

describe('more gaps than pixels', () => {
  it('P1, T3: are hatched by no more strokes than there are pixels', async () => {
    const series = new Series(36_000, (interval) => interval > 5_000)
    // Bursts of three with a pause after each, for a day.
    const day = 86_400_000
    for (let time = NOW - day; time < NOW; time += 12_000) {
      for (const offset of [0, 1_000, 2_000]) series.append(time + offset, (time / 12_000) % 7, 'live')
    }
    const mounted = await mount({ series: markRaw(series), windowMs: day })
    const context = mounted.canvas.getContext('2d')!
    const strokes = vi.spyOn(context, 'stroke')
    const rectangles = [
      vi.spyOn(context, 'strokeRect'),
      vi.spyOn(context, 'fillRect'),
      vi.spyOn(context, 'rect'),
    ]
    await mounted.change({ revision: 2 })
    expect(strokes.mock.calls.length).toBeLessThan(3 * 400)
    for (const spy of rectangles) expect(spy.mock.calls.length).toBeLessThan(3 * 400)
    const { chartArea } = mounted.chart
    const hatched = new Set(pixels(mounted, '--chart-gap', chartArea).map(([x]) => Math.floor(x)))
    expect(hatched.size).toBeGreaterThan(0.9 * (chartArea.right - chartArea.left))
  })
})
