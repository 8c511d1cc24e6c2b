// @vitest-environment happy-dom
// What the outbox says of what it keeps, what it remembers over a reload, and how long it keeps a link for a late echo.
import { afterEach, describe, expect, test, vi } from 'vitest'
import type { ChatAbilities } from '../../../src/protocols/protocol'
import { keptOutbox, leave, outboxAndTell, START } from './chatting'

afterEach(() => {
  vi.restoreAllMocks()
  leave()
})

/** The page is closed, and another one opened at the same moment. */
function reload(page: Awaited<ReturnType<typeof outboxAndTell>>, more: Partial<ChatAbilities> = {}) {
  const kept = keptOutbox()
  page.outbox.$dispose()
  page.messages.$dispose()
  return outboxAndTell(more, kept, Date.now())
}

function entry(more: object = {}) {
  const statuses = { status: 'waiting', why: '', author: null, echoAfter: null }
  const all = { id: 'x', source: 'plant', conversation: 'main', text: 'a', writtenAt: START, order: 1 }
  return JSON.stringify({ version: 1, entry: { ...all, ...statuses, ...more } })
}

describe('T6: an echo that a page has seen confirms nothing in the next one', () => {
  test('neither what waited behind it, nor what is written later; each further one confirms one', async () => {
    const first = await outboxAndTell()
    for (const text of ['ok', 'ok']) first.post(text)
    first.answer()
    first.echo('ok')
    expect(first.shown()).toEqual(['ok: sending'])
    const { post, read, written, shown } = await reload(first)
    post('ok')
    const seen = written('ok', { author: 'me', time: START })
    read(seen)
    expect(shown()).toEqual(['ok: uncertain', 'ok: sending'])
    read(seen, written('ok', { author: 'me', time: START + 500 }))
    expect(shown()).toEqual(['ok: uncertain'])
  })

  test('also where another device of the same user had written it', async () => {
    const first = await outboxAndTell()
    first.echo('ok')
    const { post, read, written, shown } = await reload(first)
    post('ok')
    read(written('ok', { author: 'me', time: START }))
    expect(shown()).toEqual(['ok: sending'])
  })

  test('P4: so many are remembered; up to the oldest of those, answers confirm nothing', async () => {
    const first = await outboxAndTell()
    first.post('a')
    first.answer()
    first.close('plant', 1006)
    first.reconnect()
    for (let i = 0; i < 201; i++) first.echo(`m${i}`, { time: START + i * 10 })
    const { read, written, shown } = await reload(first)
    read(written('a', { author: 'me', time: START + 10 }))
    expect(shown()).toEqual(['a: uncertain'])
    read(written('a', { author: 'me', time: START + 5_000 }))
    expect(shown()).toEqual([])
  })

  test('a source that is gone takes its memory with it', async () => {
    const { post, answer, echo, arrange } = await outboxAndTell()
    post('a')
    answer()
    echo('a')
    expect(Object.keys(keptOutbox())).toEqual(['watchdeck:outbox-seen:plant'])
    await arrange('gone')
    expect(keptOutbox()).toEqual({})
  })
})

test('what was sent before a reload counts for the server’s limit of messages a minute', async () => {
  const limit = { messagesPerMinute: 2 }
  const first = await outboxAndTell(limit)
  for (const text of ['a', 'b']) {
    first.post(text)
    first.answer()
    first.echo(text)
  }
  await vi.advanceTimersByTimeAsync(20_000)
  const { post, texts } = await reload(first, limit)
  post('c')
  await vi.advanceTimersByTimeAsync(39_000)
  expect(texts()).toEqual([])
  await vi.advanceTimersByTimeAsync(1_000)
  expect(texts()).toEqual(['c'])
})

describe('a link that is opened on demand', () => {
  test('is kept for a late echo for a minute after the sending', async () => {
    const { links, post, answer } = await outboxAndTell()
    const release = vi.fn()
    vi.spyOn(links, 'want').mockReturnValue(release)
    post('a')
    answer()
    await vi.advanceTimersByTimeAsync(59_000)
    expect(release).not.toHaveBeenCalled()
    await vi.advanceTimersByTimeAsync(1_000)
    expect(release).toHaveBeenCalledTimes(1)
  })

  test('is let go of when the echo came, or the user decided', async () => {
    const { links, outbox, post, answer, echo } = await outboxAndTell()
    const release = vi.fn()
    vi.spyOn(links, 'want').mockReturnValue(release)
    post('a')
    answer()
    await vi.advanceTimersByTimeAsync(12_000)
    echo('a')
    expect(release).toHaveBeenCalledTimes(1)
    post('b')
    answer()
    await vi.advanceTimersByTimeAsync(12_000)
    outbox.discard(outbox.entries('plant', 'main')[0]!.id)
    expect(release).toHaveBeenCalledTimes(2)
  })
})

describe('the user is told', () => {
  test('of what will be gone with this page, as the storage is full', async () => {
    const { outbox, post, close } = await outboxAndTell()
    close('plant', 1006)
    post('a')
    expect(outbox.onlyHere).toEqual([])
    const full = new Proxy(localStorage, {
      get: (storage, key) => {
        if (key === 'setItem') throw new DOMException('full', 'QuotaExceededError')
        const member: unknown = Reflect.get(storage, key)
        return typeof member === 'function' ? member.bind(storage) : member
      },
    })
    vi.spyOn(window, 'localStorage', 'get').mockReturnValue(full)
    vi.spyOn(console, 'error').mockReturnValue(undefined)
    const other = await outboxAndTell()
    other.close('plant', 1006)
    other.post('b')
    expect(other.outbox.onlyHere.map(({ text }) => text)).toEqual(['b'])
  })

  test('of messages to sources that were removed while no page was open, which are not lost silently', async () => {
    const { outbox, shown } = await outboxAndTell({}, { 'watchdeck:outbox:x': entry({ source: 'gone' }) })
    expect([outbox.orphans.map(({ text }) => text), shown()]).toEqual([['a'], []])
    outbox.discard('x')
    expect([outbox.orphans, keptOutbox()]).toEqual([[], {}])
  })

  test('but not while the sources are not known, or could not all be read', async () => {
    const { outbox, sources } = await outboxAndTell({}, { 'watchdeck:outbox:x': entry({ source: 'gone' }) })
    sources.phase = 'loading'
    expect(outbox.orphans).toEqual([])
    sources.phase = 'ready'
    sources.problems = [{ key: 'sources', expected: 'a list', found: 'nothing' }]
    expect(outbox.orphans).toEqual([])
  })

  test('and not of a source that is only switched off', async () => {
    const { outbox, arrange } = await outboxAndTell({}, { 'watchdeck:outbox:x': entry() })
    await arrange('off')
    expect(outbox.orphans).toEqual([])
  })
})
