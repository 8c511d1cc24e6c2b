import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Cadence, Cadences } from '../../../src/domain/cadence'

function learned(...times: number[]): number | null {
  const cadence = new Cadence()
  for (const time of times) cadence.learn(time)
  return cadence.ms
}

describe('a cadence', () => {
  it.each([
    [[], null],
    [[0], null],
    [[0, 10, 20], null],
    [[0, 10, 20, 30], 10],
    [[0, 10, 20, 30, 1_030], 10],
    [[0, 10, 30, 60, 100], 25],
    [[0, 10, 10, 10, 20, 30], 10],
  ])('T1: of samples at %j is %j', (times, ms) => {
    expect(learned(...times)).toBe(ms)
  })

  it('T1: samples out of order teach nothing', () => {
    expect(learned(0, 10, 5, 7, 20, 30)).toBe(10)
  })

  it('T1: is the median of the last twenty intervals', () => {
    const cadence = new Cadence()
    let time = 0
    for (let i = 0; i < 100; i++) cadence.learn((time += 10_000))
    for (let i = 0; i < 10; i++) cadence.learn((time += 1_000))
    expect(cadence.ms).toBe(5_500)
    cadence.learn(time + 1_000)
    expect(cadence.ms).toBe(1_000)
  })

  it('T1: one outage does not change it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60_000 }),
        fc.integer({ min: 1, max: 86_400_000 }),
        (ms, outage) => {
          const times = Array.from({ length: 11 }, (_, i) => i * ms)
          const end = 10 * ms + outage
          expect(learned(...times, end, end + ms)).toBe(ms)
        },
      ),
    )
  })

  it('forgets', () => {
    const cadence = new Cadence()
    for (const time of [0, 10, 20, 30]) cadence.learn(time)
    cadence.forget()
    expect(cadence.ms).toBeNull()
    cadence.learn(1_000)
    cadence.learn(1_500)
    expect(cadence.ms).toBeNull()
  })

  it('skips an interruption', () => {
    const cadence = new Cadence()
    cadence.learn(0)
    cadence.skip(100_000)
    for (const time of [100_010, 100_020, 100_030]) cadence.learn(time)
    expect(cadence.ms).toBe(10)
  })
})

describe('the cadences of a sensor', () => {
  const teach = (cadences: Cadences, provenance: 'live' | 'polled' | 'filled', ms: number): void => {
    for (let i = 0; i < 5; i++) cadences.learn(provenance, i * ms)
  }

  it("T1: are the system's hint until learned, each provenance for itself", () => {
    const cadences = new Cadences(5_000, 1_500)
    expect(cadences.expected('live')).toBe(5_000)
    teach(cadences, 'live', 200)
    expect(cadences.expected('live')).toBe(200)
    expect(cadences.expected('polled')).toBe(5_000)
    expect([cadences.isLearned('live'), cadences.isLearned('polled')]).toEqual([true, false])
  })

  it('T1: polled samples come no faster than the polls', () => {
    const cadences = new Cadences(1_000, 1_500)
    expect(cadences.expected('polled')).toBe(1_500)
    teach(cadences, 'polled', 200)
    expect(cadences.expected('polled')).toBe(1_500)
    cadences.forget()
    teach(cadences, 'polled', 10_000)
    expect(cadences.expected('polled')).toBe(10_000)
  })

  it('T1: are learned anew at each change of mode', () => {
    const cadences = new Cadences(5_000, 1_500)
    teach(cadences, 'live', 200)
    cadences.forget()
    expect(cadences.isLearned('live')).toBe(false)
    teach(cadences, 'live', 3_000)
    expect(cadences.expected('live')).toBe(3_000)
  })

  it('T5: losing a link does not make old values look fresher: until learned anew, the cadence before holds', () => {
    const cadences = new Cadences(5_000, 1_500)
    teach(cadences, 'live', 200)
    cadences.forget()
    cadences.forget()
    expect([cadences.expected('live'), cadences.expected('polled')]).toEqual([200, 1_500])
  })

  it('T1: filled samples say nothing about live ones', () => {
    const cadences = new Cadences(5_000, 1_500)
    teach(cadences, 'filled', 60_000)
    expect(cadences.expected('live')).toBe(5_000)
  })
})
