// Slides real charts by whole pixels and compares the pictures.

import { afterEach, describe, expect, it, vi } from 'vitest'
import { markRaw } from 'vue'
import { Series } from '../../../src/domain/series'
import { mountChart, NOW, WINDOW, type Mounted } from './mounting'

const mountedCharts: Mounted[] = []
afterEach(() => {
  for (const mounted of mountedCharts.splice(0)) mounted.unmount()
  vi.unstubAllGlobals()
})

/** Two minutes of noise, 200 samples a second with bursts of equal times: more than a column holds. */
function noise(): Series {
  const series = new Series(100_000)
  let state = 1
  for (let i = 0; i < 24_000; i++) {
    state = (state * 48_271) % 2_147_483_647
    series.append(NOW - 2 * WINDOW + i * 5 - (i % 7 === 0 ? 3 : 0), (state % 2_000) / 10, 'live')
  }
  return markRaw(series)
}

type Picture = Uint8ClampedArray[]

/** The columns of the plot as drawn. */
function pictureOf({ chart, canvas }: Mounted): Picture {
  const ratio = chart.currentDevicePixelRatio
  const { left, right, top, bottom } = chart.chartArea
  const [y, height] = [Math.ceil(top * ratio), Math.floor((bottom - top) * ratio)]
  const context = canvas.getContext('2d')!
  return Array.from(
    { length: Math.floor((right - left) * ratio) },
    (_, column) => context.getImageData(Math.ceil(left * ratio) + column, y, 1, height).data,
  )
}

/** The greatest difference of a channel, when a picture is moved by columns; without the edges, where lines begin. */
function difference(before: Picture, after: Picture, columns: number): number {
  let greatest = 0
  for (let i = 2; i < before.length - columns - 2; i++) {
    const [was, is] = [before[i + columns]!, after[i]!]
    was.forEach((channel, at) => {
      greatest = Math.max(greatest, Math.abs(channel - is[at]!))
    })
  }
  return greatest
}

/** What smoothing of edges differs by, of 255: a hairline elsewhere differs by a hundred. */
const SMOOTHING = 12

describe('a chart that slides', () => {
  it.each([
    ['a straight line', 1, {}],
    ['a straight line', 2, {}],
    ['a straight line', 1.5, {}],
    ['a line in steps', 1, { heldUntil: () => NOW }],
    ['a line in steps', 2, { heldUntil: () => NOW }],
  ])('by whole pixels is the same picture moved: %s at %s device pixels', async (_, ratio, more) => {
    vi.stubGlobal('devicePixelRatio', ratio)
    // Nothing on the axes: their grid stands where clocks are round.
    const series = noise()
    const end = NOW - WINDOW / 2
    const mounted = await mountChart({
      series,
      standsAt: end,
      range: { min: -10, max: 210 },
      axes: false,
      staleAfterMs: 1e9,
      ...more,
    })
    mountedCharts.push(mounted)
    expect(mounted.chart.currentDevicePixelRatio).toBe(ratio)
    const pixelMs = WINDOW / mounted.chart.chartArea.width
    mounted.host.style.setProperty('--chart-grid', 'transparent')
    await mounted.change({ theme: 'no grid' })
    const before = pictureOf(mounted)
    for (const by of [2, 6, 20, 50]) {
      await mounted.change({ standsAt: end + by * pixelMs })
      const after = pictureOf(mounted)
      expect(difference(before, after, by * ratio)).toBeLessThanOrEqual(SMOOTHING)
      expect(difference(before, after, by * ratio - 1)).toBeGreaterThan(100)
    }
  })
})
