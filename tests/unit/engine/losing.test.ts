import { describe, expect, it } from 'vitest'
import { html, json, later } from '../fake-fetch'
import { FakePage } from './fake-page'
import { batchOf } from './plant'

/** Refuses every upgrade from now on, for so long. */
async function refuseUpgrades(page: FakePage, ms: number): Promise<void> {
  for (let left = ms; left > 0; left -= 250) {
    if (page.sockets.all.length > 0 && page.socket.readyState === 0) page.socket.drop(1006)
    await page.pass(250)
  }
}

describe('a server that goes away', () => {
  it('is polled every 1.5 s after three failures in a row, until the socket delivers again', async () => {
    const page = await FakePage.delivering()
    await page.pass(11_000)
    page.socket.drop(1006)
    await refuseUpgrades(page, 1_000)
    expect([page.mode, page.plant.count('latest')]).toEqual(['connecting', 0])
    await refuseUpgrades(page, 2_500)
    expect(page.mode).toBe('polling')
    const before = page.plant.count('latest')
    await refuseUpgrades(page, 15_000)
    expect(page.plant.count('latest') - before).toBe(10)
    expect(page.values('polled').length).toBeGreaterThan(9)

    page.receive({ kind: 'try-now' })
    await page.pass(250)
    page.socket.accept()
    expect(page.mode).toBe('polling')
    await page.greet()
    expect(page.mode).toBe('websocket')
    const after = page.plant.count('latest')
    await page.pass(10_000)
    expect(page.plant.count('latest')).toBe(after)
    expect(page.state.attempt).toBe(0)
  })

  it('T4: is asked for its metadata again when it is back', async () => {
    const page = await FakePage.delivering()
    await page.pass(1_000)
    const before = page.plant.count('events')
    page.socket.drop(1001)
    await page.pass(2_000)
    await page.greet()
    await page.pass(250)
    expect(page.plant.count('events') - before).toBe(1)
  })

  it('with everything down: polls back off, nothing is claimed to be polling, and it comes back', async () => {
    const page = await FakePage.delivering()
    page.plant.everything(() => html(502))
    page.socket.drop(1006)
    await refuseUpgrades(page, 30_000)
    expect(page.state).toMatchObject({ poll: 'failing' })
    expect(page.mode).toBe('connecting')
    // Doubled from 1.5 s: after 0, 3, 9, 21 s.
    expect(page.plant.count('latest')).toBeLessThan(6)
    expect(page.messages.filter(({ kind }) => kind === 'session')).toHaveLength(2)
  })

  it('C9: that opens and stays mute is left after ten seconds', async () => {
    const page = new FakePage()
    await page.watch()
    page.socket.accept()
    await page.pass(9_750)
    expect(page.state.socket).toBe('unproven')
    await page.pass(500)
    expect(page.state).toMatchObject({
      socket: 'waiting',
      attempt: 1,
      failure: { text: 'The connection opened, but the server did not greet.' },
    })
    expect(page.sockets.live).toBe(0)
  })

  it('C9: that sends only what cannot be understood is left too', async () => {
    const page = new FakePage()
    await page.watch()
    page.socket.accept()
    for (let i = 0; i < 10; i++) {
      page.socket.receive('{"type":"datapoints_batch","datapoints":[{"value":NaN}]}')
      page.socket.receive({ type: 'datapoints_batch', datapoints: [{ value: null }] })
      await page.pass(1_000)
    }
    expect(page.state).toMatchObject({ socket: 'waiting', attempt: 1 })
    expect(page.counters).toMatchObject({ frames: 20, rejected: 20, rejectedReadings: 10, readings: 0 })
  })

  it('C9: whose handshake hangs is left after ten seconds, and REST is asked why', async () => {
    const page = new FakePage()
    await page.watch()
    await page.pass(10_000)
    expect(page.state).toMatchObject({ socket: 'waiting', attempt: 1 })
    await page.pass(11_500)
    expect(page.state).toMatchObject({ socket: 'waiting', attempt: 2 })
    expect(page.state.failure?.text).toContain('A proxy may block WebSockets.')
  })

  it('C9: the deadline of the handshake does not run while the sign-in does', async () => {
    const page = new FakePage()
    page.plant.on('handout', () => 'hang')
    await page.watch()
    await page.pass(9_900)
    page.plant.on('handout', () => json({ email: 'op@plant', password: 'pw' }))
    await page.pass(200)
    expect(page.state.failure?.text).toBe('The server did not answer in time.')
    await page.pass(1_000)
    expect(page.state.socket).toBe('opening')
    await page.pass(9_500)
    expect(page.state.socket).toBe('opening')
  })
})

describe('an upgrade that is refused', () => {
  it('is explained by REST: nothing answers', async () => {
    const page = new FakePage()
    await page.watch()
    page.plant.on('me', () => 'fail')
    await refuseUpgrades(page, 2_000)
    expect(page.state.failure).toMatchObject({ code: 1006, text: 'The server cannot be reached.' })
  })

  it('is explained by REST: only the socket does not get through', async () => {
    const page = new FakePage()
    await page.watch()
    await refuseUpgrades(page, 2_000)
    expect(page.state.failure?.text).toContain('A proxy may block WebSockets.')
    expect(page.state.failure?.remedy).toBe('wait')
  })

  it('C3: is explained by REST: the sign-in is refused, and is renewed', async () => {
    const page = new FakePage()
    await page.watch()
    page.plant.valid.clear()
    await refuseUpgrades(page, 2_000)
    expect(page.plant.count('login')).toBe(2)
    expect(page.socket.url).toContain('token=jwt-2')
  })
})

describe('an address that no browser opens', () => {
  it('halts with words, and polls', async () => {
    const page = new FakePage()
    page.sockets.refuses = true
    await page.watch()
    expect(page.state).toMatchObject({
      socket: 'halted',
      failure: { text: 'The address is not valid.', remedy: 'ask-administrator' },
    })
    expect(page.mode).toBe('polling')
  })
})

describe('a superseded socket', () => {
  it('C5: is closed, and nobody listens to what it still says', async () => {
    const page = await FakePage.delivering()
    const old = page.socket
    page.receive({ kind: 'signed-in' })
    await page.pass(250)
    expect(page.sockets.all).toHaveLength(2)
    expect(old.isLive).toBe(false)
    const before = page.messages.length
    old.receive(batchOf(666))
    old.drop(1008, 'User not found')
    expect(page.messages).toHaveLength(before)
    await page.pass(250)
    expect(page.values('live')).not.toContain(666)
    expect(page.state.socket).toBe('opening')
  })

  it('C5: is never opened when its credentials come too late', async () => {
    const page = new FakePage()
    const handout = later()
    page.plant.on('handout', () => handout.answer)
    await page.watch()
    page.receive({ kind: 'stop' })
    page.receive({ kind: 'start' })
    handout.give(json({ email: 'op@plant', password: 'pw' }))
    await page.pass(1_000)
    expect(page.sockets.all).toHaveLength(1)
    expect(page.state).toMatchObject({ socket: 'opening' })
    await page.greet()
    expect(page.state.socket).toBe('delivering')
  })

  it('C5: is not opened at all when the link was stopped meanwhile', async () => {
    const page = new FakePage()
    const handout = later()
    page.plant.on('handout', () => handout.answer)
    await page.watch()
    page.receive({ kind: 'stop' })
    handout.give(json({ email: 'op@plant', password: 'pw' }))
    await page.pass(1_000)
    expect(page.sockets.all).toEqual([])
  })

  it('C5: cannot close its successor', async () => {
    const page = await FakePage.delivering()
    const { connection } = page.state
    const address = { source: 'plant', link: 'datapoints' }
    const close = { kind: 'close', connection: connection - 1, code: 1000, reason: '' } as const
    page.send({ kind: 'perform', address, effects: [close] })
    expect(page.socket.isLive).toBe(true)
  })

  it('C5: what fired on its way to the page does not hit the next one', async () => {
    const page = await FakePage.delivering()
    page.receive({ kind: 'signed-in' })
    await page.pass(250)
    const { connection } = page.state
    page.receive({ kind: 'timer', timer: 'handshake', connection: connection - 1 })
    page.receive({ kind: 'timer', timer: 'retry', connection: connection - 1 })
    expect(page.state).toMatchObject({ socket: 'opening', connection })
  })
})
