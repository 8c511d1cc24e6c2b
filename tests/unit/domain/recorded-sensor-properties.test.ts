// A backend that loses nothing, a link that loses much, and history that comes late or not at all: whatever the
// interleaving, what is recorded is in order, without repeats, told for, and complete once history came.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { RecordedSensor } from '../../../src/domain/recorded-sensor'
import { contents, NOON, Recording, SECOND, seconds, told } from './recording'

const MARGIN = 5

class World {
  readonly sensor: RecordedSensor
  delivered = 0
  /** Seconds for which the backend has a sample, one each. */
  #now = 0
  #isUp = true
  #mode: 'live' | 'polled' = 'live'
  #held: number | null = null
  #answer: number[] | null = null
  readonly #must = new Set<number>()

  constructor(capacity: number) {
    this.sensor = new Recording({ capacity }).sensor
  }

  /** The backend measures, and while the link is up it delivers, perhaps in a little disorder. */
  tick(count: number, isReversed: boolean): void {
    const fresh = Array.from({ length: count }, () => ++this.#now)
    if (this.#isUp) this.#deliver(isReversed ? fresh.toReversed() : fresh)
  }

  /** The link changes its mode; down, what the backend measures does not come. */
  turn(to: 'live' | 'polled' | 'down'): void {
    this.#isUp = to !== 'down'
    if (to !== 'down') this.#mode = to
    this.sensor.interrupt()
  }

  /** Something is held up on the way, until the next time. */
  hold(): void {
    if (!this.#isUp) return
    const late = this.#held
    this.#held = ++this.#now
    this.#deliver([++this.#now, ...(late === null ? [] : [late])])
  }

  repeat(): void {
    if (this.#isUp && this.#must.has(this.#now)) this.#deliver([this.#now, this.#now])
  }

  ask(): void {
    const { open } = this.sensor
    if (this.#answer !== null || open.since === null) return
    const from = (open.since - NOON) / SECOND - MARGIN
    this.#answer = Array.from({ length: this.#now }, (_, i) => i + 1).filter((second) => second >= from)
    open.ask()
  }

  answer(pieces: number, fails: boolean): void {
    const answer = this.#answer
    if (answer === null) return
    this.#answer = null
    const size = Math.ceil(answer.length / pieces)
    for (let i = 0; !fails && i < answer.length; i += size) this.#hand('filled', answer.slice(i, i + size))
    this.sensor.open.settle(fails)
  }

  /** The link comes up, what was held up comes, and all history that is still lacking. */
  finish(): void {
    this.turn('live')
    this.tick(1, false)
    if (this.#held !== null) this.#deliver([this.#held])
    for (let round = 0; round < 3; round++) {
      this.answer(1, false)
      this.ask()
    }
    this.answer(1, false)
  }

  get everything(): number[] {
    return Array.from({ length: this.#now }, (_, i) => i + 1)
  }

  check(isBounded: boolean): void {
    const kept = contents(this.sensor.series)
    kept.forEach(({ second, value }, i) => {
      expect(value).toBe(-second)
      if (i > 0) expect(second).toBeGreaterThan(kept[i - 1]!.second)
    })
    expect(told(this.sensor.counts)).toBe(this.delivered)
    expect(this.sensor.counts).toMatchObject({ setAside: 0, invalid: 0 })
    if (isBounded) return
    const there = new Set(kept.map(({ second }) => second))
    for (const second of this.#must) expect(there).toContain(second)
    expect(this.sensor.counts).toMatchObject({ stored: kept.length, tooOld: 0 })
  }

  #deliver(all: readonly number[]): void {
    for (const second of all) this.#must.add(second)
    this.#hand(this.#mode, all)
  }

  #hand(provenance: 'live' | 'polled' | 'filled', all: readonly number[]): void {
    this.delivered += all.length
    const values = all.map((second) => -second)
    this.sensor.take(seconds(...all), values, provenance, NOON + this.#now * SECOND)
  }
}

const command = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(fc.constant('tick'), fc.integer({ min: 1, max: 90 }), fc.boolean()) },
  { weight: 3, arbitrary: fc.tuple(fc.constant('turn'), fc.constantFrom('live', 'polled', 'down')) },
  { weight: 1, arbitrary: fc.tuple(fc.constantFrom('hold', 'repeat', 'ask')) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('ask')) },
  { weight: 2, arbitrary: fc.tuple(fc.constant('answer'), fc.integer({ min: 1, max: 4 }), fc.boolean()) },
)

function play(world: World, commands: readonly (readonly unknown[])[], isBounded: boolean): void {
  world.tick(1, false)
  for (const [name, ...more] of commands) {
    const act = world[name as 'tick'] as (...all: unknown[]) => void
    act.call(world, ...more)
    world.check(isBounded)
  }
}

// Takes seconds of work; how long that lasts is the machine's business.
const PATIENCE = { timeout: 60_000 }

test(
  'T4, T6: any interleaving of readings, outages, polls and history ends in order and complete',
  PATIENCE,
  () => {
    fc.assert(
      fc.property(fc.array(command, { maxLength: 25 }), (commands) => {
        const world = new World(100_000)
        play(world, commands, false)
        world.finish()
        world.check(false)
        expect(contents(world.sensor.series).map(({ second }) => second)).toEqual(world.everything)
      }),
      { numRuns: 150 },
    )
  },
)

test('P4, T6: with little room the newest are kept, and every reading is still told for', PATIENCE, () => {
  fc.assert(
    fc.property(fc.array(command, { maxLength: 25 }), fc.integer({ min: 1, max: 80 }), (commands, room) => {
      const world = new World(room)
      play(world, commands, true)
      world.finish()
      world.check(true)
      expect(world.sensor.series.size).toBeLessThanOrEqual(room)
      expect(contents(world.sensor.series).at(-1)?.second).toBe(world.everything.at(-1))
    }),
    { numRuns: 150 },
  )
})
