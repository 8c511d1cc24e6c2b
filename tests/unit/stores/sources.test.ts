// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Command } from '../../../src/engine/port'
import { useSources } from '../../../src/stores/sources'
import { answerWith, START, unwatch, watch } from '../components/watched'

const TOKEN = 'wm_Planted9Secret7Token5'

afterEach(() => {
  useSources().stop()
  unwatch()
})

function watchCommands(sent: readonly Command[]) {
  return sent.filter((one) => one.kind === 'watch')
}

describe('watchdeck.json', () => {
  test('is read, and each of its sources is watched', async () => {
    const { sources, sent, links } = await watch()
    expect(sources.phase).toBe('ready')
    expect(sources.configs.map(({ id }) => id)).toEqual(['plant', 'open'])
    expect(watchCommands(sent).map(({ source, credentials }) => [source.id, credentials])).toEqual([
      ['plant', null],
      ['open', null],
    ])
    expect(links.all.map(({ key }) => key)).toEqual(['plant/datapoints', 'open/datapoints'])
  })

  test('with problems, they are told and the good sources are watched', async () => {
    const { sources } = await watch({
      version: 1,
      sources: [{ id: 'BAD' }, { id: 'good', system: 'webmacs', url: 'http://localhost' }],
    })
    expect(sources.configs.map(({ id }) => id)).toEqual(['good'])
    expect(sources.problems.length).toBeGreaterThan(0)
  })

  test.each([
    ['the server’s page', () => new Response('<h1>Not Found</h1>', { status: 404 }), 'status 404'],
    ['words', () => new Response('deck.json does not exist.', { status: 500 }), 'deck.json does not exist.'],
    ['nothing', () => new Response('', { status: 503 }), 'status 503'],
  ])('that cannot be had is told: %s', async (_, answer, found) => {
    const { sources } = await watch()
    vi.stubGlobal('fetch', () => Promise.resolve(answer()))
    await sources.load()
    expect(sources.problems).toEqual([
      { key: 'watchdeck.json', expected: 'a watchdeck.json beside the page', found },
    ])
    expect(sources.phase).toBe('ready')
  })

  test('C7: what the server says about it is shown without secrets', async () => {
    const { sources } = await watch()
    vi.stubGlobal('fetch', () => Promise.resolve(new Response(`token=${TOKEN}`, { status: 500 })))
    await sources.load()
    expect(JSON.stringify(sources.problems)).not.toContain(TOKEN)
  })

  test.each([
    ['no network', () => Promise.reject(new TypeError('fetch failed'))],
    ['an error', () => Promise.resolve(new Response('', { status: 502 }))],
    ['a truncated file', () => Promise.resolve(new Response('{"version": 1'))],
    ['another version', () => Promise.resolve(new Response('{"version": 2, "sources": []}'))],
  ])('is asked for again, slowly, until it can be read: %s', async (_, answer) => {
    await watch({ version: 1, sources: [] })
    const sources = useSources()
    const asked = vi.fn(answer)
    vi.stubGlobal('fetch', asked)
    await sources.load()
    expect(sources.problems).toHaveLength(1)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asked.mock.calls.length).toBeGreaterThan(2)
    expect(asked.mock.calls.length).toBeLessThan(10)
    const healed = answerWith({
      version: 1,
      sources: [{ id: 'late', system: 'webmacs', url: 'http://localhost' }],
    })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(sources.configs.map(({ id }) => id)).toEqual(['late'])
    expect(sources.problems).toEqual([])
    expect(healed).toHaveBeenCalledTimes(1)
  })

  test('that merely has a bad source is not asked for again', async () => {
    await watch({ version: 1, sources: [{ id: 'BAD' }] })
    const asked = answerWith({})
    await vi.advanceTimersByTimeAsync(120_000)
    expect(asked).not.toHaveBeenCalled()
  })

  test('C5: an answer that comes after a newer one, or after the stop, changes nothing', async () => {
    const { sources, sent } = await watch()
    sources.stop()
    sent.length = 0
    let answer: (response: Response) => void = () => undefined
    vi.stubGlobal('fetch', () => new Promise<Response>((resolve) => void (answer = resolve)))
    const loading = sources.load()
    sources.stop()
    answer(new Response('{"version": 1, "sources": [{"id": "a", "system": "webmacs", "url": "http://a"}]}'))
    await loading
    expect([sources.configs, sent]).toEqual([[], []])
  })
})

describe('stopping', () => {
  test('C6: unwatches every source, stops its links and leaves no timer', async () => {
    const { sources, sent, links } = await watch()
    sent.length = 0
    sources.stop()
    expect(sent.filter(({ kind }) => kind === 'unwatch')).toEqual([
      { kind: 'unwatch', source: 'plant' },
      { kind: 'unwatch', source: 'open' },
    ])
    const stops = sent.flatMap((one) => (one.kind === 'perform' ? one.effects : []))
    expect(stops.filter(({ kind }) => kind === 'stop-all')).toHaveLength(2)
    expect(links.all).toEqual([])
  })

  test('C6: ends the retries', async () => {
    const { sources } = await watch({ version: 3 })
    sources.stop()
    const asked = answerWith({})
    await vi.advanceTimersByTimeAsync(120_000)
    expect(asked).not.toHaveBeenCalled()
  })
})

describe('the backend’s clock (K2)', () => {
  test('is this one until something is known of it', async () => {
    const { sources } = await watch()
    expect(sources.serverTime('plant')).toBe(START)
    sources.note('plant', { clock: { offsetMs: -3_600_000, uncertaintyMs: 20 } })
    expect(sources.serverTime('plant')).toBe(START - 3_600_000)
    expect(sources.serverTime('plant', 5_000_000)).toBe(1_400_000)
    expect(sources.serverTime('open')).toBe(START)
  })
})
