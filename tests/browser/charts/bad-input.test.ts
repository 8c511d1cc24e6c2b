// Charts of readings, settings and places that nobody should give them: each is drawn, or says plainly that there is nothing.

import { afterEach, describe, expect, it, vi } from 'vitest'
import { markRaw, nextTick } from 'vue'
import { Series } from '../../../src/domain/series'
import { mount, nextDraw, NOW, pixels, seriesOf, WINDOW, xOf, yOf, type Mounted } from './mounting'

afterEach(() => {
  vi.restoreAllMocks()
})

const ramp = Array.from({ length: 60 }, (_, i) => i)

/** The texts that a chart writes at its next draw. */
async function written(mounted: Mounted): Promise<string[]> {
  const texts: string[] = []
  const fillText = vi.spyOn(mounted.canvas.getContext('2d')!, 'fillText')
  await mounted.change({ revision: Math.random() })
  for (const [text] of fillText.mock.calls) texts.push(text)
  fillText.mockRestore()
  return texts
}

function columns(mounted: Mounted): number[] {
  return [...new Set(pixels(mounted, '--chart-line').map(([x]) => Math.floor(x)))].sort((a, b) => a - b)
}

describe('values that no axis fits', () => {
  it.each([
    ['±1e308', [1e308, -1e308]],
    ['the greatest there is', [Number.MAX_VALUE, -Number.MAX_VALUE]],
    ['the smallest there is', [5e-324, -5e-324]],
    ['the greatest beside the smallest', [1e308, 5e-324]],
    ['all the same', [21.5, 21.5]],
    ['all nothing', [0, -0]],
  ])('%s: a finite axis, sane labels, a line all along', async (_, [a, b]) => {
    const mounted = await mount({ series: seriesOf(ramp.map((i) => (i % 2 === 0 ? a! : b!))) })
    const { min, max } = mounted.chart.scales['y']!
    expect(Number.isFinite(max - min) && max > min).toBe(true)
    // Steep lines are smoothed away in most columns.
    expect(columns(mounted).length).toBeGreaterThan(0.1 * mounted.chart.chartArea.width)
    expect(columns(mounted).at(-1)! - columns(mounted)[0]!).toBeGreaterThan(
      0.9 * mounted.chart.chartArea.width,
    )
    const texts = await written(mounted)
    expect(texts.length).toBeGreaterThan(2)
    for (const text of texts) expect(text).not.toMatch(/NaN|∞|Infinity|undefined/)
  })

  it('one of 1e308 just outside of the window leaves the line inside as it is', async () => {
    const series = seriesOf([1e308, ...ramp])
    const mounted = await mount({ series })
    expect(mounted.chart.scales['y']!.max).toBeLessThan(100)
    const [x, y] = [xOf(mounted, NOW - 30_000), yOf(mounted, 29)]
    const around = { left: x - 2, right: x + 3, top: y - 3, bottom: y + 4 }
    expect(pixels(mounted, '--chart-line', around).length).toBeGreaterThan(0)
  })

  it('limits and an expected range that are none draw nothing and hide nothing', async () => {
    const series = seriesOf(ramp)
    const plain = await mount({ series })
    const expected = { min: plain.chart.scales['y']!.min, max: plain.chart.scales['y']!.max }
    const line = columns(plain)
    const conditions = [
      { operator: 'gt', value: NaN },
      { operator: 'lt', value: NaN },
      { operator: 'gt', value: Infinity },
      { operator: 'between', low: 50, high: 10 },
      { operator: 'outside', low: NaN, high: NaN },
    ]
    const limits = conditions.map((condition) => ({ label: 'wild', severity: 'crit', condition }))
    for (const range of [
      { min: NaN, max: 1 },
      { min: 100, max: 0 },
      { min: 5, max: 5 },
      { min: -Infinity, max: Infinity },
    ]) {
      const mounted = await mount({ series, limits, range })
      expect(mounted.chart.scales['y']).toMatchObject(expected)
      expect(pixels(mounted, '--crit')).toEqual([])
      // A line that may be drawn again is smoothed by another way.
      expect(Math.abs(columns(mounted).length - line.length)).toBeLessThan(3)
    }
  })
})

describe('histories that no sensor should have', () => {
  it('P3, T6: 10,000 readings of one time are one column from the least to the greatest, and all are counted', async () => {
    const series = new Series(20_000)
    for (let i = 0; i < 10_000; i++) series.append(NOW - 30_000, (i * 7_919) % 10_000, 'live')
    const mounted = await mount({ series: markRaw(series), staleAfterMs: 1e9 })
    const line = pixels(mounted, '--chart-line').filter(([x]) => x < mounted.chart.chartArea.right - 6)
    const rows = line.map(([, y]) => y)
    expect(new Set(line.map(([x]) => Math.floor(x))).size).toBeLessThanOrEqual(8)
    expect(Math.min(...rows)).toBeLessThan(yOf(mounted, 9_999) + 2)
    expect(Math.max(...rows)).toBeGreaterThan(yOf(mounted, 0) - 3)
    expect(mounted.figure.dataset['drawn']).toBe('10000')
  })

  it('a ring that keeps one sample shows it', async () => {
    const series = new Series(1)
    for (const i of ramp) series.append(NOW - 40_000 + i * 100, i, 'live')
    const mounted = await mount({ series: markRaw(series), staleAfterMs: 1e9 })
    expect(pixels(mounted, '--chart-line').length).toBeGreaterThan(3)
  })

  it('T1, T3: one that turns to NaN for ever ends at its last true value, and what follows is an open gap', async () => {
    const series = seriesOf(ramp.slice(0, 30), () => 'live', NOW - 30_000)
    const mounted = await mount({ series })
    for (let i = 1; i <= 30; i++) expect(series.append(NOW - 30_000 + i * 1_000, NaN, 'live')).toBe('invalid')
    await mounted.change({ revision: 2 })
    const { top, bottom, right } = mounted.chart.chartArea
    const open = { left: xOf(mounted, NOW - 30_000) + 4, right, top, bottom }
    expect(pixels(mounted, '--chart-line', open)).toEqual([])
    expect(pixels(mounted, '--chart-gap', open).length).toBeGreaterThan(300)
  })

  it('a clock that steps back by an hour leaves the chart on the new time, with what comes then', async () => {
    const series = seriesOf(ramp)
    const mounted = await mount({ series })
    const hour = 3_600_000
    series.truncateAfter(NOW - hour)
    for (const i of ramp) series.append(NOW - hour + i * 1_000, 7, 'live')
    mounted.setNow(NOW - hour + 60_000)
    await mounted.change({ revision: 2 })
    expect(columns(mounted).length).toBeGreaterThan(0.9 * mounted.chart.chartArea.width)
    expect(mounted.chart.scales['x']!.max).toBeLessThan(NOW)
  })
})

describe('settings that make no sense', () => {
  it.each([0, -5, NaN, Infinity, 1e-300, 1e15, 1e300])(
    'a window of %s ms is still drawn',
    async (windowMs) => {
      const mounted = await mount({ series: seriesOf(ramp), windowMs, staleAfterMs: 1e9 })
      const { min, max } = mounted.chart.scales['x']!
      expect(max - min).toBeGreaterThan(0)
      expect(Number.isFinite(max - min)).toBe(true)
      expect(pixels(mounted, '--chart-line').length).toBeGreaterThan(0)
      for (const text of await written(mounted)) expect(text).not.toMatch(/NaN|Invalid/)
    },
  )

  it.each([
    ['zone', 'Mars/Olympus'],
    ['zone', ''],
    ['locale', 'not a locale'],
    ['locale', ''],
  ])('an unknown %s (%s) leaves the line and the labels', async (name, value) => {
    const mounted = await mount({ series: seriesOf(ramp), [name]: value })
    expect(pixels(mounted, '--chart-line').length).toBeGreaterThan(200)
    const texts = await written(mounted)
    expect(texts.filter((text) => /\d:\d/.test(text)).length).toBeGreaterThan(0)
    expect(texts).toContain('UTC')
  })

  it.each([NaN, Infinity, -Infinity, 1e300])(
    'standing at %s, it is empty rather than broken',
    async (standsAt) => {
      const mounted = await mount({ series: seriesOf(ramp), standsAt })
      expect(Number.isFinite(mounted.chart.scales['x']!.min)).toBe(true)
      const drawn = nextDraw()
      mounted.props['standsAt'] = null
      await nextTick()
      await drawn
      expect(columns(mounted).length).toBeGreaterThan(0.9 * mounted.chart.chartArea.width)
      expect(mounted.chart.scales['x']!.max - mounted.chart.scales['x']!.min).toBe(WINDOW)
    },
  )
})
