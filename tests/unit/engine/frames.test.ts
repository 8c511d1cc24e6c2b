import { describe, expect, it } from 'vitest'
import { transferablesOf } from '../../../src/engine/transfer'
import { json } from '../fake-fetch'
import { FakePage } from './fake-page'
import { batchOf } from './plant'

describe('frames that no one should take', () => {
  it('P1, T6: binary and ten megabytes cost nothing but themselves', async () => {
    const page = await FakePage.delivering()
    page.socket.receive(new ArrayBuffer(1_000))
    page.socket.receive(`{"type":"datapoints_batch","datapoints":[${' '.repeat(10_485_760)}]}`)
    page.socket.receive(batchOf(5))
    await page.pass(1_000)
    expect(page.values('live')).toEqual([5])
    const reasons = page.records.flatMap((one) => (one.kind === 'rejection' ? [one.rejection] : []))
    expect(reasons.map(({ reason }) => reason)).toEqual([
      'Expected text, got a binary frame.',
      'A frame of 10.0 MB is over the limit of 1.0 MB.',
    ])
    expect(reasons[1]!.raw.length).toBeLessThan(500)
    expect(page.counters).toMatchObject({ frames: 4, rejected: 2, ignored: 0, readings: 1 })
    expect(page.counters.bytes).toBeGreaterThan(10_485_760)
    expect(page.state.socket).toBe('delivering')
  })

  it('T6: what nobody knows is ignored and counted', async () => {
    const page = await FakePage.delivering()
    page.socket.receive({ type: 'announcement' })
    await page.pass(1_000)
    expect(page.counters).toMatchObject({ frames: 2, ignored: 1, rejected: 0 })
  })

  it('T6: polls are counted like frames', async () => {
    const page = new FakePage()
    page.sockets.refuses = true
    await page.watch()
    page.plant.on('latest', () =>
      json([{ value: 1 }, { value: 2, event_public_id: 'a', timestamp: '2025-01-15T14:30:00' }]),
    )
    await page.pass(1_500)
    await page.pass(1_000)
    expect(page.counters).toMatchObject({ frames: 2, readings: 2, rejected: 1, rejectedReadings: 1 })
    expect(page.counters.bytes).toBeGreaterThan(50)
  })
})

describe('a page that takes nothing', () => {
  it('T6: is not drowned, and learns how much was lost', async () => {
    const page = await FakePage.delivering({ takes: false })
    await page.pass(100)
    expect(page.batches.length).toBeLessThanOrEqual(2)
    const points = Array.from({ length: 500 }, (_, i) => ({ value: i, event_public_id: 'oven' }))
    for (let i = 0; i < 450; i++) page.socket.receive({ type: 'datapoints_batch', datapoints: points })
    await page.pass(2_000)
    expect(page.batches.length).toBeLessThanOrEqual(2)
    expect(page.counters).toMatchObject({ readings: 225_000 })
    expect(page.counters.overflowed).toBeGreaterThanOrEqual(24_000)
  })
})

describe('a batch on its way to the page', () => {
  it('gives its columns away instead of copying them', async () => {
    const page = await FakePage.delivering()
    await page.pass(100)
    page.socket.receive(batchOf(1, 2))
    page.clock.advance(16)
    const message = page.messages.at(-1)!
    const { times, values, sensorOf } = page.parts.at(-1)!.readings!
    expect(transferablesOf(message)).toEqual([sensorOf.buffer, times.buffer, values.buffer])
    const copy = structuredClone(message, { transfer: transferablesOf(message) })
    expect([values.byteLength, copy.kind]).toEqual([0, 'batch'])
    expect(transferablesOf({ kind: 'sign-in-failed', source: 'plant', text: '' })).toEqual([])
  })
})
