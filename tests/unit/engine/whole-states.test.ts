// The whole way of a control center's states through the engine: close codes, attempts, polls, vanishing parts.
import { describe, expect, it } from 'vitest'
import { Timeline } from '../../../src/domain/timeline'
import { json } from '../fake-fetch'
import { FakePage } from './fake-page'

const STATUS = 'GET /sources/plant/api/status'

/** @param at when it was taken; a new moment each time unless told */
function stateOf(page: FakePage, { ids = ['storage'], at = page.clock.now(), metrics = {} } = {}) {
  const last_updated = new Date(at).toISOString()
  const component = {
    name: 'S',
    state: 'running',
    pid: 1,
    uptime: 1,
    cpu_percent: 2,
    memory_mb: 3,
    error: null,
  }
  return {
    components: Object.fromEntries(ids.map((id) => [id, { ...component, last_updated }])),
    metrics: { timestamp: last_updated, total_concepts: 5, ...metrics },
  }
}

async function watching() {
  const page = new FakePage({ system: 'control-center', signsIn: false })
  const hints = () => ({ cadenceMs: 2_000, pollMs: 2_000 })
  const timeline = new Timeline({ samplesPerSensor: 1_000, totalBytes: 1e8, sensorsPerSource: 100, hints })
  page.onMessage = (message) => {
    if (message.kind === 'batch') timeline.take(message.batch, page.clock.now())
  }
  page.plant.http.on(STATUS, () => json(stateOf(page)))
  await page.watch()
  const show = async (options: Parameters<typeof stateOf>[1] = {}): Promise<void> => {
    page.socket.receive(stateOf(page, options))
    await page.pass(2_000, 1_000)
  }
  return { page, timeline, show }
}

describe('a link to whole states', () => {
  it.each([1000, 1008])('C2: is not opened again after %i, and polling goes on', async (code) => {
    const { page, show } = await watching()
    page.socket.accept()
    await show()
    page.socket.drop(code)
    await page.pass(3_600_000, 10_000)
    expect([page.state.socket, page.mode, page.sockets.all.length]).toEqual(['halted', 'polling', 1])
    expect(page.plant.http.count(STATUS)).toBeGreaterThan(300)
  })

  it.each([1001, 1006, 1011])(
    'C1: after %i waits 3 s, failing again twice as long, 30 s at most, for ever',
    async (code) => {
      const { page, show } = await watching()
      page.socket.accept()
      await show()
      await page.pass(10_000)
      const opened: number[] = []
      const lost: boolean[] = []
      page.socket.drop(code)
      for (let i = 0; i < 2_000 && opened.length < 40; i++) {
        await page.pass(1_000, 1_000)
        if (page.socket.readyState !== 0) continue
        opened.push(page.clock.now())
        lost.push(page.state.lost)
        page.socket.accept()
        page.socket.drop(code)
      }
      const waits = opened.slice(1).map((at, i) => (at - opened[i]!) / 1_000)
      expect(waits.slice(0, 4)).toEqual([6, 12, 24, 30])
      expect(new Set(waits.slice(3))).toEqual(new Set([30]))
      expect([lost.indexOf(true), page.state.lost, page.mode]).toEqual([9, true, 'polling'])

      await page.pass(30_000, 1_000)
      page.socket.accept()
      await show()
      await page.pass(10_000)
      expect(page.state).toMatchObject({ attempt: 0, lost: false, socket: 'delivering' })
    },
  )

  it('C9: that brings no state within 6 s is left', async () => {
    const { page } = await watching()
    page.socket.accept()
    page.socket.receive({ components: 5 })
    await page.pass(6_000)
    expect(page.state).toMatchObject({ socket: 'waiting', attempt: 1 })
  })
})

describe('whole states', () => {
  it('T5: that repeat with the same time are dropped, counted, and grow no fresher', async () => {
    const { page, timeline, show } = await watching()
    page.socket.accept()
    const at = page.clock.now()
    for (let i = 0; i < 5; i++) await show({ at })
    const concepts = timeline.sensors.get('plant/metric:total_concepts')!
    expect(concepts.counts).toMatchObject({ stored: 1, repeats: 4 })
    const here = page.clock.now()
    expect(concepts.ageAt(here, here)).toBe(10_000)
    expect(timeline.source('plant').components.ageAt(here, here)).toBe(10_000)
  })

  it('T8: whose components and metrics vanish keep what was last known, and have it back when they return', async () => {
    const { page, timeline, show } = await watching()
    page.socket.accept()
    await show({ ids: ['storage', 'api'], metrics: { cpu_percent: 7 } })
    await show({ ids: ['storage'] })
    const listed = () =>
      timeline.source('plant').components.list.map(({ component, listed }) => [component.id, listed])
    const metric = timeline.sensors.get('plant/metric:cpu_percent')!
    expect(listed()).toEqual([
      ['storage', true],
      ['api', false],
    ])
    expect([metric.listed, metric.wasListed, metric.last?.value]).toEqual([false, true, 7])
    await show({ ids: ['api', 'storage'], metrics: { cpu_percent: 8 } })
    expect(listed()).toEqual([
      ['storage', true],
      ['api', true],
    ])
    expect([metric.listed, metric.last?.value]).toEqual([true, 8])
  })

  it('list their sensors once as long as these are the same', async () => {
    const { page, show } = await watching()
    page.socket.accept()
    await page.pass(500)
    const listings = () =>
      page.parts
        .filter(({ provenance }) => provenance === 'live')
        .flatMap(({ records }) => records)
        .filter(({ kind }) => kind === 'sensors').length
    for (let i = 0; i < 10; i++) await show({ metrics: { total_concepts: i } })
    expect(listings()).toBe(1)
  })
})
