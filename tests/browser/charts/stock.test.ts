// The slower way to draw, by Chart.js' own line: it says the same, and takes over where the contract with Chart.js breaks.

import { Scale } from 'chart.js'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startCharts, TimeSeriesChart } from '../../../src/charts'
import { chartContract } from '../../../src/charts/contract/contract-answer'
import { drawBy, ownWay } from '../../../src/charts/drawing-way'
import SparklineChart from '../../../src/charts/SparklineChart.vue'
import { stockWay } from '../../../src/charts/stock/stock-way'
import { Series } from '../../../src/domain/series'
import {
  columns,
  frames,
  mount,
  NOW,
  pixels,
  seriesOf,
  steps,
  WINDOW,
  xOf,
  yOf,
  type Mounted,
} from './mounting'

async function mountStock(...args: Parameters<typeof mount>): Promise<Mounted> {
  const mounted = await mount(...args)
  // Any chart's draw ends the waiting; now it was this one's.
  await frames(2)
  return mounted
}
beforeEach(() => {
  drawBy(stockWay)
})
afterEach(() => {
  drawBy(ownWay)
})

const above50 = { label: 'crit > 50', severity: 'crit', condition: { operator: 'gt', value: 50 } }

function typeOf({ chart }: Mounted): string {
  return 'type' in chart.config ? String(chart.config.type) : ''
}

describe("a chart drawn by Chart.js' own line", () => {
  // Values between the lines of the grid, which would mix into the colour.
  it('K1: has its samples at their own times and values', async () => {
    const mounted = await mountStock({ series: seriesOf(steps([30, 10.7], [31, 20.7])) })
    expect(typeOf(mounted)).toBe('line')
    const line = pixels(mounted, '--chart-line')
    const middle = xOf(mounted, NOW - 30_500)
    const { right, width } = mounted.chart.chartArea
    for (const [x, y] of line) {
      if (x < middle - 5) expect(Math.abs(y + 0.5 - yOf(mounted, 10.7))).toBeLessThanOrEqual(1.5)
      if (x > middle + 5 && x < right - 5) {
        expect(Math.abs(y + 0.5 - yOf(mounted, 20.7))).toBeLessThanOrEqual(1.5)
      }
    }
    expect(columns(line).size).toBeGreaterThan(width * 0.95)
  })

  it('A0, V1, V2: is red and thicker beyond a limit from where it passes it, and the limit is a straight line', async () => {
    const mounted = await mountStock({
      series: seriesOf(steps([20, 40], [20, 60], [21, 40])),
      limits: [above50],
      axes: false,
    })
    const border = yOf(mounted, 50)
    const { left, right, top } = mounted.chart.chartArea
    const critical = pixels(mounted, '--crit')
    expect(columns(critical).size).toBeGreaterThan(columns(pixels(mounted, '--chart-line')).size / 3)
    for (const [, y] of critical) expect(y).toBeLessThan(border)
    expect(pixels(mounted, '--chart-line', { left, right, top, bottom: border - 2 })).toEqual([])
    const column = Math.floor(xOf(mounted, NOW - 30_500))
    expect(critical.filter(([x]) => Math.floor(x) === column).length).toBeGreaterThan(1)
    const limit = pixels(mounted, '--chart-limit')
    for (const [, y] of limit) expect(Math.abs(y + 0.5 - border)).toBeLessThanOrEqual(1)
    expect(columns(limit).size).toBeGreaterThan((right - left) / 3)
  })

  it('A0: on a limit it is beyond only where the condition says so, be it for one sample', async () => {
    const redOnLimit = async (operator: string): Promise<number> => {
      const mounted = await mount({
        series: seriesOf([...steps([30, 40], [1, 50], [29, 40]), 40]),
        limits: [{ label: '', severity: 'crit', condition: { operator, value: 50 } }],
        axes: false,
      })
      const red = pixels(mounted, '--crit').length
      mounted.unmount()
      return red
    }
    expect(await redOnLimit('gt')).toBe(0)
    expect(await redOnLimit('gte')).toBeGreaterThan(0)
    expect(await redOnLimit('eq')).toBeGreaterThan(0)
  })

  it('T3: crosses no gap, and hatches it', async () => {
    const mounted = await mountStock({ series: seriesOf(steps([20, 30], [20, null], [21, 30])) })
    const { top, bottom } = mounted.chart.chartArea
    const gap = { left: xOf(mounted, NOW - 41_000) + 2, right: xOf(mounted, NOW - 20_000) - 2, top, bottom }
    expect(pixels(mounted, '--chart-line', gap)).toEqual([])
    expect(pixels(mounted, '--chart-gap', gap).length).toBeGreaterThan(300)
  })

  it('T3: ends at the last sample, and hatches the time since as soon as it is stale', async () => {
    const mounted = await mountStock({ series: seriesOf(steps([61, 30])) })
    expect(pixels(mounted, '--chart-gap')).toEqual([])
    mounted.setNow(NOW + 20_000)
    await mounted.change({ revision: 2 })
    const { top, bottom, right } = mounted.chart.chartArea
    const open = { left: xOf(mounted, NOW) + 4, right, top, bottom }
    expect(pixels(mounted, '--chart-gap', open).length).toBeGreaterThan(200)
    expect(pixels(mounted, '--chart-line', open)).toEqual([])
  })

  it('T1: holds a value that is told when it changes until the link is lost', async () => {
    const series = seriesOf([10], undefined, NOW - 40_000)
    const mounted = await mountStock({ series, axes: false, heldUntil: () => NOW - 20_000 })
    const { top, bottom, right } = mounted.chart.chartArea
    const [changed, lost] = [xOf(mounted, NOW - 40_000), xOf(mounted, NOW - 20_000)]
    const held = columns(pixels(mounted, '--chart-line', { left: changed, right: lost - 2, top, bottom }))
    expect(held.size).toBeGreaterThan((lost - changed) * 0.9)
    expect(pixels(mounted, '--chart-line', { left: lost + 4, right, top, bottom })).toEqual([])
  })

  it('P3: shows one lone spike among many samples of a pixel', async () => {
    const series = new Series(60_000)
    for (let i = 0; i < 60_000; i++) series.append(NOW - WINDOW + i, i === 30_000 ? 90 : 10, 'live')
    const mounted = await mountStock({ series, limits: [above50], axes: false })
    const spike = [...columns(pixels(mounted, '--crit'))]
    expect(spike.length).toBeGreaterThan(0)
    for (const x of spike) expect(Math.abs(x - xOf(mounted, NOW - 30_000))).toBeLessThanOrEqual(2)
    expect(mounted.chart.data.datasets[0]!.data.length).toBeLessThan(5 * mounted.chart.width)
  })

  it('runs true through the edge from a sample long before', async () => {
    const series = new Series(5)
    series.append(NOW - 1_000 * WINDOW, 0, 'live')
    series.append(NOW, 1_000, 'live')
    const mounted = await mountStock({
      series,
      range: { min: 0, max: 1_300 },
      staleAfterMs: 1e9,
      axes: false,
    })
    const { left, top, bottom } = mounted.chart.chartArea
    const edge = pixels(mounted, '--chart-line', { left, right: left + 20, top, bottom })
    expect(edge.length).toBeGreaterThan(10)
    for (const [, y] of edge) expect(Math.abs(y + 0.5 - yOf(mounted, 999))).toBeLessThanOrEqual(2)
  })

  it('draws several lines, takes new colours, slides, and counts', async () => {
    const line = (label: string, value: number): object => ({
      key: label,
      label,
      series: () => seriesOf(steps([60, value])),
      revision: () => 1,
      staleAfterMs: 60_000,
    })
    const mounted = await mountStock({ lines: [line('Bearing', 10), line('Housing', 20)] })
    expect(mounted.chart.data.datasets.map(({ data }) => data.length > 0)).toEqual([true, true])
    await expect.poll(() => mounted.figure.dataset['drawn']).toBe('120')
    mounted.host.style.setProperty('--chart-line', 'rgb(255 0 0)')
    await mounted.change({ theme: 'other' })
    expect(columns(pixels(mounted, '--crit')).size).toBeGreaterThan(mounted.chart.chartArea.width * 0.9)
    const before = xOf(mounted, NOW)
    mounted.setNow(NOW + WINDOW / 4)
    await mounted.change({ theme: 'another' })
    expect(before - xOf(mounted, NOW)).toBeGreaterThan(mounted.chart.chartArea.width / 5)
  })

  it('is a line alone in a sparkline, and survives another size', async () => {
    const mounted = await mountStock(
      { series: seriesOf(steps([20, 30], [10, null], [31, 60])), limits: [above50] },
      { width: 160, height: 40 },
      SparklineChart,
    )
    expect(mounted.chart.chartArea.left).toBe(0)
    expect(pixels(mounted, '--crit').length).toBeGreaterThan(10)
    mounted.host.style.width = '300px'
    await expect.poll(() => mounted.chart.width).toBe(300)
    await frames(2)
    expect(Math.max(...[...columns(pixels(mounted, '--crit'))])).toBeGreaterThan(280)
  })
})

describe('when Chart.js breaks the contract', () => {
  it('charts are drawn by its own line, and as truly', async () => {
    drawBy(ownWay)
    const original = Scale.prototype.update
    Scale.prototype.update = function (this: Scale, ...args: Parameters<typeof original>) {
      this.min = 0
      original.apply(this, args)
    }
    try {
      startCharts()
      const values = steps([20, 40], [10, null], [31, 60])
      const mounted = await mountStock(
        { series: seriesOf(values), limits: [above50] },
        undefined,
        TimeSeriesChart,
      )
      expect(chartContract.value).toEqual({
        holds: false,
        broken: ['update() keeps scales, and the limits that were set by hand.'],
      })
      expect(typeOf(mounted)).toBe('line')
      const { top, bottom } = mounted.chart.chartArea
      const gap = { left: xOf(mounted, NOW - 41_000) + 4, right: xOf(mounted, NOW - 30_000) - 4, top, bottom }
      expect(pixels(mounted, '--chart-line').length).toBeGreaterThan(50)
      expect(columns(pixels(mounted, '--crit')).size).toBeGreaterThan(100)
      // What is beyond now colours the limit itself.
      const limit = yOf(mounted, 50)
      const crossing = pixels(mounted, '--crit', gap).filter(([, y]) => Math.abs(y + 0.5 - limit) > 1)
      expect([...pixels(mounted, '--chart-line', gap), ...crossing]).toEqual([])
    } finally {
      Scale.prototype.update = original
      chartContract.value = null
    }
  })
})
