import { describe, expect, it, vi } from 'vitest'
import { RingController } from '../../../src/charts/ring-controller'
import type { ChartLineSource } from '../../../src/charts/use-live-chart'
import {
  lineOf,
  mount,
  NOW,
  pixels,
  seriesOf,
  xOf,
  yOf,
  type Area,
  type ColourName,
  type Mounted,
} from './mounting'

function mountLines(lines: ChartLineSource[], more: Record<string, unknown> = {}): Promise<Mounted> {
  return mount({ lines, ...more })
}

const TONES = ['--chart-line', '--chart-line-2', '--chart-line-3', '--chart-line-4'] as const
/** Not where the grid is, which would mix with them. */
const VALUES = [13, 23, 33, 43]
const flat = (value: number, count = 61): number[] => Array.from({ length: count }, () => value)
/** Lower, then higher, then lower again. */
const raised = (value: number, by: number): number[] => [
  ...flat(value, 20),
  ...flat(value + by, 20),
  ...flat(value, 21),
]
const over = (value: number, severity: 'warn' | 'crit' = 'crit') => ({
  label: `over ${String(value)}`,
  severity,
  condition: { operator: 'gt' as const, value },
})

/** The plot without its last pixels, where the newest samples are. */
function inside({ chart }: Mounted): Area {
  return { ...chart.chartArea, right: chart.chartArea.right - 8 }
}

function rows(mounted: Mounted, name: ColourName, area = inside(mounted)): number[] {
  return [...new Set(pixels(mounted, name, area).map(([, y]) => y))]
}

describe('several lines on one chart', () => {
  it('V2: four lines have four tones, each where its samples are, and are named above the plot', async () => {
    const lines = VALUES.map((value, i) => lineOf(`Line ${String(i)}`, seriesOf(flat(value))))
    const mounted = await mountLines(lines)
    const { chartArea } = mounted.chart
    for (const [i, tone] of TONES.entries()) {
      for (const y of rows(mounted, tone))
        expect(Math.abs(y + 0.5 - yOf(mounted, VALUES[i]!))).toBeLessThan(1.5)
      expect(pixels(mounted, tone).length).toBeGreaterThan(chartArea.width * 0.9)
      const above = { left: chartArea.left, right: chartArea.right, top: 0, bottom: chartArea.top - 4 }
      expect(pixels(mounted, tone, above).length).toBeGreaterThan(10)
    }
  })

  it('V2: the first line is drawn last and covers the others, as its newest sample does', async () => {
    const drawn = vi.spyOn(RingController.prototype, 'draw')
    await mountLines(VALUES.map((value, i) => lineOf(`Line ${String(i)}`, seriesOf(flat(value)))))
    const order = drawn.mock.contexts.map((each) => (each as RingController).index)
    drawn.mockRestore()
    expect(order.slice(-VALUES.length)).toEqual([3, 2, 1, 0])
  })

  it('V2: the newest samples have different shapes', async () => {
    const lines = VALUES.map((value, i) => lineOf(`Line ${String(i)}`, seriesOf(flat(value))))
    const mounted = await mountLines(lines)
    const { right } = mounted.chart.chartArea
    const shapes = TONES.map((tone, i) => {
      const y = yOf(mounted, VALUES[i]!)
      const found = pixels(mounted, tone, { left: right - 12, right: right + 8, top: y - 8, bottom: y + 8 })
      return [...new Set(found.map(([, at]) => at))]
        .map((row) => found.filter(([, at]) => at === row).length)
        .join()
    })
    expect(new Set(shapes).size).toBe(4)
  })

  it('A0: the limit of a line highlights that line alone', async () => {
    const mounted = await mountLines(
      [
        lineOf('Beyond its own', seriesOf(raised(40, 20)), { limits: [over(50)] }),
        lineOf('Beyond the other’s', seriesOf(flat(70))),
        lineOf('Beyond another', seriesOf(raised(80, 10)), { limits: [over(85, 'warn')] }),
      ],
      { axes: false },
    )
    const [begin, end] = [xOf(mounted, NOW - 41_000), xOf(mounted, NOW - 20_000)]
    const critical = pixels(mounted, '--crit')
    expect(critical.length).toBeGreaterThan(100)
    for (const [x, y] of critical) {
      expect(y).toBeLessThan(yOf(mounted, 50))
      expect(y).toBeGreaterThan(yOf(mounted, 62))
      expect(x).toBeGreaterThan(begin)
      expect(x).toBeLessThan(end)
    }
    const warned = pixels(mounted, '--warn')
    expect(warned.length).toBeGreaterThan(100)
    for (const [, y] of warned) expect(y).toBeLessThan(yOf(mounted, 85))
    expect(pixels(mounted, '--chart-line-2', inside(mounted)).length).toBeGreaterThan(300)
  })

  it('equal limits are drawn once, and as broken while any of their lines is beyond', async () => {
    const mounted = await mountLines(
      [
        lineOf('Kept', seriesOf(flat(40)), { limits: [over(50)] }),
        lineOf('Broken', seriesOf(flat(60)), { limits: [over(50)] }),
      ],
      { axes: false },
    )
    const at = yOf(mounted, 50)
    const beside = { ...inside(mounted), top: at - 1.5, bottom: at + 1.5 }
    expect(pixels(mounted, '--crit', beside).length).toBeGreaterThan(50)
    expect(pixels(mounted, '--chart-limit')).toEqual([])
  })

  it('T3: a line breaks where it has a gap; hatched is what is missing of all', async () => {
    const without = (from: number, to: number) => (value: number, i: number) =>
      i > from && i < to ? null : value
    const mounted = await mountLines([
      lineOf('A', seriesOf(flat(33).map(without(10, 40)))),
      lineOf('B', seriesOf(flat(43).map(without(25, 50)))),
    ])
    const part = (from: number, to: number): Area => {
      const { top, bottom } = mounted.chart.chartArea
      return { left: xOf(mounted, NOW + from) + 3, right: xOf(mounted, NOW + to) - 3, top, bottom }
    }
    expect(pixels(mounted, '--chart-gap', part(-50_000, -35_000))).toEqual([])
    expect(pixels(mounted, '--chart-line', part(-50_000, -35_000))).toEqual([])
    expect(pixels(mounted, '--chart-gap', part(-35_000, -20_000)).length).toBeGreaterThan(100)
    expect(pixels(mounted, '--chart-gap', part(-20_000, -10_000))).toEqual([])
    expect(pixels(mounted, '--chart-line', part(-20_000, -10_000)).length).toBeGreaterThan(20)
  })

  it('T3: a gap of one line is hatched beside another that has not begun, and nothing before both', async () => {
    const [begun, later] = [
      flat(33).map((value, i) => (i < 5 || (i > 15 && i < 30) ? null : value)),
      flat(43),
    ]
    const mounted = await mountLines([
      lineOf('A', seriesOf(begun)),
      lineOf('B', seriesOf(later.map((value, i) => (i < 40 ? null : value)))),
    ])
    const part = (from: number, to: number): Area => {
      const { top, bottom } = mounted.chart.chartArea
      return { left: xOf(mounted, NOW + from) + 3, right: xOf(mounted, NOW + to) - 3, top, bottom }
    }
    expect(pixels(mounted, '--chart-gap', part(-60_000, -55_000))).toEqual([])
    expect(pixels(mounted, '--chart-gap', part(-45_000, -30_000)).length).toBeGreaterThan(100)
    expect(pixels(mounted, '--chart-gap', part(-30_000, 0))).toEqual([])
  })

  it('T6: sensors of the same name are told apart, and counted once each, in whatever order', async () => {
    const line = (key: string, value: number): ChartLineSource =>
      lineOf('Bearing', seriesOf(flat(value, 60)), { key })
    const [a, b, c] = [line('a', 10), line('b', 20), line('c', 30)]
    const mounted = await mountLines([a, b])
    await expect.poll(() => mounted.figure.dataset['drawn']).toBe('120')
    // Another sensor in the place of the first, and its own in another place.
    await mounted.change({ lines: [c, a] })
    await expect.poll(() => mounted.figure.dataset['drawn']).toBe('180')
  })

  it('one value axis shows all lines, and lines come and go', async () => {
    const [a, b] = [lineOf('A', seriesOf(flat(10))), lineOf('B', seriesOf(flat(900)))]
    const mounted = await mountLines([a])
    expect(mounted.chart.scales['y']!.max).toBeLessThan(100)
    await mounted.change({ lines: [a, b] })
    await expect.poll(() => pixels(mounted, '--chart-line-2').length).toBeGreaterThan(200)
    expect(mounted.chart.scales['y']!.max).toBeGreaterThan(900)
    await mounted.change({ lines: [a] })
    await expect.poll(() => pixels(mounted, '--chart-line-2')).toEqual([])
    expect(mounted.chart.scales['y']!.max).toBeLessThan(100)
    await expect.poll(() => mounted.chart.data.datasets.length).toBe(1)
  })

  it('the pointer inspects all lines at one moment', async () => {
    const lines = [10, 20].map((value, i) => lineOf(`Line ${String(i)}`, seriesOf(flat(value))))
    const mounted = await mountLines(lines)
    const bounds = mounted.canvas.getBoundingClientRect()
    const x = xOf(mounted, NOW - 30_000)
    const clientX = bounds.left + x
    mounted.canvas.dispatchEvent(new PointerEvent('pointermove', { clientX, clientY: bounds.top + 50 }))
    await expect.poll(() => mounted.inspected.at(-1)?.value).toBe(10)
    // The ring around the sample of each line hides the line inside of it.
    for (const [i, value] of [10, 20].entries()) {
      const y = yOf(mounted, value)
      const ring = { left: x + 1, right: x + 2, top: y - 1, bottom: y + 1 }
      expect(pixels(mounted, TONES[i]!, ring)).toEqual([])
    }
  })
})
