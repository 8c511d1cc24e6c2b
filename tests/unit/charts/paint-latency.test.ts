import { beforeEach, describe, expect, it } from 'vitest'
import { PaintLatency } from '../../../src/charts/scheduling/paint-latency'

let time = 0
let painted: (() => void)[] = []
let latency: PaintLatency

beforeEach(() => {
  time = 1_700_000_000_000.25
  painted = []
  latency = new PaintLatency({ now: () => time, afterPaint: (callback) => void painted.push(callback) })
})

/** A frame shows what was received so long before its paint. */
function show(beforeMs: number): void {
  latency.drawn(time - beforeMs)
  for (const callback of painted.splice(0)) callback()
}

describe('P5: the time from received to painted', () => {
  it('is nothing while nothing was painted', () => {
    expect(latency.summary()).toBeNull()
    latency.drawn(time)
    expect(latency.summary()).toBeNull()
  })

  it('ends with the paint, not with the draw', () => {
    latency.drawn(time - 10)
    time += 7.5
    painted[0]!()
    expect(latency.summary()).toEqual({ p50: 17.5, p95: 17.5, n: 1 })
  })

  it('is told as the median and the 95th percentile of what was measured', () => {
    for (let i = 1; i <= 100; i++) {
      time += 300
      show(i)
    }
    expect(latency.summary()).toEqual({ p50: 50, p95: 95, n: 100 })
  })

  it('is measured four times a second at most, and never twice at once', () => {
    for (let frame = 0; frame < 60; frame++) {
      time += 1_000 / 60
      latency.drawn(time)
      latency.drawn(time)
      for (const callback of painted.splice(0)) callback()
    }
    expect(latency.summary()!.n).toBeLessThanOrEqual(4)
    time += 1_000
    latency.drawn(time)
    time += 1_000
    latency.drawn(time)
    expect(painted).toHaveLength(1)
  })

  it('forgets what is older than a minute, and keeps a minute at most', () => {
    for (let i = 0; i < 1_000; i++) {
      time += 250
      show(i < 700 ? 500 : 20)
    }
    expect(latency.summary()).toEqual({ p50: 20, p95: 20, n: 240 })
    time += 61_000
    expect(latency.summary()).toBeNull()
  })
})
