import { describe, expect, test, vi } from 'vitest'
import { ChartLine } from '../../../src/charts/chart-line'
import { emptyView } from '../../../src/charts/chart-view'
import { Inspection } from '../../../src/charts/inspection'
import type { Sample } from '../../../src/domain/samples'
import { Series } from '../../../src/domain/series'

function lineAt(...times: number[]): ChartLine {
  const series = new Series(100, (interval) => interval > 50)
  for (const time of times) series.append(time, time, 'live')
  const line = new ChartLine('bearing')
  line.staleAfterMs = 50
  line.show(series)
  return line
}

describe('one line of a chart', () => {
  test('finds what is in the window, and the samples beside it that are drawn as well', () => {
    const line = lineAt(10, 20, 30, 40)
    line.look(15, 35, 40)
    expect([line.first, line.end]).toEqual([1, 3])
    expect([line.min, line.max]).toEqual([20, 30])
    expect([line.drawnMin, line.drawnMax]).toEqual([10, 40])
    expect([line.hasGaps, line.openGap]).toEqual([false, null])
  })

  test('T3: knows of a gap between samples, and of the one that is open', () => {
    const line = lineAt(10, 100)
    line.look(0, 200, 150)
    expect([line.hasGaps, line.openGap]).toEqual([true, null])
    line.look(0, 200, 151)
    expect(line.openGap).toEqual({ from: 100, to: 151 })
    line.heldUntil = 140
    line.look(0, 200, 151)
    expect(line.openGap).toBeNull()
  })

  test('T3: looks for its gaps once a draw, however many layers ask, and not at all where there is none', () => {
    const line = lineAt(10, 100, 120, 200)
    const gaps = vi.spyOn(line.series!, 'gaps')
    line.look(0, 300, 260)
    expect(line.gaps).toEqual([
      { from: 10, to: 100 },
      { from: 120, to: 200 },
      { from: 200, to: 260 },
    ])
    expect(line.gaps).toBe(line.gaps)
    expect(gaps).toHaveBeenCalledTimes(1)
    line.look(105, 115, 115)
    expect(line.gaps).toEqual([])
    expect(gaps).toHaveBeenCalledTimes(1)
  })

  test('counts each sample once, though the window slides', () => {
    const line = lineAt(10, 20, 30)
    line.look(0, 40, 40)
    expect([line.countDrawn(), line.countDrawn()]).toEqual([3, 0])
    line.series?.append(40, 1, 'live')
    line.look(10, 50, 50)
    expect(line.countDrawn()).toBe(1)
  })
})

describe('inspecting several lines', () => {
  function inspecting(...lines: ChartLine[]) {
    const view = { ...emptyView('full'), lines, from: 0, to: 1_000, now: 1_000 }
    const told: (number | null)[] = []
    const inspection = new Inspection(view, (sample: Sample | null) => told.push(sample && sample.time))
    const at = () => lines.map(({ inspected }) => inspected?.time ?? null)
    return { inspection, told, at }
  }

  test('V5: keys walk the samples of the first, the others tell of the same moment', () => {
    const { inspection, told, at } = inspecting(lineAt(100, 200, 300), lineAt(110, 290))
    inspection.step(-1)
    expect(at()).toEqual([300, 290])
    inspection.step(-1)
    // The other says nothing of a moment so far from its samples.
    expect(at()).toEqual([200, null])
    inspection.step(-1)
    expect(at()).toEqual([100, 110])
    inspection.stop()
    expect(at()).toEqual([null, null])
    expect(told).toEqual([300, 200, 100, null])
  })

  test('without samples of the first the next one leads, and is not taken for the first', () => {
    const { inspection, told, at } = inspecting(new ChartLine('bearing'), lineAt(100))
    inspection.step(1)
    expect(at()).toEqual([null, 100])
    expect(told).toEqual([])
  })

  test('a step leaves all samples of one moment', () => {
    const line = lineAt(100, 200, 300)
    for (const value of [1, 2]) line.series?.append(200, value, 'live')
    const { inspection, told } = inspecting(line)
    inspection.step(0)
    inspection.step(-1)
    inspection.step(-1)
    inspection.step(1)
    inspection.step(1)
    expect(told).toEqual([300, 200, 100, 200, 300])
  })

  test('T1: a value that was told before the window and holds in it is on the axis', () => {
    const held = lineAt(100, 200)
    held.heldUntil = 900
    held.look(500, 800, 800)
    expect([held.min, held.max]).toEqual([held.series?.value(1), held.series?.value(1)])
  })

  test('T1: what holds until it is told otherwise tells of every moment until the link was lost', () => {
    const held = lineAt(100)
    held.heldUntil = 250
    const { inspection, at } = inspecting(lineAt(200, 240, 280), held)
    inspection.step(0)
    expect(at()).toEqual([280, null])
    inspection.step(-1)
    expect(at()).toEqual([240, 100])
  })
})
