import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Intake, type Origin } from '../../../src/connection/intake'
import type { Batch } from '../../../src/domain/batch'
import type { Reading, Update } from '../../../src/domain/updates'
import { FakeClock } from '../fake-clock'

const live: Origin = { source: 'plant', link: 'stream', provenance: 'live' }

function build({ debounceMs = 16, capacity }: { debounceMs?: number; capacity?: number } = {}) {
  const clock = new FakeClock()
  const batches: Batch[] = []
  const intake = new Intake({
    clock,
    debounceMs,
    ...(capacity !== undefined && { capacity }),
    deliver: (batch) => batches.push(batch),
  })
  return { clock, batches, intake }
}

function readings(...list: Reading[]): Update[] {
  return [{ kind: 'readings', readings: list }]
}

function listed(batches: readonly Batch[]): string[] {
  return batches.flatMap(({ parts }) =>
    parts.flatMap(({ readings: columns }) =>
      Array.from(columns?.values ?? [], (value, i) => {
        return `${columns!.sensors[columns!.sensorOf[i]!]} ${columns!.times[i]} ${value}`
      }),
    ),
  )
}

const log = (message: string): Update => ({ kind: 'log', level: 'INFO', message, sensor: null, time: null })

describe('a source that is watched no longer', () => {
  it('C6: takes what still waits of it along, and nothing of the others', async () => {
    const { clock, batches, intake } = build({ capacity: 3 })
    const other: Origin = { ...live, source: 'mill' }
    intake.take(live, readings({ sensor: 'a', time: 1, value: 1 }, { sensor: 'a', time: 2, value: 2 }), 0)
    intake.take(other, readings({ sensor: 'b', time: 1, value: 3 }), 0)
    intake.forget('plant')
    // Its room is free again.
    expect(intake.take(other, readings({ sensor: 'b', time: 2, value: 4 }), 0)).toBe(0)
    clock.advance(16)
    expect(listed(batches)).toEqual(['b 1 3', 'b 2 4'])
    intake.take(live, [log('late')], 0)
    const handedOver = intake.handedOver()
    intake.forget('plant')
    await handedOver
    expect(clock.running).toBe(0)
  })
})

describe('the intake', () => {
  it('makes one batch of 500 readings of one window and loses none', () => {
    const { clock, batches, intake } = build()
    const expected: string[] = []
    for (let i = 0; i < 500; i++) {
      intake.take(live, readings({ sensor: `s${i % 7}`, time: 1_000 + i, value: i / 2 }), 0)
      expected.push(`s${i % 7} ${1_000 + i} ${i / 2}`)
      if (i % 50 === 0) clock.advance(1)
    }
    expect(batches).toEqual([])
    clock.advance(16)
    expect(batches).toHaveLength(1)
    expect(listed(batches)).toEqual(expected)
    expect(batches[0]!.number).toBe(1)
    expect(clock.running).toBe(0)
  })

  it('keeps readings in their order, whatever the windows', () => {
    const act = fc.oneof(
      fc.record({ sensor: fc.constantFrom('a', 'b', '__proto__'), value: fc.integer() }),
      fc.integer({ min: 0, max: 40 }),
    )
    fc.assert(
      fc.property(fc.array(act, { maxLength: 200 }), (acts) => {
        const { clock, batches, intake } = build()
        const expected: string[] = []
        for (const each of acts) {
          if (typeof each === 'number') {
            clock.advance(each)
            for (const { number } of batches) intake.acknowledge(number)
          } else {
            intake.take(live, readings({ ...each, time: 5 }), 0)
            expected.push(`${each.sensor} 5 ${each.value}`)
          }
        }
        for (let turn = 0; turn < 3; turn++) {
          clock.advance(100)
          intake.acknowledge(batches.length)
        }
        expect(listed(batches)).toEqual(expected)
        expect(batches.map(({ number }) => number)).toEqual(batches.map((_, i) => i + 1))
      }),
    )
  })

  it('T6: is bounded in front of a page that takes nothing, and counts what no longer fits', () => {
    const { clock, batches, intake } = build({ capacity: 100 })
    let overflowed = 0
    for (let i = 0; i < 1_000; i++) {
      overflowed += intake.take(live, readings({ sensor: 'a', time: i, value: i }), 0)
      clock.advance(16)
    }
    // Two batches are on their way, a third waits.
    expect(batches).toHaveLength(2)
    intake.acknowledge(1)
    clock.advance(16)
    expect(batches).toHaveLength(3)
    expect(listed(batches).length + overflowed).toBe(1_000)
    expect(batches[2]!.parts[0]!.readings!.values).toHaveLength(100)
  })

  it('T6: bounds records too', () => {
    const { clock, batches, intake } = build({ capacity: 100 })
    const overflowed = Array.from({ length: 50 }, (_, i) => intake.take(live, [log(`${i}`)], 0))
    clock.advance(16)
    expect(batches[0]!.parts[0]!.records).toHaveLength(10)
    expect(overflowed.reduce((sum, each) => sum + each)).toBe(40)
  })

  it('shows some rejections of a window, for all look alike', () => {
    const { clock, batches, intake } = build()
    const rejection: Update = { kind: 'rejection', rejection: { reason: 'x', raw: '', readings: 0 } }
    for (let i = 0; i < 100; i++) expect(intake.take(live, [rejection, log('kept')], 0)).toBe(0)
    clock.advance(16)
    const { records } = batches[0]!.parts[0]!
    expect(records.filter(({ kind }) => kind === 'rejection')).toHaveLength(20)
    expect(records.filter(({ kind }) => kind === 'log')).toHaveLength(100)
  })

  it('a new window length holds at once', () => {
    const { clock, batches, intake } = build({ debounceMs: 1_000 })
    intake.take(live, readings({ sensor: 'a', time: 1, value: 1 }), 0)
    clock.advance(500)
    intake.setDebounce(16)
    clock.advance(15)
    expect(batches).toHaveLength(0)
    clock.advance(1)
    expect(batches).toHaveLength(1)
  })

  it('keeps origins apart, and gives each its time of arrival', () => {
    const { clock, batches, intake } = build()
    const polled: Origin = { ...live, provenance: 'polled' }
    intake.take(live, readings({ sensor: 'a', time: null, value: 1 }), 100)
    intake.take(polled, readings({ sensor: 'a', time: 50, value: 2 }), 200)
    intake.take(live, [...readings({ sensor: 'a', time: null, value: 3 }), log('hello')], 300)
    clock.advance(16)
    const [first, second, ...others] = batches[0]!.parts
    expect(others).toEqual([])
    expect(first).toMatchObject({ ...live, arrivedAt: 100, records: [log('hello')] })
    expect([...first!.readings!.times]).toEqual([100, 300])
    expect(second).toMatchObject({ ...polled, arrivedAt: 200, records: [] })
    expect([...second!.readings!.times]).toEqual([50])
  })

  it('hands its buffers over without their spare room, so that they can be transferred', () => {
    const { clock, batches, intake } = build()
    for (let i = 0; i < 65; i++) intake.take(live, readings({ sensor: 'a', time: i, value: i }), 0)
    clock.advance(16)
    const { readings: columns } = batches[0]!.parts[0]!
    expect(columns!.values.buffer.byteLength).toBe(65 * 8)
    expect(columns!.sensors).toEqual(['a'])
  })

  it('makes no batch of nothing', () => {
    const { clock, batches, intake } = build()
    intake.take(live, [], 0)
    intake.acknowledge(7)
    intake.setDebounce(1)
    clock.advance(1_000)
    expect([batches.length, clock.running]).toEqual([0, 0])
  })

  it('loses nothing that comes while the page takes a batch on the spot', () => {
    const clock = new FakeClock()
    const values: number[] = []
    const intake = new Intake({
      clock,
      debounceMs: 16,
      deliver: ({ number, parts }) => {
        values.push(...parts[0]!.readings!.values)
        intake.acknowledge(number)
        if (values.length < 3) {
          intake.take(live, readings({ sensor: 'a', time: 1, value: values.length }), 0)
        }
      },
    })
    intake.take(live, readings({ sensor: 'a', time: 1, value: 0 }), 0)
    clock.advance(100)
    expect(values).toEqual([0, 1, 2])
  })

  it('tells when everything was handed over', async () => {
    const { clock, intake } = build()
    await intake.handedOver()
    let done = 0
    intake.take(live, readings({ sensor: 'a', time: 1, value: 0 }), 0)
    const waiting = intake.handedOver().then(() => done++)
    await Promise.resolve()
    expect(done).toBe(0)
    clock.advance(16)
    await waiting
    expect(done).toBe(1)
  })

  it('C6: leaves nothing when it is stopped, and lets nobody wait', async () => {
    const { clock, batches, intake } = build()
    intake.take(live, readings({ sensor: 'a', time: 1, value: 0 }), 0)
    const waiting = intake.handedOver()
    intake.stop()
    await waiting
    clock.advance(1_000)
    expect([batches.length, clock.running]).toEqual([0, 0])
  })
})
