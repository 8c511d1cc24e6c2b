// How the scheduler honours what the frames allow. The frames and charts of its other tests stand still; these run as
// a display does: one every 16 ms, or as long as the machine makes them.
import { beforeEach, describe, expect, it } from 'vitest'
import { FrameLoad } from '../../../src/charts/scheduling/frame-load'
import { DrawScheduler } from '../../../src/charts/scheduling/draw-scheduler'
import type { DrawHandle } from '../../../src/charts/scheduling/drawable'
import type { DrawLevel } from '../../../src/domain/drawing'
import { Chart, Display } from './display'

const SECOND = 1_000

class FixedLoad extends FrameLoad {
  fixed: DrawLevel = 'full'
  override get level(): DrawLevel {
    return this.fixed
  }
}

let display: Display
let load: FixedLoad
let charts: Chart[]
let handles: DrawHandle[]
let received: number[]

function build(count: number, by: FrameLoad = load): DrawScheduler {
  const scheduler = new DrawScheduler(display, 8, by, (receivedAt) => void received.push(receivedAt))
  charts = Array.from({ length: count }, () => new Chart(display))
  handles = charts.map((chart) => scheduler.add(chart))
  return scheduler
}

const tellAll = (): void => {
  for (const handle of handles) handle.invalidate()
}

beforeEach(() => {
  display = new Display()
  load = new FixedLoad()
  received = []
})

describe('the rate of drawing', () => {
  it.each([
    ['full', 48, 1_000 / 48],
    ['slower', 200, 5],
    ['slowest', 500, 2],
  ] as const)(
    '%s: each of many charts is drawn each %i ms at most, %d times a second',
    (level, leastMs, most) => {
      load.fixed = level
      build(48)
      display.run(10 * SECOND, tellAll)
      for (const chart of charts) {
        expect(chart.leastInterval).toBeGreaterThanOrEqual(leastMs)
        expect(chart.draws.length).toBeLessThanOrEqual(most * 10 + 1)
        // Timers and frames make it a little less, and no less than that.
        expect(chart.draws.length).toBeGreaterThanOrEqual(most * 10 * 0.9)
      }
    },
  )

  it('T6: what is new last is drawn in the end, though nothing more comes', () => {
    load.fixed = 'slowest'
    build(3)
    display.run(SECOND, tellAll)
    const last = display.time
    tellAll()
    display.run(SECOND)
    for (const chart of charts) expect(chart.draws.at(-1)).toBeGreaterThanOrEqual(last)
  })

  it('the longest waiting is drawn first also when all are slowed', () => {
    load.fixed = 'slower'
    build(20)
    for (const chart of charts) chart.costMs = 5
    display.run(3 * SECOND, tellAll)
    const counts = charts.map(({ draws }) => draws.length)
    expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
  })

  it('the chart that somebody points at is drawn in each frame, before the others', () => {
    load.fixed = 'slowest'
    build(100)
    for (const chart of charts) chart.costMs = 5
    display.run(2 * SECOND, tellAll)
    const before = charts[99]!.draws.length
    const frames = display.frames
    display.run(SECOND, () => {
      tellAll()
      handles[99]!.answer()
    })
    expect(charts[99]!.draws.length - before).toBe(display.frames - frames)
  })

  it('P2: nothing is drawn out of view or while the page is hidden', () => {
    load.fixed = 'slower'
    build(2)
    charts[1]!.shown = false
    display.run(SECOND, tellAll)
    expect(charts[1]!.draws).toEqual([])
    display.hide(true)
    const before = charts[0]!.draws.length
    display.run(10 * SECOND, () => {
      tellAll()
      handles[1]!.answer()
    })
    expect(charts[0]!.draws.length).toBe(before)
    expect(display.awaits).toBeLessThanOrEqual(1)
  })
})

describe('the load that the scheduler sees', () => {
  it('a busy machine slows the charts, and a machine that is free again draws them as before', () => {
    const own = new FrameLoad()
    build(48, own)
    display.run(6 * SECOND, tellAll)
    expect(own.level).toBe('full')
    display.busyMs = 60
    display.run(4 * SECOND, tellAll)
    expect(own.level).toBe('slowest')
    display.busyMs = 0
    display.run(20 * SECOND, tellAll)
    expect(own.level).toBe('full')
  })

  it('long frames while charts come say nothing: a search that is cleared slows none of them', () => {
    const own = new FrameLoad()
    const scheduler = build(48, own)
    display.run(6 * SECOND, tellAll)
    display.busyMs = 60
    display.run(2 * SECOND, () => {
      scheduler.add(new Chart(display))
      tellAll()
    })
    display.busyMs = 0
    display.run(6 * SECOND, tellAll)
    expect(own.level).toBe('full')
    display.busyMs = 60
    display.run(4 * SECOND, tellAll)
    expect(own.level).toBe('slowest')
  })

  it('finds out that the machine is free though nothing is new', () => {
    const own = new FrameLoad()
    build(1, own)
    display.busyMs = 60
    display.run(10 * SECOND, tellAll)
    expect(own.level).toBe('slowest')
    display.busyMs = 0
    display.run(30 * SECOND)
    expect(own.level).toBe('full')
    display.run(SECOND)
    // And then nothing is awaited any more.
    expect(display.awaits).toBe(0)
  })

  it('sees draws that take long, though no frame follows the other', () => {
    const own = new FrameLoad()
    build(1, own)
    charts[0]!.costMs = 80
    let turn = 0
    display.run(15 * SECOND, () => {
      if (++turn % 2 === 0) tellAll()
    })
    expect(own.level).not.toBe('full')
  })

  it('what was judged stays when the last chart goes: without a chart no frame is awaited or judged', () => {
    const own = new FrameLoad()
    const scheduler = build(2, own)
    display.busyMs = 60
    display.run(10 * SECOND, tellAll)
    expect(scheduler.level).toBe('slowest')
    for (const handle of handles) handle.remove()
    display.busyMs = 0
    display.run(30 * SECOND)
    expect([scheduler.level, display.awaits]).toEqual(['slowest', 0])
  })

  it('charts that come then begin as those before ended, and are judged when their page is built', () => {
    const own = new FrameLoad()
    const scheduler = build(1, own)
    display.busyMs = 60
    display.run(4.5 * SECOND, tellAll)
    expect(scheduler.level).toBe('slower')
    handles[0]!.remove()
    handles = [scheduler.add(new Chart(display))]
    display.run(2 * SECOND, tellAll)
    expect(scheduler.level).toBe('slower')
    display.busyMs = 0
    display.run(20 * SECOND, tellAll)
    expect(scheduler.level).toBe('full')
  })
})

it('P2: a chart whose own clock stands still slides no more, and slides again when it goes on', () => {
  build(1)
  const chart = charts[0]!
  chart.idle = 150
  display.run(SECOND)
  expect(chart.draws).toHaveLength(1)
  chart.idle = 0
  display.run(300)
  expect(chart.draws.length).toBeGreaterThan(1)
})

describe('P5: what was shown for the first time', () => {
  it('is told once a frame, by the oldest receipt that was not drawn yet', () => {
    const scheduler = build(2)
    display.run(SECOND)
    expect(received).toEqual([])
    scheduler.receiving(500)
    handles[0]!.invalidate()
    scheduler.receiving(510)
    tellAll()
    scheduler.receiving(null)
    display.run(100)
    expect(received).toEqual([500])
    tellAll()
    display.run(100)
    expect(received).toEqual([500])
  })

  it('is not what waited out of view or while the page was hidden', () => {
    const scheduler = build(2)
    display.run(SECOND)
    charts[1]!.shown = false
    scheduler.receiving(500)
    handles[1]!.invalidate()
    display.hide(true)
    tellAll()
    scheduler.receiving(null)
    display.run(SECOND)
    display.hide(false)
    charts[1]!.shown = true
    tellAll()
    display.run(100)
    expect(received).toEqual([])
  })

  it('T6: samples are counted over all charts', () => {
    const scheduler = build(2)
    handles[0]!.count(3)
    handles[1]!.count(4)
    expect(scheduler.samples).toBe(7)
  })
})
