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

  it('gather also where a few fill a frame', () => {
    build(8)
    for (const chart of charts) chart.costMs = 3
    tellAll()
    display.run(3 * FRAME_MS)
    expect(charts.map(({ draws }) => draws.length)).toEqual(charts.map(() => 2))
    expect(drawnAt(FRAME_MS, tellAll)).toEqual([])
    expect(drawnAt(3 * FRAME_MS, tellAll)).not.toEqual([])
  })

  it('are all, for the chart that somebody points at, and for no other', () => {
    build(40)
    const before = charts.map(({ draws }) => draws.length)
    drawnAt(960, () => {
      tellAll()
      handles[7]?.answer()
    })
    const drawn = charts.map(({ draws }, i) => draws.length - (before[i] ?? NaN))
    expect(drawn[7]).toBe(960 / FRAME_MS)
    drawn.splice(7, 1)
    expect(Math.max(...drawn)).toBeLessThanOrEqual(960 / FRAME_MS / 3 + 1)
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(960 / FRAME_MS / 3 - 1)
  })

  it('wait for an answer to somebody’s input, and then show what is new', () => {
    build(3)
    const pressedAt = display.time + 100
    display.givesWayUntil = () => (display.time >= pressedAt ? pressedAt + 33 : -Infinity)
    const moments = drawnAt(200, tellAll)
    expect(moments.filter((at) => at >= 90 && at < 150)).toEqual([96, 144])
  })

  it('wait for nobody with a chart that is new', () => {
    build(2)
    display.givesWayUntil = () => Infinity
    expect(drawnAt(200, tellAll)).toEqual([])
    const [fresh, begin] = [new Chart(display), display.time]
    scheduler.add(fresh)
    display.run(50)
    expect(fresh.draws[0]).toBeLessThanOrEqual(begin + 2 * FRAME_MS)
  })
})
