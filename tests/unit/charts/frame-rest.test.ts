// Which frames draw: where much comes one by one each third, and none that answers somebody.
import { beforeEach, describe, expect, it } from 'vitest'
import { DrawScheduler } from '../../../src/charts/scheduling/draw-scheduler'
import type { DrawHandle } from '../../../src/charts/scheduling/drawable'
import { Chart, Display } from './display'

const FRAME_MS = 16

let display: Display
let charts: Chart[]
let handles: DrawHandle[]
let scheduler: DrawScheduler

function build(count: number): void {
  scheduler = new DrawScheduler(display, 8)
  charts = Array.from({ length: count }, () => new Chart(display))
  handles = charts.map((chart) => scheduler.add(chart))
  display.run(20 * FRAME_MS)
}

/** The moments at which anything was drawn while so much time passed, from its beginning. */
function drawnAt(ms: number, each: () => void): number[] {
  const begin = display.time
  display.run(ms, each)
  const moments = charts.flatMap(({ draws }) => draws).filter((at) => at > begin)
  return [...new Set(moments)].sort((a, b) => a - b).map((at) => at - begin)
}

const tellAll = (): void => {
  for (const handle of handles) handle.invalidate()
}

beforeEach(() => {
  display = new Display()
})

describe('frames that draw', () => {
  it.each([
    [1, 1],
    [4, 1],
    [5, 3],
    [96, 3],
  ])('of %i charts that have news in each frame: each frame in %i', (count, each) => {
    build(count)
    const moments = drawnAt(600, tellAll)
    const apart = moments.slice(1).map((at, i) => at - (moments[i] ?? NaN))
    expect(new Set(apart)).toEqual(new Set([each * FRAME_MS]))
  })

  it('gather what comes one by one, and lose nothing', () => {
    build(60)
    let told = 0
    const moments = drawnAt(960, () => {
      for (let i = 0; i < 8; i++) handles[told++ % 60]?.invalidate()
    })
    expect(moments.length).toBeLessThanOrEqual(960 / FRAME_MS / 3 + 1)
    display.run(100)
    for (const { draws } of charts) expect(draws.length).toBeGreaterThanOrEqual(8)
  })

  it('come one after the other while not all that is due fits in one', () => {
    build(40)
    for (const chart of charts) chart.costMs = 1
    tellAll()
    expect(drawnAt(200, () => undefined).at(-1)).toBeLessThan(8 * FRAME_MS)
  })

  it('are all, for the chart that somebody points at', () => {
    build(40)
    const moments = drawnAt(320, () => {
      tellAll()
      handles[7]?.answer()
    })
    expect(moments).toHaveLength(320 / FRAME_MS)
  })

  it('wait for an answer to somebody’s input, and then show what is new', () => {
    build(3)
    const pressedAt = display.time + 100
    display.givesWayUntil = () => (display.time >= pressedAt ? pressedAt + 33 : -Infinity)
    const moments = drawnAt(200, tellAll)
    expect(moments.filter((at) => at >= 90 && at < 150)).toEqual([96, 144])
  })

  it('say when they drew last, and wait for nobody with a chart that is new', () => {
    build(2)
    const asked = new Set<number>()
    display.givesWayUntil = (drewAt) => {
      asked.add(drewAt)
      return Infinity
    }
    expect(drawnAt(200, tellAll)).toEqual([])
    expect([...asked]).toEqual([Math.max(...charts.flatMap(({ draws }) => draws))])
    const [fresh, begin] = [new Chart(display), display.time]
    scheduler.add(fresh)
    display.run(50)
    expect(fresh.draws[0]).toBeLessThanOrEqual(begin + 2 * FRAME_MS)
  })
})
