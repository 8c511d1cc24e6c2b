import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FrameLoad } from '../../../src/charts/scheduling/frame-load'
import type { DrawLevel } from '../../../src/domain/drawing'

const GOOD = 16.7
const LONG = 40
const SECOND = 1_000
const MINUTE = 60 * SECOND

/** Frames one after the other, with the moments at which the level changed. */
class Frames {
  readonly load = new FrameLoad()
  readonly changes: { at: number; level: DrawLevel }[] = []
  time = 0

  /** Past the time in which a page is built. */
  static warm(): Frames {
    return new Frames().run(5 * SECOND, GOOD)
  }

  frame(lengthMs: number): this {
    const before = this.load.level
    this.time += lengthMs
    this.load.frame(lengthMs, this.time)
    if (this.load.level !== before) this.changes.push({ at: this.time, level: this.load.level })
    return this
  }

  run(spanMs: number, length: number | (() => number)): this {
    const end = this.time + spanMs
    while (this.time < end) this.frame(typeof length === 'number' ? length : length())
    return this
  }

  /** Nothing is drawn. */
  pause(ms: number): this {
    this.time += ms
    return this
  }
}

const frameLength = fc.double({ min: 4, max: 24, noNaN: true })

describe('the load of the frames', () => {
  it('slows after a second of long frames, and more after another', () => {
    const frames = Frames.warm()
    const start = frames.time
    frames.run(10 * SECOND, LONG)
    expect(frames.changes.map(({ level }) => level)).toEqual(['slower', 'slowest'])
    expect(frames.changes[0]!.at - start).toBeLessThanOrEqual(2_200)
    expect(frames.changes[0]!.at - start).toBeGreaterThanOrEqual(500)
  })

  it('leaves one level after five seconds of good frames, then the other', () => {
    const frames = Frames.warm().run(4 * SECOND, LONG)
    expect(frames.load.level).toBe('slowest')
    frames.changes.length = 0
    const start = frames.time
    frames.run(20 * SECOND, GOOD)
    expect(frames.changes.map(({ level }) => level)).toEqual(['slower', 'full'])
    const [first, second] = frames.changes.map(({ at }) => at - start)
    expect(first).toBeGreaterThanOrEqual(5 * SECOND)
    expect(first).toBeLessThanOrEqual(8 * SECOND)
    expect(second! - first!).toBeGreaterThanOrEqual(5 * SECOND)
  })

  it('who searches now and then waits no longer each time', () => {
    const frames = Frames.warm()
    for (let searches = 0; searches < 10; searches++) {
      frames.run(5 * SECOND, LONG).run(25 * SECOND, GOOD)
      expect(frames.load.level).toBe('full')
    }
  })

  it('good frames never slow anything, nor one longer task each second', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            frames: fc.array(frameLength, { minLength: 60, maxLength: 90 }),
            hiccup: fc.constantFrom(0, 300, 5_000, 8 * 3_600_000),
          }),
          { maxLength: 20 },
        ),
        (seconds) => {
          const frames = new Frames()
          for (const { frames: lengths, hiccup } of seconds) {
            for (const length of lengths) frames.frame(length)
            // A stretch that holds the end of one second and the start of the next must not hold both hiccups.
            if (hiccup > 0) frames.run(2_100, GOOD).frame(hiccup).run(2_100, GOOD)
          }
          expect(frames.changes).toEqual([])
        },
      ),
    )
  })

  it('a page that is being built, or was hidden, is not judged', () => {
    const frames = new Frames().run(2_900, 200)
    expect(frames.load.level).toBe('full')
    const shown = Frames.warm()
    shown.load.interrupt()
    shown.run(2_900, 200)
    expect(shown.load.level).toBe('full')
    expect(shown.run(5 * SECOND, 200).load.level).not.toBe('full')
  })

  it('a long frame now and then, with pauses between, slows nothing', () => {
    const frames = Frames.warm()
    for (let i = 0; i < 200; i++) frames.frame(100).pause(900)
    expect(frames.load.level).toBe('full')
  })

  it('follows frames that take half a second each, and those that take two', () => {
    for (const length of [500, 2_000]) {
      const frames = Frames.warm()
      frames.run(20 * length, length)
      expect(frames.load.level).toBe('slowest')
    }
  })

  it('moves one level at a time, whatever the frames', () => {
    const order: DrawLevel[] = ['full', 'slower', 'slowest']
    fc.assert(
      fc.property(
        fc.array(fc.record({ length: fc.double({ min: 1, max: 400, noNaN: true }), count: fc.nat(200) })),
        (runs) => {
          const frames = new Frames()
          for (const { length, count } of runs) for (let i = 0; i < count; i++) frames.frame(length)
          let last = 0
          for (const { level } of frames.changes) {
            expect(Math.abs(order.indexOf(level) - last)).toBe(1)
            last = order.indexOf(level)
          }
        },
      ),
    )
  })

  it('does not flap where full drawing makes frames long and slower drawing does not', () => {
    const frames = Frames.warm()
    frames.run(60 * MINUTE, () => (frames.load.level === 'full' ? LONG : GOOD))
    const back = frames.changes.filter(({ level }) => level === 'full').map(({ at }) => at)
    expect(back.length).toBeGreaterThan(10)
    expect(back.length).toBeLessThan(70)
    const waits = back.slice(1).map((at, i) => at - back[i]!)
    // Twice as long each time, up to a minute.
    expect(Math.min(...waits.slice(5))).toBeGreaterThanOrEqual(MINUTE)
  })

  it('after a good minute a new load is left as soon as the first', () => {
    const frames = Frames.warm()
    for (let i = 0; i < 6; i++) frames.run(2 * SECOND, LONG).run(30 * SECOND, GOOD)
    frames.run(5 * MINUTE, GOOD)
    expect(frames.load.level).toBe('full')
    while (frames.load.level === 'full') frames.frame(LONG)
    expect(frames.run(8 * SECOND, GOOD).load.level).toBe('full')
  })

  it('learns that a display of 30 a second is slow and not busy, and still sees when it is', () => {
    const frames = new Frames().run(5 * MINUTE, 33.3)
    expect(frames.load.level).toBe('full')
    frames.changes.length = 0
    frames.run(5 * MINUTE, 33.3)
    expect(frames.changes).toEqual([])
    frames.run(4 * SECOND, 70)
    expect(frames.load.level).not.toBe('full')
  })
})
