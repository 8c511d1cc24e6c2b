import { describe, expect, it } from 'vitest'
import { json, later } from '../fake-fetch'
import { FakePage } from './fake-page'

const refusals = [
  'Authentication required',
  'Invalid or expired token',
  'Token has been revoked',
  'User not found',
  'Invalid API token',
  'API token expired',
]

describe('a token that is refused', () => {
  it.each(refusals)('C3: "%s": is renewed where the deployment hands out a sign-in', async (reason) => {
    const page = await FakePage.delivering()
    await page.pass(11_000)
    page.plant.valid.clear()
    page.socket.drop(1008, reason)
    await page.pass(500)
    expect(page.plant.count('login')).toBe(2)
    expect(page.socket.url).toContain('token=jwt-2')
    await page.greet()
    expect(page.state.socket).toBe('delivering')
  })

  it.each(refusals)('C3: "%s": halts and asks the user where it does not', async (reason) => {
    const page = await FakePage.delivering({ automatic: null, token: 'kept' })
    page.socket.drop(1008, reason)
    await page.pass(60_000, 5_000)
    expect(page.state).toMatchObject({ socket: 'halted', failure: { remedy: 'sign-in', code: 1008, reason } })
    expect([page.sockets.all.length, page.plant.count('latest'), page.plant.count('login')]).toEqual([
      1, 0, 0,
    ])
  })

  it('C3: again and again: halts after one renewal, and asks nothing more', async () => {
    const page = new FakePage()
    await page.watch()
    const logins = (): number => page.plant.count('login')
    for (let i = 0; i < 40; i++) {
      if (page.socket.isLive) {
        page.socket.accept()
        page.socket.drop(1008, 'Token has been revoked')
      }
      await page.pass(1_000)
    }
    expect(page.state).toMatchObject({ socket: 'halted', failure: { remedy: 'sign-in' } })
    expect([page.sockets.all.length, logins()]).toEqual([2, 2])
  })

  it('C3: whose user was deleted: the sign-in fails for good, and is not tried each minute', async () => {
    const page = await FakePage.delivering()
    page.plant.valid.clear()
    page.plant.on('login', () => json({ detail: 'Invalid credentials' }, 401))
    page.socket.drop(1008, 'User not found')
    await page.pass(300_000, 5_000)
    expect(page.state).toMatchObject({ socket: 'halted', failure: { remedy: 'sign-in' } })
    expect(page.session).toEqual({ state: 'signed-out', text: 'Email or password is wrong.' })
    expect(page.plant.count('login')).toBe(2)

    page.plant.on('login', () => json({ access_token: page.plant.issue() }))
    page.receive({ kind: 'try-now' })
    await page.pass(500)
    await page.greet()
    expect([page.state.socket, page.session?.state]).toEqual(['delivering', 'signed-in'])
  })

  it('C3: whose user was deleted: an answer that was still under way does not sign in once more', async () => {
    const page = new FakePage()
    const sensors = later()
    page.plant.on('events', () => sensors.answer)
    await page.watch()
    await page.greet()
    page.plant.on('login', () => json({ detail: 'Invalid credentials' }, 401))
    page.socket.drop(1008, 'User not found')
    await page.pass(1_000)
    expect([page.state.socket, page.plant.count('login')]).toEqual(['halted', 2])
    sensors.give(json({ detail: 'User not found' }, 401))
    await page.pass(1_000)
    expect(page.plant.count('login')).toBe(2)
    expect(page.session).toEqual({ state: 'signed-out', text: 'Email or password is wrong.' })
  })

  it('C3: while the sign-in cannot be reached, it tries on as after any outage', async () => {
    const page = await FakePage.delivering()
    page.plant.on('handout', () => 'fail')
    page.plant.valid.clear()
    page.socket.drop(1008, 'Invalid or expired token')
    await page.pass(5_000)
    expect(page.state).toMatchObject({ socket: 'waiting', renewed: false })
    expect(page.session).toEqual({ state: 'signed-out', text: 'The server cannot be reached.' })
    page.plant.on('handout', () => json({ email: 'op@plant', password: 'pw' }))
    await page.pass(5_000)
    await page.greet()
    expect(page.state.socket).toBe('delivering')
  })

  it('C3: by REST alone: is renewed once for all who were refused, and the socket lives on', async () => {
    const page = await FakePage.delivering()
    await page.pass(500)
    page.plant.valid.clear()
    page.send({ kind: 'refresh', source: 'plant' })
    page.send({ kind: 'fill', source: 'plant', sensors: ['oven'], spanMs: 60_000 })
    await page.pass(500)
    expect(page.plant.count('login')).toBe(2)
    expect(page.values('filled')).toEqual([7])
    expect(page.sockets.all).toHaveLength(1)
  })

  it('C3: by REST, again and again: asks the user, and does not loop', async () => {
    const page = await FakePage.delivering()
    await page.pass(500)
    for (const path of ['events', 'rules'] as const) page.plant.on(path, () => json({ detail: 'no' }, 401))
    for (let i = 0; i < 60; i++) {
      await page.pass(10_000, 5_000)
      page.socket.receive({ type: 'pong' })
    }
    expect(page.plant.count('login')).toBe(2)
    expect(page.session).toEqual({ state: 'signed-out', text: 'no' })
    expect(page.state.socket).toBe('delivering')
  })

  it('C3: by a poll: polling ends, and the sign-in is renewed', async () => {
    const page = await FakePage.delivering()
    page.socket.drop(1006)
    for (let i = 0; i < 16; i++) {
      if (page.socket.readyState === 0) page.socket.drop(1006)
      await page.pass(250)
    }
    expect(page.mode).toBe('polling')
    page.plant.valid.clear()
    await page.pass(2_000)
    expect(page.state.poll).toBe('off')
    expect(page.plant.count('login')).toBe(2)
    expect(page.socket.url).toContain('token=jwt-2')
  })
})
