// The whole way of a workspace's frames and polls through the engine into a timeline (servosense).
import { describe, expect, it } from 'vitest'
import { Timeline } from '../../../src/domain/timeline'
import { json, type Answer } from '../fake-fetch'
import { FakePage, type PageOptions } from './fake-page'

const API = '/sources/plant/api'
const reading = { type: 'reading', sensor_id: 1, value: 61.5, unit: '°C' }
const row = { sensor_id: 1, value: 60, unit: '°C', ts: '2025-01-15T14:29:50Z', name: 'W', machine: null }
const sensor = { id: 1, name: 'W', kind: 'temperature', unit: '°C', threshold: 80, machine: null }
const notFound = { type: 'error', message: 'workspace_not_found' }

/** A watched workspace; what was taken lies in `timeline`. */
async function watching({ rows = [row], ...options }: PageOptions & { rows?: unknown[] } = {}) {
  const page = new FakePage({ system: 'servosense', options: { workspace: 1 }, signsIn: false, ...options })
  const hints = () => ({ cadenceMs: 1_000, pollMs: 2_000 })
  const timeline = new Timeline({ samplesPerSensor: 1_000, totalBytes: 1e8, sensorsPerSource: 100, hints })
  page.onMessage = (message) => {
    if (message.kind === 'batch') timeline.take(message.batch, page.clock.now())
  }
  const topology = { workspace: { id: 1, name: 'Hall' }, machines: [], sensors: [sensor] }
  const latest = { rows }
  page.plant.http
    .on(`GET ${API}/workspaces/1/topology/`, () => json(topology))
    .on(`GET ${API}/workspaces/1/latest-readings/`, (): Answer => json(latest.rows))
    .on(`GET ${API}/workspaces/`, () => json([{ id: 1, name: 'Hall' }]))
    .on(`POST ${API}/user/token/`, () => json({ token: `token${page.plant.issue()}` }))
  await page.watch()
  const polls = (): number => page.plant.http.count(`GET ${API}/workspaces/1/latest-readings/`)
  const recorded = () => timeline.sensors.get('plant/1')!
  return { page, timeline, latest, polls, recorded }
}

/** Lets the socket be opened again and again, and does this each time; answers the waits between, in ms. */
async function eachTime(page: FakePage, ms: number, act: () => void): Promise<number[]> {
  const opened: number[] = []
  for (let left = ms; left > 0; left -= 250) {
    if (page.socket.readyState === 0) {
      opened.push(page.clock.now())
      page.socket.accept()
      act()
    }
    await page.pass(250)
  }
  return opened.slice(1).map((at, i) => at - opened[i]!)
}

describe('a reading without a time', () => {
  it('K1: that came live is timed on arrival, and counted as such', async () => {
    const { page, timeline, recorded } = await watching()
    page.socket.accept()
    page.socket.receive(reading)
    const arrived = page.clock.now()
    await page.pass(500)
    expect(recorded().last).toEqual({ time: arrived, value: 61.5, provenance: 'live' })
    expect([timeline.source('plant').untimed, recorded().untimed]).toEqual([1, null])
  })

  it('T5: that was polled has an unknown time: it is no sample, and is shown until there is a newer one', async () => {
    const { page, timeline, recorded } = await watching({ rows: [{ ...row, ts: null }] })
    page.socket.drop(1006)
    await eachTime(page, 12_000, () => page.socket.drop(1011))
    expect(page.mode).toBe('polling')
    expect(recorded().untimed).toMatchObject({ value: 60 })
    expect([recorded().last, timeline.source('plant').untimed]).toEqual([null, 0])
    await page.pass(5_000)
    page.socket.accept()
    page.socket.receive(reading)
    await page.pass(500)
    expect([recorded().untimed, recorded().last?.value]).toEqual([null, 61.5])
  })

  it('T4: and one polled with its own time are two clocks: none of them is taken for one that stepped back', async () => {
    const { page, latest, recorded } = await watching()
    page.socket.accept()
    for (let i = 0; i < 20; i++) {
      page.socket.receive({ ...reading, value: i })
      await page.pass(500)
    }
    page.socket.drop(1006)
    // The server's clock is a minute behind ours, and its answers do not say so.
    for (let i = 0; i < 60; i++) {
      latest.rows = [{ ...row, value: i, ts: new Date(page.clock.now() - 60_000).toISOString() }]
      if (page.socket.readyState === 0) page.socket.drop(1006)
      await page.pass(500)
    }
    expect(page.mode).toBe('polling')
    const { counts } = recorded()
    expect([counts.setAside, counts.tooOld, counts.invalid]).toEqual([0, 0, 0])
    expect(counts.stored).toBeGreaterThan(20 + 5)
  })
})

describe('a workspace that is quiet from the start', () => {
  it('T2: is asked once, for the server may know values though none come', async () => {
    const { page, polls, recorded } = await watching()
    page.socket.accept()
    await page.pass(30_000)
    expect(page.state).toMatchObject({ socket: 'delivering', silent: true, poll: 'off' })
    expect([polls(), recorded().last?.value]).toEqual([1, 60])
    page.socket.receive(reading)
    await page.pass(500)
    expect(page.state.silent).toBe(false)
  })

  it('T2: is asked as well where it speaks, but not of readings', async () => {
    const { page, polls } = await watching()
    page.socket.accept()
    page.socket.receive({ type: 'info', message: 'simulator_stopped' })
    await page.pass(30_000)
    expect([page.state.silent, polls()]).toEqual([true, 1])
  })
})

describe('a server that speaks another version only', () => {
  it('is no live link: it is turned away, says why, and is polled', async () => {
    const { page } = await watching()
    const modes = new Set<string>()
    const waits = await eachTime(page, 60_000, () => {
      for (let i = 0; i < 10; i++) page.socket.receive({ ...reading, version: 2 })
      modes.add(page.mode)
    })
    modes.add(page.mode)
    expect([...modes]).toEqual(['connecting', 'polling'])
    expect(page.state.failure?.text).toContain('The server speaks version 2')
    expect(waits.slice(-3)).toEqual([5_000, 5_000, 5_000])
    expect(page.records.filter(({ kind }) => kind === 'log')).toEqual([])
  })
})

describe('a server that turns away, or drops, whoever it let in', () => {
  it.each([
    ['without a word before', []],
    [
      'after other frames',
      [
        { type: 'info', message: 'hello' },
        { type: 'error', message: 'busy' },
      ],
    ],
  ])('C1: with workspace_not_found, %s: says so, waits longer and longer, and goes on', async (_, before) => {
    const { page } = await watching()
    const waits = await eachTime(page, 60_000, () => {
      for (const frame of [...before, notFound]) page.socket.receive(frame)
      page.socket.drop(4404, 'workspace_not_found')
    })
    expect(waits.slice(0, 6)).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000])
    expect(page.state.attempt).toBeGreaterThan(8)
    expect(page.state.failure).toMatchObject({
      text: 'The server has no workspace "1". Check the option "workspace" of this source.',
      remedy: 'wait',
    })
  })

  it('C1: after one reading each time: the attempts count up all the same', async () => {
    const { page } = await watching()
    const waits = await eachTime(page, 60_000, () => {
      page.socket.receive(reading)
      page.socket.drop(1011)
    })
    expect(waits.slice(0, 6)).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000])
    expect(page.state.attempt).toBeGreaterThan(8)
  })
})

describe('close code 4401', () => {
  it('C3: again and again, though readings came before: one renewal, then the user is asked', async () => {
    const { page } = await watching({ signsIn: true })
    await eachTime(page, 60_000, () => {
      page.socket.receive(reading)
      page.socket.drop(4401, 'Invalid token.')
    })
    expect(page.state).toMatchObject({ socket: 'halted', failure: { remedy: 'sign-in', code: 4401 } })
    expect([page.sockets.all.length, page.plant.http.count(`POST ${API}/user/token/`)]).toEqual([2, 2])
  })

  it('where nobody signs in: halts for the administrator, and polls', async () => {
    const { page, polls } = await watching()
    page.socket.accept()
    page.socket.drop(4401)
    await page.pass(10_000)
    expect(page.state).toMatchObject({ socket: 'halted', failure: { remedy: 'ask-administrator' } })
    expect([page.mode, page.sockets.all.length]).toEqual(['polling', 1])
    expect(polls()).toBeGreaterThan(3)
  })
})

describe('a token', () => {
  it('that no subprotocol can carry is reported, not thrown; with REST it is good, so it is polled', async () => {
    const { page, polls } = await watching({ signsIn: true, automatic: null, token: 'not legal, at all' })
    await page.pass(30_000)
    expect(page.sockets.all).toEqual([])
    expect(page.state).toMatchObject({ socket: 'halted', failure: { remedy: 'sign-in' } })
    expect(page.state.failure?.text).toContain('characters that a subprotocol cannot carry')
    expect(page.mode).toBe('polling')
    expect(polls()).toBeGreaterThan(10)
    expect(JSON.stringify([page.state, page.batches])).not.toContain('not legal')
  })

  it('C7: is in the URL where that was asked for only, and in nothing that is shown', async () => {
    const token = '9944b09199c62bcf9418ad846dd0e4bbdfc6ee4b'
    for (const socketToken of ['subprotocol', 'query']) {
      const options = { workspace: 1, socketToken }
      const { page, timeline } = await watching({ signsIn: true, automatic: null, token, options })
      const { url, protocols } = page.socket
      const isInUrl = socketToken === 'query'
      expect([url.includes(token), protocols.includes(token)]).toEqual([isInUrl, !isInUrl])
      page.socket.accept()
      for (const words of [token, `Token ${token}`, `token=${token}`]) {
        page.socket.receive({ type: 'event', level: words, message: words, sensor_id: 1 })
        page.socket.receive({ type: 'error', message: words, code: words })
        page.socket.receive({ ...reading, value: words, unit: words })
        page.socket.receive({ ...reading, version: words })
        page.socket.receive(`{"type":"reading","ts":"${words}`)
      }
      await page.pass(500)
      page.socket.drop(4401, `Token ${token} is over`)
      await page.pass(500)
      const told = page.messages.filter(({ kind }) => kind !== 'session')
      expect(JSON.stringify([told, page.state, timeline.log, [...timeline.sensors.keys()]])).not.toContain(
        token,
      )
    }
  })
})

it('a source without a workspace halts with what is missing, instead of trying for ever', async () => {
  const { page } = await watching({ options: {} })
  await page.pass(30_000)
  expect(page.sockets.all).toEqual([])
  expect(page.state).toMatchObject({
    socket: 'halted',
    failure: {
      remedy: 'ask-administrator',
      text: 'Set the option "workspace" of this source: the number or id of the workspace.',
    },
  })
})
