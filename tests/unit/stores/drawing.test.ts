// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import type { DrawingFigures, DrawLatency, DrawLevel } from '../../../src/domain/drawing'
import { useDrawing } from '../../../src/stores/drawing'
import { unwatch } from '../components/watched'
import { batch } from '../domain/recording'
import { watchAndTell } from './telling'

class Figures implements DrawingFigures {
  level: DrawLevel = 'full'
  charts = 0
  draws = 0
  samples = 0
  measured: DrawLatency | null = null
  received: (number | null)[] = []
  latency = () => this.measured
  receiving = (receivedAt: number | null) => void this.received.push(receivedAt)
}

let figures: Figures
let told: Awaited<ReturnType<typeof watchAndTell>>
beforeEach(async () => {
  told = await watchAndTell()
  told.now.resume()
  figures = new Figures()
})
afterEach(() => {
  told.now.pause()
  unwatch()
})

test('nothing is slowed and nothing measured before the charts are loaded', () => {
  const drawing = useDrawing()
  expect(drawing).toMatchObject({
    isKnown: false,
    level: 'full',
    charts: 0,
    drawsPerSecond: 0,
    latency: null,
  })
  drawing.follow(figures)
  expect(drawing.isKnown).toBe(true)
})

test('P5, T6: tells once a second how charts are drawn', async () => {
  const drawing = useDrawing()
  figures.draws = 1_000
  drawing.follow(figures)
  figures.draws += 120
  figures.samples = 4_321
  figures.charts = 12
  figures.level = 'slower'
  figures.measured = { p50: 21, p95: 48, n: 200 }
  expect(drawing).toMatchObject({ level: 'full', drawnSamples: 0 })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(drawing).toMatchObject({
    level: 'slower',
    charts: 12,
    drawsPerSecond: 120,
    drawnSamples: 4_321,
    latency: { p50: 21, p95: 48, n: 200 },
  })
  await vi.advanceTimersByTimeAsync(1_000)
  expect(drawing.drawsPerSecond).toBe(0)
})

test('P5: a batch with readings is told to the charts until they have it, and no longer', async () => {
  const drawing = useDrawing()
  drawing.follow(figures)
  told.timeline.take({ ...batch({ readings: [['p', 0, 1]] }), receivedAt: 1_234.5 })
  expect(figures.received).toEqual([1_234.5])
  await nextTick()
  expect(figures.received).toEqual([1_234.5, null])
  told.tell({ kind: 'log', level: 'INFO', message: 'hello', sensor: null, time: null })
  await nextTick()
  expect(figures.received).toHaveLength(2)
})

test('what was judged stays when the last chart goes', async () => {
  const drawing = useDrawing()
  drawing.follow(figures)
  Object.assign(figures, { level: 'slowest', charts: 3 })
  await vi.advanceTimersByTimeAsync(1_000)
  figures.charts = 0
  await vi.advanceTimersByTimeAsync(1_000)
  expect(drawing).toMatchObject({ level: 'slowest', charts: 0 })
})

test('C6: when the page ends it looks no more and tells no more', async () => {
  const drawing = useDrawing()
  drawing.follow(figures)
  await vi.advanceTimersByTimeAsync(1_000)
  drawing.$dispose()
  Object.assign(figures, { level: 'slowest', draws: 99 })
  told.read('p', 1)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(figures.received).toEqual([])
  expect(drawing).toMatchObject({ level: 'full', drawsPerSecond: 0 })
})
