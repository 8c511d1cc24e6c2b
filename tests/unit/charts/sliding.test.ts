// When charts slide with nothing new to show, and what the scheduler waits with.
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { DrawScheduler } from '../../../src/charts/scheduling/draw-scheduler'
import { FrameLoad } from '../../../src/charts/scheduling/frame-load'
import type { DrawLevel } from '../../../src/domain/drawing'
import { Chart, Display } from './display'

const SECOND = 1_000
const PIXEL_MS = 50

let display: Display
let scheduler: DrawScheduler

/** Its window moves by a pixel each 50 ms. */
class SlidingChart extends Chart {
  override idleMs(): number {
    return Math.max(0, (this.draws.at(-1) ?? 0) + PIXEL_MS - display.time)
  }
}

/** Tells of news each so many milliseconds. */
function newsEach(ms: number, tell: () => void): () => void {
  let next = display.time
  return () => {
    if (display.time < next) return
    next += ms
    tell()
  }
}

beforeEach(() => {
  display = new Display()
  scheduler = new DrawScheduler(display)
})

describe('sliding', () => {
  it('readings ten times a second slide the window by themselves: nothing is drawn in between', () => {
    const chart = new SlidingChart(display)
    const { invalidate } = scheduler.add(chart)
    display.run(10 * SECOND, newsEach(100, invalidate))
    // Between the first two it is not known yet how they come.
    expect(chart.draws.length).toBeLessThanOrEqual(102)
    expect(chart.draws.length).toBeGreaterThanOrEqual(98)
  })

  it('with readings once a second it slides by each pixel', () => {
    const chart = new SlidingChart(display)
    const { invalidate } = scheduler.add(chart)
    display.run(10 * SECOND, newsEach(SECOND, invalidate))
    // A pixel is seen in the frame that follows, 64 ms after the one before.
    expect(chart.draws.length).toBeGreaterThanOrEqual((10 * SECOND) / 64)
  })

  it('it slides on by itself, not later than 150 ms, when readings come no more', () => {
    const chart = new SlidingChart(display)
    const { invalidate } = scheduler.add(chart)
    display.run(SECOND, newsEach(100, invalidate))
    const { length } = chart.draws
    display.run(SECOND)
    const after = chart.draws.slice(length - 1)
    expect(after[1]! - after[0]!).toBeLessThanOrEqual(150 + 16)
    expect(after.length).toBeGreaterThanOrEqual((SECOND - 166) / 64)
  })
})

describe('waiting', () => {
  it('a timer that has become too early stays: none is set in each frame', () => {
    const setTimer = vi.spyOn(display, 'setTimer')
    const chart = new Chart(display)
    chart.idle = 100
    const { invalidate } = scheduler.add(chart)
    display.run(10 * SECOND, invalidate)
    expect(chart.draws.length).toBeGreaterThan(600)
    expect(setTimer.mock.calls.length).toBeLessThanOrEqual(100)
  })

  it('a timer that stayed draws nothing of a chart that is gone, nor of one whose readings were just drawn', () => {
    const [gone, quick] = [new SlidingChart(display), new Chart(display)]
    const handle = scheduler.add(gone)
    scheduler.add(quick)
    display.run(20)
    handle.remove()
    const drawn = [gone.draws.length, quick.draws.length]
    display.run(SECOND)
    expect([gone.draws.length, quick.draws.length]).toEqual(drawn)
  })

  it('a slowed chart that goes while it is drawn leaves nothing that waits', () => {
    class Slowed extends FrameLoad {
      override get level(): DrawLevel {
        return 'slower'
      }
    }
    scheduler = new DrawScheduler(display, 8, new Slowed())
    const chart = new Chart(display)
    const handle = scheduler.add(chart)
    chart.draw = () => {
      handle.remove()
    }
    display.run(SECOND)
    expect(display.awaits).toBe(0)
  })
})
