// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import { watchEffect } from 'vue'
import { noCounts } from '../../../src/connection/counters'
import type { LinkEffect } from '../../../src/connection/link-state'
import type { Command } from '../../../src/engine/port'
import type { LinkNews } from '../../../src/stores/links'
import { unwatch, watch } from '../components/watched'

afterEach(unwatch)

async function links() {
  const watched = await watch()
  /** Steps that meant something for the rest of the page; every other change of state is told too. */
  const news: LinkNews[] = []
  watched.links.onNews((one) => {
    if (one.modeChanged || one.fellSilent || one.catchUp || one.lost) news.push(one)
  })
  watched.sent.length = 0
  const effects = (source = 'plant'): LinkEffect['kind'][] =>
    watched.sent
      .splice(0)
      .flatMap((command) =>
        command.kind === 'perform' && command.address.source === source ? command.effects : [],
      )
      .map(({ kind }) => kind)
  return { ...watched, news, effects }
}

describe('the machine of a link', () => {
  test('starts when a source is added, once', async () => {
    const { sent, sources } = await watch()
    const opened = (all: readonly Command[]): number =>
      all.filter((one) => one.kind === 'perform' && one.effects.some(({ kind }) => kind === 'open')).length
    expect(opened(sent)).toBe(2)
    await sources.load()
    expect(opened(sent)).toBe(2)
  })

  test('turns events into a new state and effects for the engine', async () => {
    const { happen, link, effects } = await links()
    happen('plant', { kind: 'opened', connection: 1 })
    expect(link('plant').state.value.socket).toBe('unproven')
    expect(effects()).toEqual(['stop-timer', 'start-timer', 'start-timer'])
    happen('plant', { kind: 'frame', connection: 1 })
    expect(link('plant').state.value.socket).toBe('delivering')
    expect(effects()).toContain('catch-up')
  })

  test('C5: what an older connection says changes nothing and asks for nothing', async () => {
    const { goLive, happen, close, link, sent } = await links()
    goLive('plant')
    close('plant', 1006)
    happen('plant', { kind: 'try-now' })
    goLive('plant')
    sent.length = 0
    const before = link('plant').state.value
    happen(
      'plant',
      { kind: 'closed', connection: 1, code: 1011, reason: '' },
      { kind: 'silent', connection: 1 },
    )
    expect(link('plant').state.value).toEqual(before)
    expect(sent).toEqual([])
  })

  test('an event for a link that nobody watches is ignored', async () => {
    const { links: all, sent } = await links()
    all.receive({ source: 'nobody', link: 'datapoints' }, { kind: 'start' })
    all.count({ source: 'nobody', link: 'datapoints' }, noCounts())
    expect(sent).toEqual([])
  })

  test('C6: a removed link is stopped first, then nothing reaches it', async () => {
    const { links: all, goLive, effects } = await links()
    goLive('plant')
    effects()
    all.remove('plant')
    expect(effects()).toEqual(['stop-all', 'close', 'abandon-poll'])
    expect(all.of('plant')).toEqual([])
    all.receive({ source: 'plant', link: 'datapoints' }, { kind: 'online' })
    expect(effects()).toEqual([])
    expect(all.of('open')).toHaveLength(1)
  })

  test('what concerns all reaches all', async () => {
    const { links: all, close, effects, sent } = await links()
    close('plant', 1006)
    close('open', 1006)
    sent.length = 0
    all.receiveAll({ kind: 'online' })
    expect(sent.flatMap((one) => (one.kind === 'perform' ? [one.address.source] : []))).toEqual([
      'plant',
      'open',
    ])
    expect(effects()).toContain('open')
  })
})

describe('news', () => {
  test('T4: the first frame changes the mode and asks to catch up', async () => {
    const { goLive, news, link } = await links()
    goLive('plant')
    expect(news).toMatchObject([
      {
        address: link('plant').address,
        before: { socket: 'unproven' },
        state: { socket: 'delivering' },
        modeChanged: true,
        fellSilent: false,
        catchUp: true,
        lost: false,
      },
    ])
  })

  test('a lost link changed its mode, a further failure did not', async () => {
    const { goLive, close, happen, news } = await links()
    goLive('plant')
    news.length = 0
    close('plant', 1006)
    happen('plant', { kind: 'try-now' })
    close('plant', 1006)
    expect(news.map(({ modeChanged, catchUp }) => [modeChanged, catchUp])).toEqual([[true, false]])
  })

  test('T2: a link that falls silent is news once, though its mode stays', async () => {
    const { goLive, happen, news } = await links()
    goLive('plant')
    news.length = 0
    happen('plant', { kind: 'silent', connection: 1 }, { kind: 'silent', connection: 1 })
    expect(news.map(({ modeChanged, fellSilent }) => [modeChanged, fellSilent])).toEqual([[false, true]])
  })

  test('C8: after a freeze a living link catches up without changing its mode', async () => {
    const { goLive, happen, news } = await links()
    goLive('plant')
    news.length = 0
    happen('plant', { kind: 'resumed' })
    expect(news.map(({ modeChanged, catchUp }) => [modeChanged, catchUp])).toEqual([[false, true]])
  })

  test('who no longer listens hears none', async () => {
    const { links: all, goLive } = await links()
    const heard = vi.fn<() => void>()
    all.onNews(heard)()
    goLive('plant')
    expect(heard).not.toHaveBeenCalled()
  })
})

describe('whether a source delivers', () => {
  test('T2: it does while its socket brings data, and not while that is silent', async () => {
    const { links: all, goLive, happen, link } = await links()
    expect(all.delivers('plant')).toBe(false)
    goLive('plant')
    expect(all.delivers('plant')).toBe(true)
    happen('plant', { kind: 'silent', connection: link('plant').state.value.connection })
    expect(all.delivers('plant')).toBe(false)
  })

  test('C10: it does again when polls are answered in place of a silent socket', async () => {
    const { links: all, goLive, happen, link } = await links()
    goLive('plant')
    happen('plant', { kind: 'silent', connection: link('plant').state.value.connection })
    happen('plant', { kind: 'poll-answered', round: link('plant').state.value.round })
    expect(all.delivers('plant')).toBe(true)
  })

  test('T1: a link on demand vouches for nothing but what was wanted of it', async () => {
    const { links: all } = await watch({
      version: 1,
      sources: [{ id: 'works', system: 'newloom', label: 'Works', url: 'http://localhost:1' }],
    })
    all.want({ source: 'works', link: 'chat' })
    const chat = all.of('works').find(({ address }) => address.link === 'chat')!
    const { connection } = chat.state.value
    all.receive(chat.address, { kind: 'opened', connection })
    all.receive(chat.address, { kind: 'frame', connection })
    expect(chat.state.value.socket).toBe('delivering')
    expect(all.delivers('works')).toBe(false)
    const [streams] = all.carriers('works')
    all.receive(streams!.address, { kind: 'opened', connection: 1 })
    all.receive(streams!.address, { kind: 'frame', connection: 1 })
    expect(all.delivers('works')).toBe(true)
  })
})

test('T1: what REST told a moment ago holds while the first connection is on its way, and never after a loss', async () => {
  const { links: all, goLive, close } = await links()
  const vouched = (heardAgoMs: number): boolean => all.vouchesFor('plant', 100_000 - heardAgoMs, 100_000)
  expect([vouched(0), vouched(15_000), vouched(15_001)]).toEqual([true, true, false])
  expect(vouched(Infinity)).toBe(false)
  goLive('plant')
  expect(vouched(Infinity)).toBe(true)
  close('plant', 1006)
  expect(vouched(0)).toBe(false)
})

test('T6: counters are replaced, and the page hears of it once', async () => {
  const { links: all, link } = await links()
  const seen: number[] = []
  watchEffect(() => seen.push(link('plant').counters.value.frames), { flush: 'sync' })
  all.count(link('plant').address, { ...noCounts(), frames: 3 })
  expect(seen).toEqual([0, 3])
})
