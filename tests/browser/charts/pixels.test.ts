import { describe, expect, it } from 'vitest'
import SparklineChart from '../../../src/charts/SparklineChart.vue'
import { STRIP_SPACE } from '../../../src/charts/layers/provenance-strip'
import { Series } from '../../../src/domain/series'
import { columns, mount, NOW, pixels, seriesOf, steps, xOf, yOf, type Area, type Mounted } from './mounting'

describe('what a chart draws', () => {
  it('K1: the line is where its samples are, at their own times', async () => {
    const mounted = await mount({ series: seriesOf(steps([30, 10], [31, 20])) })
    const { chartArea } = mounted.chart
    const line = pixels(mounted, '--chart-line')
    const [low, high] = [yOf(mounted, 10), yOf(mounted, 20)]
    const middle = xOf(mounted, NOW - 30_500)
    for (const [x, y] of line) {
      if (x < middle - 5) expect(Math.abs(y + 0.5 - low)).toBeLessThanOrEqual(1.5)
      if (x > middle + 5 && x < chartArea.right - 5) expect(Math.abs(y + 0.5 - high)).toBeLessThanOrEqual(1.5)
    }
    expect(columns(line).size).toBeGreaterThan(chartArea.width * 0.95)
  })

  it('a line that comes from before the window begins at the edge of the plot', async () => {
    const mounted = await mount({ series: seriesOf(steps([80, 13], [20, 43]), undefined, NOW - 800) })
    const { left, top, bottom } = mounted.chart.chartArea
    const first = pixels(mounted, '--chart-line', { left: left + 1, right: left + 9, top, bottom })
    expect(columns(first).size).toBe(8)
    expect(pixels(mounted, '--chart-line', { left: 0, right: left - 1, top, bottom })).toEqual([])
  })

  it('T1, T3: a value that is told when it changes holds until the link is lost, and is hatched from then on', async () => {
    const series = seriesOf([10], undefined, NOW - 40_000)
    const mounted = await mount({ series, axes: false, heldUntil: () => NOW - 20_000 })
    const { top, bottom, right } = mounted.chart.chartArea
    const [changed, lost] = [xOf(mounted, NOW - 40_000), xOf(mounted, NOW - 20_000)]
    const held = columns(pixels(mounted, '--chart-line', { left: changed, right: lost - 2, top, bottom }))
    expect(held.size).toBeGreaterThan((lost - changed) * 0.9)
    expect(pixels(mounted, '--chart-line', { left: lost + 4, right, top, bottom })).toEqual([])
    expect(pixels(mounted, '--chart-gap', { left: changed + 4, right: lost - 4, top, bottom })).toEqual([])
    expect(pixels(mounted, '--chart-gap', { left: lost, right, top, bottom }).length).toBeGreaterThan(0)
  })

  it('A0, V1, V2: beyond a limit the line has the colour of its severity and is thicker; a kept limit is grey', async () => {
    const limit = { label: 'crit > 50', severity: 'crit', condition: { operator: 'gt', value: 50 } }
    const values = steps([20, 40], [20, 60], [21, 40])
    const mounted = await mount({ series: seriesOf(values), limits: [limit], axes: false })
    const border = yOf(mounted, 50)
    const critical = pixels(mounted, '--crit')
    expect(critical.length).toBeGreaterThan(0)
    for (const [, y] of critical) expect(y).toBeLessThan(border)
    const { left, right, top } = mounted.chart.chartArea
    expect(pixels(mounted, '--chart-line', { left, right, top, bottom: border - 2 })).toEqual([])
    const column = Math.floor(xOf(mounted, NOW - 30_500))
    const thickness = (name: '--crit' | '--chart-line', x: number): number =>
      pixels(mounted, name).filter(([at]) => Math.floor(at) === x).length
    expect(thickness('--crit', column)).toBeGreaterThan(
      thickness('--chart-line', Math.floor(xOf(mounted, NOW - 50_500))),
    )

    const limitLine = pixels(mounted, '--chart-limit')
    for (const [, y] of limitLine) expect(Math.abs(y + 0.5 - border)).toBeLessThanOrEqual(1)
    expect(columns(limitLine).size).toBeGreaterThan((right - left) / 3)
  })

  it('A0: while the last value is beyond it, the limit line has the colour of its severity too', async () => {
    const limit = { label: 'warn < 50', severity: 'warn', condition: { operator: 'lt', value: 50 } }
    const mounted = await mount({ series: seriesOf(steps([30, 60], [31, 40])), limits: [limit] })
    const border = yOf(mounted, 50)
    const beside: Area = {
      left: xOf(mounted, NOW - 20_000),
      right: mounted.chart.chartArea.right,
      top: border - 1,
      bottom: border + 1,
    }
    expect(pixels(mounted, '--warn', beside).length).toBeGreaterThan(20)
    expect(pixels(mounted, '--chart-limit')).toEqual([])
  })

  it('A0: a line exactly on a limit is beyond it only where the condition says so', async () => {
    const onLimit = (operator: string): Parameters<typeof mount>[0] => ({
      series: seriesOf([...steps([30, 50], [29, 50]), 70, 40]),
      limits: [{ label: '', severity: 'crit', condition: { operator, value: 50 } }],
      axes: false,
    })
    const strict = await mount(onLimit('gt'))
    const inclusive = await mount(onLimit('gte'))
    const flat = (mounted: Mounted): Area => ({
      ...mounted.chart.chartArea,
      right: xOf(mounted, NOW - 5_000),
    })
    expect(pixels(strict, '--crit', flat(strict))).toEqual([])
    expect(columns(pixels(inclusive, '--crit', flat(inclusive))).size).toBeGreaterThan(200)
  })

  it('T3: no line crosses a gap, and the gap is hatched', async () => {
    const mounted = await mount({ series: seriesOf(steps([20, 30], [20, null], [21, 30])) })
    const { top, bottom } = mounted.chart.chartArea
    const gap = { left: xOf(mounted, NOW - 41_000) + 2, right: xOf(mounted, NOW - 20_000) - 2, top, bottom }
    expect(pixels(mounted, '--chart-line', gap)).toEqual([])
    expect(pixels(mounted, '--chart-gap', gap).length).toBeGreaterThan(300)
    expect(
      pixels(mounted, '--chart-gap', { ...gap, left: gap.right + 8, right: mounted.chart.chartArea.right }),
    ).toEqual([])
  })

  it('T3: a gap is hatched from the last sample to now as soon as it is stale, though nothing new came', async () => {
    const mounted = await mount({ series: seriesOf(steps([61, 30])) })
    expect(pixels(mounted, '--chart-gap')).toEqual([])
    mounted.setNow(NOW + 20_000)
    await mounted.change({ revision: 2 })
    const { top, bottom, right } = mounted.chart.chartArea
    const open = { left: xOf(mounted, NOW) + 4, right, top, bottom }
    expect(pixels(mounted, '--chart-gap', open).length).toBeGreaterThan(200)
    expect(pixels(mounted, '--chart-line', open)).toEqual([])
  })

  it('T4, V2: the strip tells live, polled, filled, restored and lost apart without colour', async () => {
    const kinds = ['restored', 'filled', 'polled', 'live'] as const
    const values = steps([40, 1], [10, null], [11, 1])
    const mounted = await mount({
      series: seriesOf(values, (i) => kinds[Math.min(3, Math.floor(i / 10))] ?? 'live'),
    })
    const { bottom } = mounted.chart.chartArea
    const shape = (
      from: number,
      to: number,
      name: '--chart-strip' | '--chart-gap',
    ): { part: number; rows: number } => {
      const [left, right] = [Math.round(xOf(mounted, NOW + from)) + 1, Math.round(xOf(mounted, NOW + to)) - 1]
      const found = pixels(mounted, name, { left, right, top: bottom, bottom: bottom + STRIP_SPACE + 1 })
      return { part: columns(found).size / (right - left), rows: new Set(found.map(([, y]) => y)).size }
    }
    const restored = shape(-60_000, -51_000, '--chart-strip')
    const filled = shape(-51_000, -41_000, '--chart-strip')
    const polled = shape(-41_000, -31_000, '--chart-strip')
    const live = shape(-31_000, -21_000, '--chart-strip')
    const lost = shape(-21_000, -10_000, '--chart-strip')
    expect(live).toEqual({ part: 1, rows: 4 })
    expect(filled).toEqual({ part: 1, rows: 2 })
    expect(polled.rows).toBe(4)
    expect(polled.part).toBeGreaterThan(0.6)
    expect(polled.part).toBeLessThan(0.85)
    expect(restored.rows).toBe(2)
    expect(restored.part).toBeLessThan(0.6)
    expect(lost.part).toBe(0)
    expect(shape(-21_000, -10_000, '--chart-gap').rows).toBe(2)
  })

  it('marks an experiment on the time axis', async () => {
    const mounted = await mount({
      series: seriesOf(steps([61, 30])),
      marks: [{ time: NOW - 30_000, label: 'Experiment 12' }],
      axes: false,
    })
    const at = Math.floor(xOf(mounted, NOW - 30_000))
    const { top, bottom } = mounted.chart.chartArea
    const drawn = pixels(mounted, '--chart-strip', { left: at - 1, right: at + 2, top, bottom })
    expect(new Set(drawn.map(([, y]) => y)).size).toBeGreaterThan((bottom - top) / 4)
  })

  it('V1: with everything normal nothing is saturated on a page without styles', async () => {
    const mounted = await mount({ series: seriesOf(steps([20, 30], [20, null], [21, 40])) })
    mounted.host.removeAttribute('style')
    mounted.host.style.cssText = 'width:400px;height:200px'
    await mounted.change({
      theme: 'plain',
      limits: [{ label: 'crit > 50', severity: 'crit', condition: { operator: 'gt', value: 50 } }],
    })
    const { data } = mounted.canvas
      .getContext('2d')!
      .getImageData(0, 0, mounted.canvas.width, mounted.canvas.height)
    let painted = 0
    let saturated = 0
    for (let at = 0; at < data.length; at += 4) {
      if ((data[at + 3] ?? 0) < 30) continue
      painted++
      const [r, g, b] = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0]
      const most = Math.max(r, g, b)
      if (most > 0.3 * 255 && (most - Math.min(r, g, b)) / most > 0.5) saturated++
    }
    expect(painted).toBeGreaterThan(1_000)
    expect(saturated).toBe(0)
  })

  it('a flat line, a single sample and no sample at all are drawn as what they are', async () => {
    const flat = await mount({ series: seriesOf(steps([61, 21.5])) })
    expect(columns(pixels(flat, '--chart-line')).size).toBeGreaterThan(flat.chart.chartArea.width * 0.95)
    const single = await mount({ series: seriesOf([7]) })
    expect(pixels(single, '--chart-line').length).toBeGreaterThan(3)
    const none = await mount({ series: new Series(5) })
    expect(pixels(none, '--chart-line')).toEqual([])
    const missing = await mount({ series: null })
    expect(pixels(missing, '--chart-line')).toEqual([])
  })

  it('a sparkline draws line, highlight and gap, and no axes', async () => {
    const mounted = await mount(
      {
        series: seriesOf(steps([20, 30], [10, null], [31, 60])),
        limits: [{ label: '', severity: 'crit', condition: { operator: 'gt', value: 50 } }],
      },
      { width: 160, height: 40 },
      SparklineChart,
    )
    const whole = { left: 0, top: 0, right: 160, bottom: 40 }
    for (const name of ['--chart-line', '--crit', '--chart-gap'] as const) {
      expect(pixels(mounted, name, whole).length).toBeGreaterThan(10)
    }
    expect(pixels(mounted, '--chart-grid', whole)).toEqual([])
    expect(mounted.chart.chartArea.left).toBe(0)
  })
})
