// What our charts rely on in Chart.js beyond its documentation. When a new version breaks one of these,
// it says here which, before pictures go wrong.

import { afterEach, describe, expect, it, vi } from 'vitest'
import { frames, mountChart, NOW, pixels, seriesOf, type Mounted } from './mounting'

let mounted: Mounted
afterEach(() => {
  mounted.unmount()
})

async function settled(): Promise<Mounted> {
  mounted = await mountChart({ series: seriesOf(Array.from({ length: 61 }, (_, i) => i)) })
  await frames(3)
  return mounted
}

describe('Chart.js', () => {
  it('does not draw in update() when a plugin refuses beforeRender', async () => {
    const { chart } = await settled()
    const draw = vi.spyOn(chart, 'draw')
    chart.update('none')
    expect(draw).not.toHaveBeenCalled()
  })

  it('calls the overridden draw of each scale once a draw, and nothing of its own grid', async () => {
    const { chart } = await settled()
    const scales = [chart.scales['x']!, chart.scales['y']!]
    const draws = scales.map((scale) => vi.spyOn(scale, 'draw'))
    chart.update('none')
    chart.draw()
    expect(draws.map((draw) => draw.mock.calls.length)).toEqual([1, 1])
  })

  it('slides by draw() alone after the limits of a scale were set', async () => {
    const { chart } = await settled()
    const time = chart.scales['x']!
    time.min += 30_000
    time.max += 30_000
    expect(time.getPixelForValue(NOW)).toBeLessThan(chart.chartArea.left + chart.chartArea.width / 2 + 2)
    chart.draw()
    expect(pixels(mounted, '--chart-line').length).toBeGreaterThan(0)
  })

  it('gives scales the room they ask for in fit(), and keeps the limits they were given', async () => {
    const { chart } = await settled()
    const value = chart.scales['y']!
    const [min, max] = [value.min, value.max]
    chart.update('none')
    expect([value.min, value.max]).toEqual([min, max])
    expect(value.right).toBe(chart.chartArea.left)
    expect(value.width).toBeGreaterThanOrEqual(32)
    expect(chart.height - chart.chartArea.bottom).toBe(chart.scales['x']!.height)
  })
})
