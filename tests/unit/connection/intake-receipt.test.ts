// The moment of receipt, which the page measures from (rule P5).
import { expect, it } from 'vitest'
import { Intake, type Origin } from '../../../src/connection/intake'
import type { Batch } from '../../../src/domain/batch'
import type { Update } from '../../../src/domain/updates'
import { FakeClock } from '../fake-clock'

const live: Origin = { source: 'plant', link: 'stream', provenance: 'live' }
const mill: Origin = { ...live, source: 'mill' }

function build() {
  const clock = new FakeClock()
  const batches: Batch[] = []
  const intake = new Intake({ clock, debounceMs: 16, deliver: (batch) => batches.push(batch) })
  return { clock, batches, intake }
}

const reading = (value: number): Update[] => [
  { kind: 'readings', readings: [{ sensor: 'a', time: 1, value }] },
]

it('P5: a batch tells when its oldest frame was received', () => {
  const { clock, batches, intake } = build()
  const start = clock.now()
  intake.take(live, reading(1), 0, start - 3.5)
  clock.advance(5)
  intake.take(mill, reading(2), 0, start + 4)
  intake.take(live, reading(3), 0, start + 5)
  clock.advance(100)
  intake.take(live, reading(4), 0, start + 100)
  clock.advance(16)
  expect(batches.map(({ receivedAt }) => receivedAt)).toEqual([start - 3.5, start + 100])
})

it('P5: what waits for a page that takes nothing is as old as it is', () => {
  const { clock, batches, intake } = build()
  for (let i = 0; i < 10; i++) {
    intake.take(live, reading(i), 0)
    clock.advance(100)
  }
  intake.acknowledge(2)
  clock.advance(16)
  expect(batches[2]!.receivedAt).toBe(clock.origin + 200)
})

it('P5: a clock that is set moves no receipt', () => {
  const { clock, batches, intake } = build()
  clock.jump(3_600_000)
  intake.take(live, reading(1), 0)
  clock.advance(16)
  expect(batches[0]!.receivedAt).toBe(clock.origin)
})

it('C6: what was forgotten is not the oldest of anything', () => {
  const { clock, batches, intake } = build()
  intake.take(live, reading(1), 0, 10)
  intake.take(mill, reading(2), 0, 20)
  intake.forget('plant')
  clock.advance(16)
  expect(batches[0]!.receivedAt).toBe(20)
})
