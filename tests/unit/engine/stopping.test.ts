import { describe, expect, it } from 'vitest'

import { settle } from '../fake-clock'
import { json, later, type Answer } from '../fake-fetch'
import { FakePage } from './fake-page'
import { batchOf, type Path } from './plant'

const nothing = { timers: 0, sockets: 0, listeners: 0, requests: 0 }

/** What a stop can interrupt. */
const moments: Record<string, (page: FakePage) => Promise<void>> = {
  'at once': () => Promise.resolve(),
  'while the socket opens': async (page) => page.pass(500),
  'while it is unproven': async (page) => {
    await page.pass(500)
    page.socket.accept()
  },
  'while it delivers': async (page) => {
    await page.pass(500)
    await page.greet()
    for (let i = 0; i < 5; i++) {
      page.socket.receive(batchOf(i))
      await page.pass(1_000)
    }
  },
  'on a silence': async (page) => {
    await moments['while it delivers']!(page)
    await page.pass(6_000)
  },
  'while it waits': async (page) => {
    await page.pass(500)
    page.socket.drop(1006)
  },
  'while it polls': async (page) => {
    for (let i = 0; i < 20; i++) {
      await page.pass(250)
      if (page.socket.readyState === 0) page.socket.drop(1006)
    }
  },
  'while readings wait': async (page) => {
    await page.pass(500)
    await page.greet()
    page.socket.receive(batchOf(1))
  },
}

function hanging(page: FakePage, ...paths: Path[]): void {
  for (const path of paths) page.plant.on(path, (): Answer => 'hang')
}

describe('a source that is no longer watched', () => {
  it.each(Object.keys(moments))('C6: %s, leaves nothing', async (moment) => {
    const page = new FakePage()
    await page.watch()
    await moments[moment]!(page)
    await page.unwatch()
    page.clock.advance(16)
    expect(page.leftOver).toEqual(nothing)
    const before = page.messages.length
    await page.pass(300_000, 10_000)
    expect(page.messages).toHaveLength(before)
  })

  it.each(['handout', 'login', 'me', 'events', 'health', 'latest', 'series'] as const)(
    'C6: while "%s" is being asked, leaves nothing and says nothing more',
    async (path) => {
      const page = new FakePage()
      hanging(page, path)
      await page.watch()
      page.send({ kind: 'fill', source: 'plant', sensors: ['oven'], spanMs: 1_000 })
      for (let i = 0; i < 20; i++) {
        await page.pass(250)
        if (page.sockets.all.length > 0 && page.socket.readyState === 0) page.socket.drop(1006)
      }
      expect(page.plant.http.pending).toBeGreaterThan(0)
      await page.unwatch()
      page.clock.advance(16)
      expect(page.leftOver).toEqual(nothing)
      const before = page.messages.length
      await page.pass(120_000, 5_000)
      expect(page.messages).toHaveLength(before)
    },
  )

  it('C6: says when nothing more is on its way, and hands nothing over after that', async () => {
    const page = new FakePage()
    await page.watch()
    await moments['while readings wait']!(page)
    await page.unwatch()
    expect(page.messages.at(-1)).toEqual({ kind: 'unwatched', source: 'plant' })
    await page.pass(1_000)
    expect(page.messages.at(-1)).toEqual({ kind: 'unwatched', source: 'plant' })
  })

  it('C6: a hundred times over, leaves nothing', async () => {
    const page = new FakePage()
    for (let turn = 0; turn < 100; turn++) {
      await page.watch()
      if (turn % 2 === 0) await page.greet()
      if (turn % 3 === 0) page.socket.receive(batchOf(turn))
      await page.unwatch()
      page.clock.advance(16)
      expect(page.leftOver).toEqual(nothing)
    }
    expect(page.sockets.all).toHaveLength(100)
    // What the sockets of before still say changes nothing, now that one is watched again.
    await page.watch()
    const before = page.messages.length
    for (const socket of page.sockets.all.slice(0, -1)) socket.drop(1008, 'User not found')
    expect(page.messages).toHaveLength(before)
    expect(page.state.socket).toBe('opening')
  })

  it('C6: a hundred times over before its system was loaded, leaves nothing', async () => {
    const page = new FakePage()
    for (let turn = 0; turn < 100; turn++) {
      page.send({ kind: 'watch', source: page.source, credentials: null })
      page.receive({ kind: 'start' })
      page.receive({ kind: 'stop' })
      page.send({ kind: 'unwatch', source: 'plant' })
    }
    await settle()
    expect([page.leftOver, page.plant.http.asked.length]).toEqual([nothing, 0])
  })

  it('C6: starts no timer for a sign-in that ends afterwards', async () => {
    const page = new FakePage({ automatic: null })
    await page.watch()
    page.send({ kind: 'sign-in', source: 'plant', method: 'password', fields: {} })
    page.engine.receive({ kind: 'unwatch', source: 'plant' })
    page.receive({ kind: 'stop' })
    await page.pass(500)
    expect(page.leftOver).toEqual(nothing)
  })

  it('C6: says nothing and starts nothing when an answer was just coming in', async () => {
    const page = new FakePage({ automatic: null })
    await page.watch()
    await page.pass(100)
    const me = later()
    page.plant.on('me', () => me.answer)
    page.send({ kind: 'sign-in', source: 'plant', method: 'password', fields: {} })
    await settle()
    me.give(json({ username: 'op' }))
    page.receive({ kind: 'stop' })
    page.send({ kind: 'unwatch', source: 'plant' })
    const before = page.messages.length
    await page.pass(1_000)
    expect([page.leftOver, page.messages.length]).toEqual([nothing, before])
  })

  it('C6: starts no timer when it is let go of at the word that it is signed in', async () => {
    const page = new FakePage({ automatic: null })
    await page.watch()
    await page.pass(100)
    page.onMessage = (message) => {
      if (message.kind === 'session') page.send({ kind: 'unwatch', source: 'plant' })
    }
    page.send({ kind: 'sign-in', source: 'plant', method: 'password', fields: {} })
    await page.pass(100)
    expect(page.session?.state).toBe('signed-in')
    expect(page.leftOver).toEqual(nothing)
  })

  it('watched twice is watched once', async () => {
    const page = new FakePage()
    await page.watch()
    page.send({ kind: 'watch', source: page.source, credentials: null })
    await page.pass(500)
    expect([page.sockets.all.length, page.plant.count('login')]).toEqual([1, 1])
  })
})

describe('a link that is stopped', () => {
  it('T6: tells its last counts', async () => {
    const page = await FakePage.delivering()
    await page.pass(1_000)
    page.socket.receive(batchOf(1, 2, 3))
    page.receive({ kind: 'stop' })
    expect(page.counters).toMatchObject({ frames: 2, readings: 3 })
  })

  it('C6: and its engine, leave nothing', async () => {
    const page = await FakePage.delivering()
    page.socket.receive(batchOf(1))
    page.engine.stop()
    await settle()
    expect(page.leftOver).toEqual(nothing)
  })
})

describe('a source that cannot be watched', () => {
  it('is told so where its system is unknown', () => {
    const page = new FakePage()
    page.engine.receive({ kind: 'watch', source: { ...page.source, system: '__proto__' }, credentials: null })
    expect(page.messages).toMatchObject([
      { kind: 'metadata', source: 'plant', failure: 'There is no system "__proto__".' },
    ])
  })

  it('commands for what is not watched do nothing', async () => {
    const page = new FakePage()
    const { engine } = page
    engine.receive({ kind: 'unwatch', source: 'x' })
    engine.receive({
      kind: 'perform',
      address: { source: 'x', link: 'y' },
      effects: [{ kind: 'open', connection: 1 }],
    })
    engine.receive({ kind: 'sign-in', source: 'x', method: 'password', fields: {} })
    engine.receive({ kind: 'sign-out', source: 'x' })
    engine.receive({ kind: 'fill', source: 'x', sensors: [], spanMs: 1 })
    engine.receive({ kind: 'refresh', source: 'x' })
    await page.watch()
    engine.receive({
      kind: 'perform',
      address: { source: 'plant', link: 'y' },
      effects: [{ kind: 'open', connection: 1 }],
    })
    await settle()
    expect(page.sockets.all).toHaveLength(1)
  })
})
