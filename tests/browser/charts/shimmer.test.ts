// Slides real charts and compares the pictures.

import { afterEach, describe, expect, it, vi } from 'vitest'
import { markRaw } from 'vue'
import { Series } from '../../../src/domain/series'
import { mount, NOW, WINDOW, xOf, type Mounted } from './mounting'

afterEach(() => {
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

/** A channel as it is seen: of what lets all through, the colour does not matter. */
function strengthOf(column: Uint8ClampedArray, at: number): number {
  return at % 4 === 3 ? column[at]! : (column[at]! * column[at - (at % 4) + 3]!) / 255
}

/** The greatest difference of a channel, when a picture is moved by columns; without the edges, where lines begin. */
function difference(before: Picture, after: Picture, columns: number): number {
  let greatest = 0
  for (let i = 2; i < before.length - columns - 2; i++) {
    const [was, is] = [before[i + columns]!, after[i]!]
    for (let at = 0; at < was.length; at++) {
      greatest = Math.max(greatest, Math.abs(strengthOf(was, at) - strengthOf(is, at)))
    }
  }
  return greatest
}

/** What smoothing of edges differs by, of 255: a hairline elsewhere differs by a hundred. */
const SMOOTHING = 12

describe('a chart that slides', () => {
  it.each([
    ['a straight line', 1, {}],
    ['a straight line', 1.25, {}],
    ['a straight line', 1.5, {}],
    ['a straight line', 2, {}],
    ['a line in steps', 1, { heldUntil: () => NOW }],
    ['a line in steps', 1.5, { heldUntil: () => NOW }],
    ['a line in steps', 2, { heldUntil: () => NOW }],
  ])(
    'by any time is the same picture moved by whole pixels: %s at %s of the device',
    async (_, ratio, more) => {
      vi.stubGlobal('devicePixelRatio', ratio)
      // Nothing on the axes: their grid stands where clocks are round.
      const series = noise()
      const end = NOW - WINDOW / 2
      const mounted = await mount({
        series,
        standsAt: end,
        range: { min: -10, max: 210 },
        axes: false,
        staleAfterMs: 1e9,
        ...more,
      })
      expect(mounted.chart.currentDevicePixelRatio).toBe(ratio)
      const pixelMs = WINDOW / mounted.chart.chartArea.width
      mounted.host.style.setProperty('--chart-grid', 'transparent')
      await mounted.change({ theme: 'no grid' })
      const before = pictureOf(mounted)
      const place = xOf(mounted, end)
      for (const by of [1, 2, 3, 6.4, 7, 20, 33, 50.9]) {
        await mounted.change({ standsAt: end + by * pixelMs })
        const after = pictureOf(mounted)
        const exact = (place - xOf(mounted, end)) * ratio
        const columns = Math.round(exact)
        expect(exact).toBeCloseTo(columns, 3)
        expect(Math.abs(columns - by * ratio)).toBeLessThanOrEqual(Math.max(1, Math.round(ratio)))
        expect(difference(before, after, columns)).toBeLessThanOrEqual(SMOOTHING)
        expect(difference(before, after, columns - 1)).toBeGreaterThan(100)
      }
    },
  )
})
