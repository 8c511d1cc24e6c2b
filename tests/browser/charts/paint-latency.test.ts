// From received to painted, in a real browser (rule P5), and the samples of all charts (rule T6).
import { expect, test } from 'vitest'
import { drawingFigures, drawScheduler } from '../../../src/charts/scheduling/shared-scheduler'
import { frames, mount, nextDraw, seriesOf, type Mounted } from './mounting'

const HELD_MS = 40

function chartOf(samples: number): Promise<Mounted> {
  return mount({ series: seriesOf(Array.from({ length: samples }, (_, i) => i)) })
}

test('P5: what was received is measured until it is painted, and only what was received', async () => {
  const chart = await chartOf(10)
  await chart.change({ revision: 2 })
  await frames(3)
  expect(drawingFigures.latency()).toBeNull()

  drawingFigures.receiving(performance.timeOrigin + performance.now() - HELD_MS)
  await chart.change({ revision: 3 })
  drawingFigures.receiving(null)
  await expect.poll(() => drawingFigures.latency()?.n).toBe(1)
  expect(drawingFigures.latency()!.p50).toBeGreaterThanOrEqual(HELD_MS)
})

test('T6: samples drawn are told in sum over all charts', async () => {
  const before = drawingFigures.samples
  await chartOf(10)
  await chartOf(20)
  expect(drawingFigures.samples - before).toBe(30)
})

test('P2: draws are told in sum, and none is added while nothing is new', async () => {
  const chart = await chartOf(10)
  await frames(2)
  const before = drawingFigures.draws
  await frames(10)
  expect(drawingFigures.draws).toBe(before)
  const drawn = nextDraw()
  await chart.change({ revision: 9 })
  await drawn
  expect(drawingFigures.draws).toBe(before + 1)
  expect(drawScheduler.level).toBe('full')
})
