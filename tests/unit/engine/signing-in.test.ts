import { describe, expect, it } from 'vitest'
import { json, later } from '../fake-fetch'
import { FakePage } from './fake-page'
import { batchOf } from './plant'

describe('credentials that were kept from before', () => {
  it('are used, and the page learns whose they are', async () => {
    const page = new FakePage({ token: 'kept' })
    page.plant.valid.add('kept')
    await page.watch()
    await page.greet()
    expect(page.socket.url).toContain('token=kept')
    expect(page.session).toEqual({ state: 'signed-in', user: { name: 'op', role: 'operator' } })
    expect(page.plant.count('login')).toBe(0)
  })

  it('C3: and are no longer good are replaced where that needs nobody', async () => {
    const page = new FakePage({ token: 'kept' })
    await page.watch()
    page.socket.accept()
    page.socket.drop(1008, 'Invalid or expired token')
    await page.pass(500)
    expect(page.plant.count('login')).toBe(1)
    expect(page.socket.url).toContain('token=jwt-1')
    expect(page.session?.state).toBe('signed-in')
  })

  it('C3: and are no longer good ask the user where it does', async () => {
    const page = new FakePage({ token: 'kept', automatic: null })
    await page.watch()
    expect(page.session).toEqual({ state: 'signed-out', text: 'Invalid or expired token' })
    page.socket.accept()
    page.socket.drop(1008, 'Invalid or expired token')
    await page.pass(120_000, 5_000)
    expect(page.state).toMatchObject({ socket: 'halted', failure: { remedy: 'sign-in' } })
    expect(page.messages.filter(({ kind }) => kind === 'session')).toHaveLength(1)
  })

  it('stay when the backend cannot say whose they are, until it can', async () => {
    const page = new FakePage({ token: 'kept' })
    page.plant.valid.add('kept')
    page.plant.on('me', () => 'fail')
    await page.watch()
    expect(page.session).toBeNull()
    page.plant.on('me', () => json({ username: 'op', role: null }))
    await page.pass(61_000, 1_000)
    expect(page.session).toEqual({ state: 'signed-in', user: { name: 'op', role: null } })
  })
})

describe('a user who signs in', () => {
  const signIn = {
    kind: 'sign-in',
    source: 'plant',
    method: 'password',
    fields: { email: 'a', password: 'b' },
  } as const

  it('is asked to at first, and then watches', async () => {
    const page = new FakePage({ automatic: null })
    await page.watch()
    expect(page.session).toEqual({ state: 'signed-out', text: 'Sign in to watch this source.' })
    expect(page.state).toMatchObject({ socket: 'halted', failure: { remedy: 'sign-in' } })
    expect(page.sockets.all).toEqual([])
    page.send(signIn)
    await page.pass(250)
    await page.greet()
    expect([page.state.socket, page.session?.state]).toEqual(['delivering', 'signed-in'])
    await page.pass(250)
    expect(page.records.some(({ kind }) => kind === 'sensors')).toBe(true)
  })

  it('with something wrong is told what', async () => {
    const page = new FakePage({ automatic: null })
    page.plant.on('login', () => json({ detail: 'Incorrect' }, 401))
    await page.watch()
    page.send(signIn)
    await page.pass(250)
    expect(page.messages).toContainEqual({
      kind: 'sign-in-failed',
      source: 'plant',
      text: 'Email or password is wrong.',
    })
    expect(page.sockets.all).toEqual([])
  })

  it('with an API token that is wrong is told so', async () => {
    const page = new FakePage({ automatic: null })
    await page.watch()
    page.send({ kind: 'sign-in', source: 'plant', method: 'api-token', fields: { token: 'wm_wrong' } })
    await page.pass(250)
    expect(page.messages.some(({ kind }) => kind === 'sign-in-failed')).toBe(true)
    expect(page.session?.state).toBe('signed-out')
  })

  it.each([403, 404, 500])('is signed in though "me" answers %i', async (status) => {
    const page = new FakePage({ automatic: null })
    page.plant.on('me', () => json({ detail: 'no' }, status))
    await page.watch()
    page.send(signIn)
    await page.pass(250)
    expect(page.session).toEqual({ state: 'signed-in', user: null })
    expect(page.socket.isLive).toBe(true)
  })

  it('while a socket is open gets another one', async () => {
    const page = await FakePage.delivering()
    page.send(signIn)
    await page.pass(250)
    expect(page.sockets.all).toHaveLength(2)
    expect([page.sockets.live, page.socket.url.includes('jwt-2')]).toEqual([1, true])
  })
})

describe('a user who signs out', () => {
  it('closes the socket, tells the backend, and is not signed in again behind their back', async () => {
    const page = await FakePage.delivering()
    await page.pass(500)
    page.send({ kind: 'sign-out', source: 'plant' })
    await page.pass(300_000, 5_000)
    expect(page.sockets.live).toBe(0)
    expect(page.state).toMatchObject({ socket: 'halted', poll: 'off', failure: { remedy: 'sign-in' } })
    expect([page.plant.count('logout'), page.plant.count('login')]).toEqual([1, 1])
    expect(page.messages.findLast(({ kind }) => kind === 'session')).toMatchObject({
      session: { state: 'signed-out' },
      credentials: null,
    })
    page.receive({ kind: 'try-now' })
    await page.pass(1_000)
    expect([page.sockets.live, page.plant.count('login')]).toEqual([0, 1])
  })

  it('is signed out here even when the backend cannot be told', async () => {
    const page = await FakePage.delivering()
    page.plant.on('logout', () => 'fail')
    page.send({ kind: 'sign-out', source: 'plant' })
    await page.pass(500)
    expect(page.session?.state).toBe('signed-out')
  })

  it('stays signed out though a sign-in was under way', async () => {
    const page = new FakePage()
    page.plant.on('handout', () => 'hang')
    await page.watch()
    page.send({ kind: 'sign-out', source: 'plant' })
    page.plant.on('handout', () => json({ email: 'op@plant', password: 'pw' }))
    await page.pass(60_000, 1_000)
    expect(page.session?.state).toBe('signed-out')
    expect(page.sockets.all).toEqual([])
  })

  it('stays signed out though the answer to a sign-in comes afterwards', async () => {
    const page = new FakePage()
    const handout = later()
    page.plant.on('handout', () => handout.answer)
    await page.watch()
    page.send({ kind: 'sign-out', source: 'plant' })
    handout.give(json({ email: 'op@plant', password: 'pw' }))
    await page.pass(1_000)
    expect([page.session?.state, page.sockets.all.length]).toEqual(['signed-out', 0])
  })

  it('no longer sees what the old socket sends', async () => {
    const page = await FakePage.delivering()
    const { socket } = page
    page.send({ kind: 'sign-out', source: 'plant' })
    socket.receive(batchOf(5))
    await page.pass(500)
    expect(page.values('live')).toEqual([])
  })
})

describe('secrets', () => {
  it('C7: stand in no message of the engine but the one that gives them to be kept', async () => {
    const page = new FakePage()
    const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJvcCJ9.c2lnbmF0dXJlLW9mLXRoZS10b2tlbg'
    page.plant.valid.add(token)
    page.plant.on('login', () => json({ access_token: token }))
    page.plant.on('handout', () => json({ email: 'op@plant', password: 'hunter2-hunter2' }))
    await page.watch()
    await page.greet()
    page.socket.receive(`{"type":"datapoints_batch","token":"${token}","datapoints":[NaN]}`)
    page.socket.receive({ type: 'error', message: `bad token ${token}` })
    page.socket.drop(1011, `for ?token=${token}`.slice(0, 120))
    await page.pass(500)
    const others = page.messages.filter(({ kind }) => kind !== 'session')
    const told = JSON.stringify([others, page.state, page.session])
    expect(told).toContain('for ?token=')
    expect(told).not.toContain(token.slice(0, 40))
    expect(told).not.toContain('hunter2')
  })
})
