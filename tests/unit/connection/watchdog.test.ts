import { describe, expect, it } from 'vitest'
import { patienceOf, Watchdog } from '../../../src/connection/watchdog'
import { FakeClock } from '../fake-clock'
import { quietPolicy, webmacsPolicy } from './policies'

/** A ping each 25 s, its pong within 10. */
const HEARTBEAT_MS = 35_000

function build(cadences: number | null = 3, patienceMs: number | null = HEARTBEAT_MS) {
  const clock = new FakeClock()
  const silences: number[] = []
  const watchdog = new Watchdog(clock, cadences, patienceMs, () => silences.push(clock.monotonic()))
  /** Readings now and then every `ms`, `times` times in all. */
  const see = (times: number, ms: number): void => {
    for (let i = 0; i < times; i++) {
      if (i > 0) clock.advance(ms)
      watchdog.saw()
    }
  }
  return { clock, silences, watchdog, see }
}

describe('the watchdog of an open socket', () => {
  it('T2: tells of a silence within ten seconds where readings came each second', () => {
    const { clock, silences, see } = build()
    see(10, 1_000)
    clock.advance(4_999)
    expect(silences).toEqual([])
    clock.advance(1)
    expect(silences).toEqual([14_000])
  })

  it('T2: without a heartbeat, a backend that never sent a reading is quiet, not dead; one that did is silent', () => {
    const { clock, silences, watchdog, see } = build(3, null)
    watchdog.expect()
    clock.advance(3_600_000)
    expect(silences).toEqual([])
    see(5, 1_000)
    clock.advance(5_000)
    expect(silences).toHaveLength(1)
  })

  it('T2: tells of a proven socket on which no reading ever came when the heartbeat has passed', () => {
    const { clock, silences, watchdog } = build()
    watchdog.expect()
    watchdog.expect()
    clock.advance(34_999)
    expect(silences).toEqual([])
    clock.advance(1)
    expect(silences).toEqual([35_000])
    expect(watchdog.saw()).toBe(true)
  })

  it('T2: is patient for a heartbeat, for a greeting, or not at all where one poll asks', () => {
    expect(patienceOf(webmacsPolicy)).toBe(HEARTBEAT_MS)
    expect(patienceOf(quietPolicy)).toBeNull()
    expect(patienceOf({ ...quietPolicy, greeting: { expected: true, withinMs: 6_000 } })).toBe(6_000)
    expect(patienceOf({ ...quietPolicy, pollOnceWhenSilent: true })).toBe(5_000)
  })

  it('expects nothing where a silence means nothing', () => {
    const { clock, watchdog } = build(null)
    watchdog.expect()
    watchdog.saw()
    expect(clock.running).toBe(0)
  })

  it('waits three cadences where they are long', () => {
    const { clock, silences, see } = build()
    see(5, 10_000)
    clock.advance(29_999)
    expect(silences).toEqual([])
    clock.advance(1)
    expect(silences).toHaveLength(1)
  })

  it('tells once a silence, and again of the next', () => {
    const { clock, silences, watchdog, see } = build()
    see(5, 1_000)
    clock.advance(60_000)
    expect(silences).toHaveLength(1)
    expect(watchdog.saw()).toBe(true)
    expect(watchdog.saw()).toBe(false)
    clock.advance(60_000)
    expect(silences).toHaveLength(2)
  })

  it('a silence teaches no cadence', () => {
    const { clock, silences, see, watchdog } = build()
    see(5, 1_000)
    for (let turn = 0; turn < 20; turn++) {
      clock.advance(60_000)
      watchdog.saw()
    }
    expect(silences).toHaveLength(20)
    clock.advance(5_000)
    expect(silences).toHaveLength(21)
  })

  it('takes the pause after a burst for no silence', () => {
    const { clock, silences, see } = build()
    for (let burst = 0; burst < 10; burst++) {
      see(5, 20)
      clock.advance(10_000)
    }
    expect(silences).toEqual([])
  })

  it('does not bark while thousands of readings a second come', () => {
    const { clock, silences, see } = build()
    see(20_000, 1)
    expect(silences).toEqual([])
    expect(clock.running).toBe(1)
    clock.advance(5_000)
    expect(silences).toEqual([19_999 + 5_000])
  })

  it('T2: before a cadence is known only the heartbeat’s deadline tells', () => {
    const { clock, silences, see } = build()
    see(3, 1_000)
    clock.advance(34_999)
    expect(silences).toEqual([])
    clock.advance(1)
    expect(silences).toHaveLength(1)
  })

  it('watches nothing where silence means nothing', () => {
    const { clock, silences, see } = build(null)
    see(20, 1_000)
    expect(clock.running).toBe(0)
    clock.advance(3_600_000)
    expect(silences).toEqual([])
  })

  it('C6: leaves no timer', () => {
    const { clock, silences, watchdog, see } = build()
    see(20, 1_000)
    watchdog.stop()
    expect(clock.running).toBe(0)
    clock.advance(60_000)
    expect(silences).toEqual([])
  })

  it('C8: a clock that is set makes no silence', () => {
    const { clock, silences, see } = build()
    see(5, 1_000)
    clock.jump(3_600_000)
    see(5, 1_000)
    clock.jump(-7_200_000)
    see(5, 1_000)
    expect(silences).toEqual([])
  })
})
