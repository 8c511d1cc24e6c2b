import { beforeEach, describe, expect, it } from 'vitest'
import { DrawScheduler, type FrameClock } from '../../../src/charts/scheduling/draw-scheduler'
import type { Drawable } from '../../../src/charts/scheduling/drawable'

/** Frames and timers that run only when told. */
class TestFrames implements FrameClock {
  time = 0
  isHidden = false
  frames = new Map<number, () => void>()
  timers = new Map<number, { at: number; callback: () => void }>()
  watchers = new Set<() => void>()
  private id = 0

  now = (): number => this.time
  requestFrame(callback: () => void): number {
    this.frames.set(++this.id, callback)
    return this.id
  }
  cancelFrame(id: number): void {
    this.frames.delete(id)
  }
  setTimer(callback: () => void, delayMs: number): number {
    this.timers.set(++this.id, { at: this.time + delayMs, callback })
    return this.id
  }
  clearTimer(id: number): void {
    this.timers.delete(id)
  }
  hidden = (): boolean => this.isHidden
  givesWayUntil = (): number => -Infinity
  onVisibility(callback: () => void): () => void {
    this.watchers.add(callback)
    return () => this.watchers.delete(callback)
  }
  /** Passes time to the next frame, and runs it and the timers that are due. */
  frame(ms = 16): void {
    this.time += ms
    for (const [id, timer] of [...this.timers]) {
      if (timer.at > this.time) continue
      this.timers.delete(id)
      timer.callback()
    }
    const frames = [...this.frames.values()]
    this.frames.clear()
    for (const callback of frames) callback()
  }
  hide(hidden: boolean): void {
    this.isHidden = hidden
    for (const watcher of this.watchers) watcher()
  }
}

class TestChart implements Drawable {
  draws = 0
  shown = true
  dueAt = Infinity
  costMs = 0
  constructor(
    private readonly frames: TestFrames,
    private readonly log: string[] = [],
    private readonly name = '',
  ) {}
  visible(): boolean {
    return this.shown
  }
  draw(): void {
    this.draws++
    this.log.push(this.name)
    this.frames.time += this.costMs
  }
  idleMs(): number {
    return Math.max(0, this.dueAt - this.frames.time)
  }
}

let frames: TestFrames
let scheduler: DrawScheduler
beforeEach(() => {
  frames = new TestFrames()
  scheduler = new DrawScheduler(frames, 8)
})

describe('the draw scheduler', () => {
  it('P2: draws a chart once a frame, however often it was invalidated', () => {
    const chart = new TestChart(frames)
    const handle = scheduler.add(chart)
    for (let i = 0; i < 500; i++) handle.invalidate()
    frames.frame()
    expect(chart.draws).toBe(1)
    expect(scheduler.draws).toBe(1)
  })

  it('P2: draws nothing that has nothing new, and asks for no frame', () => {
    const chart = new TestChart(frames)
    scheduler.add(chart)
    frames.frame()
    expect(frames.frames.size + frames.timers.size).toBe(0)
    frames.frame()
    expect(chart.draws).toBe(1)
  })

  it('P2: draws a chart out of view only when it comes into view', () => {
    const chart = new TestChart(frames)
    chart.shown = false
    const handle = scheduler.add(chart)
    expect(frames.frames.size).toBe(0)
    chart.shown = true
    handle.appear()
    frames.frame()
    handle.appear()
    expect(frames.frames.size).toBe(0)
    expect(chart.draws).toBe(1)
  })

  it('P2: a hidden tab draws nothing, and what is new is drawn when it is shown', () => {
    const chart = new TestChart(frames)
    const handle = scheduler.add(chart)
    frames.frame()
    frames.hide(true)
    chart.dueAt = 0
    handle.invalidate()
    frames.frame(60_000)
    expect(chart.draws).toBe(1)
    expect(frames.timers.size).toBe(0)
    chart.dueAt = Infinity
    frames.hide(false)
    frames.frame()
    expect(chart.draws).toBe(2)
  })

  it('P2: a frame that was asked for before the tab was hidden draws nothing either', () => {
    const chart = new TestChart(frames)
    scheduler.add(chart)
    frames.isHidden = true
    frames.frame()
    expect(chart.draws).toBe(0)
  })

  it('spends its budget on the longest waiting first and goes on in the next frame', () => {
    const log: string[] = []
    const charts = ['a', 'b', 'c', 'd'].map((name) => new TestChart(frames, log, name))
    const handles = charts.map((chart) => scheduler.add(chart))
    frames.frame()
    log.length = 0
    for (const chart of charts) chart.costMs = 5
    for (const name of [2, 0, 3, 1]) {
      frames.time += 1
      handles[name]!.invalidate()
    }
    frames.frame()
    expect(log).toEqual(['c', 'a'])
    // New data for what was drawn just now does not push in front of what still waits.
    handles[2]!.invalidate()
    frames.frame()
    expect(log).toEqual(['c', 'a', 'd', 'b'])
    frames.frame()
    expect(log).toEqual(['c', 'a', 'd', 'b', 'c'])
  })

  it('draws at least one chart a frame, even if each takes longer than the budget', () => {
    const charts = [new TestChart(frames), new TestChart(frames)]
    for (const chart of charts) {
      chart.costMs = 50
      scheduler.add(chart)
    }
    frames.frame()
    frames.frame()
    expect(charts.map((chart) => chart.draws)).toEqual([1, 1])
  })

  it('slides a chart when its window has moved on, with a timer in between', () => {
    const chart = new TestChart(frames)
    chart.dueAt = 1_000
    scheduler.add(chart)
    frames.frame()
    expect(chart.draws).toBe(1)
    expect(frames.frames.size).toBe(0)
    frames.frame(500)
    expect(chart.draws).toBe(1)
    frames.frame(500)
    expect(chart.draws).toBe(2)
  })

  it('one chart that fails to draw holds up no other, and is not tried again by itself', () => {
    const broken = new TestChart(frames)
    broken.draw = () => {
      throw new Error('broken')
    }
    const chart = new TestChart(frames)
    scheduler.add(broken)
    scheduler.add(chart)
    expect(() => {
      frames.frame()
    }).toThrow('broken')
    frames.frame()
    expect(chart.draws).toBe(1)
    expect(frames.frames.size).toBe(0)
  })

  it('P4: holds no frame, timer or listener after the last chart is gone', () => {
    const charts = [new TestChart(frames), new TestChart(frames)]
    charts[0]!.dueAt = 5_000
    const handles = charts.map((chart) => scheduler.add(chart))
    for (const handle of handles) handle.remove()
    handles[0]!.invalidate()
    const { frames: awaited, timers, watchers } = frames
    expect([scheduler, awaited, timers, watchers].map(({ size }) => size)).toEqual([0, 0, 0, 0])
    scheduler.add(charts[0]!)
    scheduler.dispose()
    expect([scheduler.size, frames.frames.size, frames.timers.size, frames.watchers.size]).toEqual([
      0, 0, 0, 0,
    ])
  })

  it.each([
    ['restore', 0],
    ['prepare', 1],
  ] as const)('draws at once for %s while the page is shown, %i times out of view', (ask, outOfView) => {
    const chart = new TestChart(frames)
    const handle = scheduler.add(chart)
    handle[ask]()
    expect(chart.draws).toBe(1)
    frames.frame()
    expect(chart.draws).toBe(1)
    frames.hide(true)
    handle[ask]()
    expect(chart.draws).toBe(1)
    frames.hide(false)
    frames.frame()
    expect(chart.draws).toBe(2)
    chart.shown = false
    handle[ask]()
    expect(chart.draws).toBe(2 + outOfView)
    handle.remove()
    handle[ask]()
    expect(chart.draws).toBe(2 + outOfView)
  })

  it('tells observers of each draw until they leave', () => {
    const chart = new TestChart(frames)
    const handle = scheduler.add(chart)
    const seen: Drawable[] = []
    const stop = scheduler.observe((drawable) => seen.push(drawable))
    frames.frame()
    stop()
    handle.invalidate()
    frames.frame()
    expect(seen).toEqual([chart])
  })
})
