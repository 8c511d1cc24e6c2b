import { Chart } from 'chart.js'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import { drawScheduler } from '../../../src/charts/scheduling/shared-scheduler'
import { mergeSeries } from '../../../src/domain/series-merge'
import {
  frames,
  minute,
  mount,
  moveOutOfView,
  nextDraw,
  NOW,
  pixels,
  seriesOf,
  WINDOW,
  xOf,
} from './mounting'

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('when a chart draws', () => {
  it('P2: 500 readings that arrive with one revision make one draw, and are counted', async () => {
    const series = seriesOf(minute)
    const mounted = await mount({ series })
    await frames(3)
    const before = drawScheduler.draws
    for (let i = 1; i <= 500; i++) series.append(NOW + i / 1_000, i, 'live')
    await mounted.change({ revision: 2 })
    await frames(3)
    expect(drawScheduler.draws - before).toBe(1)
    await expect.poll(() => mounted.figure.dataset['drawn']).toBe(String(60 + 500))
  })

  it('P2: without anything new and while time stands still it draws nothing', async () => {
    await mount({ series: seriesOf(minute) })
    await frames(3)
    const before = drawScheduler.draws
    await frames(20)
    expect(drawScheduler.draws).toBe(before)
  })

  it('slides by whole pixels as time passes, without an update of the chart', async () => {
    const mounted = await mount({ series: seriesOf(minute) })
    const update = vi.spyOn(mounted.chart, 'update')
    const from = xOf(mounted, NOW)
    mounted.setNow(NOW + WINDOW / 10)
    await nextDraw()
    const pixelMs = WINDOW / mounted.chart.chartArea.width
    expect((from - xOf(mounted, NOW)) * pixelMs).toBeCloseTo(WINDOW / 10, -3)
    expect((mounted.chart.scales['x']!.min / pixelMs) % 1).toBeCloseTo(0, 3)
    expect(update).not.toHaveBeenCalled()
  })

  it('P2: out of view it draws nothing, and what is new when it comes into view', async () => {
    const mounted = await mount({ series: seriesOf(minute) })
    await moveOutOfView(mounted)
    const before = drawScheduler.draws
    mounted.setNow(NOW + 10_000)
    mounted.props['revision'] = 2
    await nextTick()
    await frames(5)
    expect(drawScheduler.draws).toBe(before)
    const drawn = nextDraw()
    mounted.host.style.marginTop = '0'
    await drawn
    expect(drawScheduler.draws).toBe(before + 1)
  })

  it('T4: shows the merged series that takes the place of the old one, and counts only what is new', async () => {
    const series = seriesOf(minute.map((value, i) => (i > 20 && i < 40 ? null : value)))
    const mounted = await mount({ series })
    expect(pixels(mounted, '--chart-gap').length).toBeGreaterThan(0)
    const times = Array.from({ length: 19 }, (_, i) => NOW - (38 - i) * 1_000)
    const merged = mergeSeries(series, { times, values: times.map(() => 0.5), provenance: 'filled' })
    await mounted.change({ series: merged.series, revision: 2 })
    expect(pixels(mounted, '--chart-gap')).toEqual([])
    await expect.poll(() => mounted.figure.dataset['drawn']).toBe('60')
  })

  it('draws as soon as a container of no size becomes larger, and again when it changes', async () => {
    const mounted = await mount({ series: seriesOf(minute) }, { width: 0, height: 0 })
    await frames(3)
    mounted.host.style.width = '300px'
    mounted.host.style.height = '150px'
    await expect.poll(() => pixels(mounted, '--chart-line').length).toBeGreaterThan(200)
    expect(mounted.canvas.getBoundingClientRect().width).toBe(300)
    mounted.host.style.width = '500px'
    await expect.poll(() => mounted.chart.width).toBe(500)
    await expect.poll(() => Math.max(...pixels(mounted, '--chart-line').map(([x]) => x))).toBeGreaterThan(480)
  })

  it('does not flash when its size changes', async () => {
    const mounted = await mount({ series: seriesOf(minute) })
    mounted.chart.resize(300, 150)
    expect(pixels(mounted, '--chart-line').length).toBeGreaterThan(200)
  })

  it('takes new colours when the theme changes', async () => {
    const mounted = await mount({ series: seriesOf(minute) })
    mounted.host.style.setProperty('--chart-line', 'rgb(255 0 0)')
    await mounted.change({ theme: 'other' })
    expect(pixels(mounted, '--chart-line')).toEqual([])
    expect(pixels(mounted, '--crit').length).toBeGreaterThan(200)
  })

  it('fits the value axis anew when the data leaves it, and shows a given range', async () => {
    const series = seriesOf(minute)
    const mounted = await mount({ series })
    series.append(NOW + 1, 1_234_567, 'live')
    await mounted.change({ revision: 2 })
    expect(mounted.chart.scales['y']!.max).toBeGreaterThan(1_234_567)
    await mounted.change({ range: { min: -2e6, max: 2e6 } })
    expect([mounted.chart.scales['y']!.min, mounted.chart.scales['y']!.max]).toEqual([-2e6, 2e6])
  })

  it('P4: 50 mounts and unmounts free every chart, observer and registration', async () => {
    const observing = { ResizeObserver: 0, IntersectionObserver: 0 }
    for (const name of ['ResizeObserver', 'IntersectionObserver'] as const) {
      const Original = globalThis[name] as typeof ResizeObserver
      vi.stubGlobal(
        name,
        class extends Original {
          private active = false
          override observe(...args: Parameters<ResizeObserver['observe']>): void {
            if (!this.active) observing[name]++
            this.active = true
            super.observe(...args)
          }
          override disconnect(): void {
            if (this.active) observing[name]--
            this.active = false
            super.disconnect()
          }
        },
      )
    }
    for (let i = 0; i < 50; i++) {
      const mounted = await mount({ series: seriesOf(minute) }, { width: 120, height: 60 })
      expect(observing.ResizeObserver).toBe(1)
      expect(observing.IntersectionObserver).toBe(1)
      mounted.unmount()
    }
    expect(Object.keys(Chart.instances)).toEqual([])
    expect(drawScheduler.size).toBe(0)
    expect(observing).toEqual({ ResizeObserver: 0, IntersectionObserver: 0 })
  })
})

describe('how a chart is read and inspected', () => {
  it('V4: it is an image with a name', async () => {
    const mounted = await mount({ series: seriesOf(minute) })
    expect(mounted.canvas.getAttribute('role')).toBe('img')
    expect(mounted.canvas.getAttribute('aria-label')).toBe('Bearing, 21 °C')
    await mounted.change({ label: 'Bearing, 22 °C', revision: 2 })
    expect(mounted.canvas.getAttribute('aria-label')).toBe('Bearing, 22 °C')
  })

  it('V5: arrow keys inspect one sample after another, and Escape ends it', async () => {
    const mounted = await mount({
      series: seriesOf(minute),
      format: (sample: { value: number }) => String(sample.value),
    })
    const press = (key: string): void => {
      mounted.canvas.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))
    }
    mounted.canvas.focus()
    expect(document.activeElement).toBe(mounted.canvas)
    for (const key of ['ArrowLeft', 'ArrowLeft', 'ArrowRight', 'Home', 'Escape']) press(key)
    expect(mounted.inspected.map((sample) => sample && sample.time - NOW)).toEqual([
      0,
      -1_000,
      0,
      -59_000,
      null,
    ])
    expect(mounted.inspected[0]).toEqual({ time: NOW, value: minute[59], provenance: 'live' })
  })

  it('the pointer inspects the nearest sample, also while the window slides under it', async () => {
    const mounted = await mount({ series: seriesOf(minute) })
    const bounds = mounted.canvas.getBoundingClientRect()
    const move = {
      clientX: bounds.left + xOf(mounted, NOW - 20_300),
      clientY: bounds.top + 50,
      bubbles: true,
    }
    const drawn = nextDraw()
    mounted.canvas.dispatchEvent(new PointerEvent('pointermove', move))
    await drawn
    expect(mounted.inspected.at(-1)?.time).toBe(NOW - 20_000)
    expect(pixels(mounted, '--chart-cursor').length).toBeGreaterThan(50)
    mounted.setNow(NOW + 5_000)
    await nextDraw()
    expect(mounted.inspected.at(-1)?.time).toBe(NOW - 15_000)
    mounted.canvas.dispatchEvent(new PointerEvent('pointerleave'))
    expect(mounted.inspected.at(-1)).toBeNull()
  })

  it('a chart of a card is no stop for the Tab key', async () => {
    const mounted = await mount({ series: seriesOf(minute), axes: false })
    expect(mounted.canvas.hasAttribute('tabindex')).toBe(false)
  })
})
