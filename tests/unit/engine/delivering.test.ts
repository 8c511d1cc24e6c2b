import { describe, expect, it } from 'vitest'
import { settle } from '../fake-clock'
import { json, later } from '../fake-fetch'
import { FakePage } from './fake-page'
import { batchOf } from './plant'

describe('a watched source', () => {
  it('signs in by itself, opens its socket, is greeted, and hands over readings in batches', async () => {
    const page = new FakePage()
    await page.watch()
    expect(page.session).toEqual({ state: 'signed-in', user: { name: 'op', role: 'operator' } })
    expect(page.sockets.all.map(({ url }) => url)).toEqual([
      'wss://watch.example/sources/plant/ws/datapoints/stream?token=jwt-1',
    ])
    expect(page.mode).toBe('connecting')

    page.socket.accept()
    await settle()
    expect(page.state.socket).toBe('unproven')
    page.socket.receive({ type: 'connected' })
    await settle()
    expect([page.state.socket, page.mode]).toEqual(['delivering', 'websocket'])

    for (let value = 1; value <= 500; value++) page.socket.receive(batchOf(value))
    expect(page.values('live')).toEqual([])
    page.clock.advance(16)
    expect(page.values('live')).toEqual(Array.from({ length: 500 }, (_, i) => i + 1))
    expect(page.plant.count('login')).toBe(1)
    expect(page.plant.count('latest')).toBe(0)
  })

  it('reads sensors, limits and health at the start and each minute', async () => {
    const page = await FakePage.delivering()
    await page.pass(1_000)
    expect(page.records.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['sensors', 'limits', 'health']),
    )
    const before = page.plant.count('events')
    await page.pass(121_000, 1_000)
    expect(page.plant.count('events') - before).toBe(2)
    expect(page.messages.filter(({ kind }) => kind === 'metadata').at(-1)).toMatchObject({ failure: null })
  })

  it('reads metadata once more when that was asked for while it was being read', async () => {
    const page = await FakePage.delivering()
    await page.pass(500)
    const before = page.plant.count('events')
    const events = later()
    page.plant.on('events', () => events.answer)
    page.send({ kind: 'refresh', source: 'plant' })
    await settle()
    page.send({ kind: 'refresh', source: 'plant' })
    page.send({ kind: 'refresh', source: 'plant' })
    await settle()
    expect(page.plant.count('events') - before).toBe(1)
    page.plant.on('events', () => json({ data: [], total: 0 }))
    events.give(json({ data: [], total: 0 }))
    await page.pass(500)
    expect(page.plant.count('events') - before).toBe(2)
  })

  it('pings every 25 seconds, and measures the round trip', async () => {
    const page = await FakePage.delivering()
    for (let turn = 1; turn <= 3; turn++) {
      await page.pass(turn === 1 ? 25_000 : 24_960, 520)
      expect(page.socket.sent).toEqual(Array.from({ length: turn }, () => '{"type":"ping"}'))
      page.socket.receive(batchOf(1))
      page.clock.advance(40)
      page.socket.receive({ type: 'pong' })
    }
    await page.pass(1_000)
    expect(page.counters).toMatchObject({ sent: 3, roundTripMs: 40, frames: 7, readings: 3 })
    expect(page.state.socket).toBe('delivering')
  })

  it('any valid frame answers a ping, a bad one does not', async () => {
    const page = await FakePage.delivering()
    await page.pass(25_000, 1_000)
    page.socket.receive('NaN')
    expect(page.state.probing).toBe(true)
    page.socket.receive(batchOf(1))
    expect(page.state.probing).toBe(false)
  })

  it('reconnects when a ping is not answered within ten seconds', async () => {
    const page = await FakePage.delivering()
    await page.pass(34_900, 100)
    expect(page.state.socket).toBe('delivering')
    const dead = page.socket
    await page.pass(200, 100)
    expect(page.state).toMatchObject({ socket: 'waiting', attempt: 1 })
    expect(dead.isLive).toBe(false)
    await page.pass(1_000)
    expect(page.sockets.all).toHaveLength(2)
  })

  it('C10: pings and polls at once on a silence; polls do not end it, live readings do', async () => {
    const page = await FakePage.delivering()
    for (let i = 0; i < 5; i++) {
      page.socket.receive(batchOf(i))
      await page.pass(1_000)
    }
    expect(page.plant.count('latest')).toBe(0)
    await page.pass(4_500)
    expect(page.state.silent).toBe(true)
    expect(page.socket.sent).toHaveLength(1)
    expect(page.plant.count('latest')).toBe(1)
    expect(page.mode).toBe('websocket')

    page.socket.receive({ type: 'pong' })
    await page.pass(3_000)
    expect(page.values('polled')).toEqual([1, 1, 1])
    expect(page.state).toMatchObject({ silent: true, poll: 'on', probing: false })

    page.socket.receive(batchOf(9))
    await page.pass(4_000)
    expect(page.state).toMatchObject({ silent: false, poll: 'off', socket: 'delivering' })
    expect(page.plant.count('latest')).toBe(3)
  })

  it('C8: after a freeze it pings, reads anew and measures the clock anew', async () => {
    const page = await FakePage.delivering()
    await page.pass(1_000)
    const before = page.plant.count('events')
    page.clock.jump(3_600_000)
    page.send({ kind: 'clock-jumped' })
    page.receive({ kind: 'resumed' })
    await page.pass(500)
    expect(page.socket.sent).toEqual(['{"type":"ping"}'])
    expect(page.plant.count('events')).toBeGreaterThan(before)
    expect(page.state.socket).toBe('delivering')
  })

  it('hands over one batch a window of the length that was asked for', async () => {
    const page = await FakePage.delivering()
    await page.pass(1_000)
    const before = page.batches.length
    page.send({ kind: 'debounce', ms: 250 })
    for (let i = 0; i < 10; i++) {
      page.socket.receive(batchOf(i))
      page.clock.advance(20)
    }
    expect(page.batches.length).toBe(before)
    page.clock.advance(50)
    expect(page.batches.length).toBe(before + 1)
  })
})

describe('history', () => {
  it('T4: comes in the order: readings, then that it is all', async () => {
    const page = await FakePage.delivering()
    page.send({ kind: 'fill', source: 'plant', sensors: ['oven', 'pump'], spanMs: 60_000 })
    await page.pass(100)
    expect(page.values('filled')).toEqual([7, 7])
    expect(page.records).toContainEqual({ kind: 'filled', sensors: ['oven', 'pump'], failure: null })
  })

  it('is asked for as fast as the page takes it', async () => {
    const page = await FakePage.delivering()
    await page.pass(100)
    const sensors = Array.from({ length: 100 }, (_, i) => `s${i}`)
    page.send({ kind: 'fill', source: 'plant', sensors, spanMs: 60_000 })
    await settle()
    expect(page.plant.count('series')).toBe(1)
    await page.pass(2_000)
    expect(page.plant.count('series')).toBe(5)
    expect(page.values('filled')).toHaveLength(100)
  })

  it('T4: that cannot be had is said', async () => {
    const page = await FakePage.delivering()
    page.plant.on('series', () => 'fail')
    page.send({ kind: 'fill', source: 'plant', sensors: ['oven'], spanMs: 60_000 })
    await page.pass(100)
    expect(page.records).toContainEqual({
      kind: 'filled',
      sensors: ['oven'],
      failure: 'The server cannot be reached.',
    })
  })
})

describe("the server's clock", () => {
  it('K2: is told, and moves times of arrival, never times of samples', async () => {
    const page = new FakePage()
    const ahead = 3_600_000
    const date = (): string => new Date(page.clock.now() + ahead).toUTCString()
    page.plant.on(
      'health',
      () =>
        new Response('{"status":"ok"}', { headers: { 'Content-Type': 'application/json', Date: date() } }),
    )
    await page.watch()
    await page.greet()
    await page.pass(1_000)
    const told = page.messages.find((message) => message.kind === 'clock')
    expect(Math.abs(told!.offset.offsetMs - ahead)).toBeLessThanOrEqual(told!.offset.uncertaintyMs)

    page.socket.receive({ type: 'datapoints_batch', datapoints: [{ value: 5, event_public_id: 'late' }] })
    page.socket.receive(batchOf(6))
    await page.pass(100)
    const { times } = page.parts.findLast(({ readings }) => readings)!.readings!
    expect(Math.abs(times[0]! - page.clock.now() - ahead)).toBeLessThan(2_000)
    expect(times[1]).toBe(Date.UTC(2025, 0, 15, 14, 30))
  })

  it('K2: is not news when hardly anything changed', async () => {
    const page = new FakePage()
    page.plant.on(
      'health',
      () =>
        new Response('{"status":"ok"}', {
          headers: { 'Content-Type': 'application/json', Date: new Date(page.clock.now()).toUTCString() },
        }),
    )
    await page.watch()
    for (let i = 0; i < 20; i++) {
      page.send({ kind: 'refresh', source: 'plant' })
      await page.pass(250)
    }
    const asked = page.plant.count('health')
    expect(asked).toBeGreaterThan(15)
    expect(page.messages.filter(({ kind }) => kind === 'clock').length).toBeLessThan(asked)
  })
})
