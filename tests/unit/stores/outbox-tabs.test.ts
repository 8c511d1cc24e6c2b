// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { keptOutbox, leave, outboxAndTell, START } from './chatting'

/** Locks as browsers have them: one holds, the others wait. */
class FakeLocks {
  readonly #waiting: (() => Promise<void>)[] = []
  #isHeld = false

  request(_name: string, { signal }: { signal: AbortSignal }, hold: () => Promise<void>): Promise<void> {
    return new Promise((resolve, reject) => {
      const own = (): Promise<void> => hold().then(resolve)
      signal.addEventListener('abort', () => {
        const at = this.#waiting.indexOf(own)
        if (at >= 0) this.#waiting.splice(at, 1)
        reject(new DOMException('', 'AbortError'))
      })
      this.#waiting.push(own)
      this.#next()
    })
  }

  /** Somebody else takes it, and gives it back when told. */
  hold(): () => void {
    this.#isHeld = true
    return () => {
      this.#isHeld = false
      this.#next()
    }
  }

  #next(): void {
    if (this.#isHeld) return
    const own = this.#waiting.shift()
    if (!own) return
    this.#isHeld = true
    void own().finally(() => {
      this.#isHeld = false
      this.#next()
    })
  }
}

let locks: FakeLocks

beforeEach(() => {
  locks = new FakeLocks()
  Object.defineProperty(navigator, 'locks', { value: locks, configurable: true })
})
afterEach(() => {
  vi.restoreAllMocks()
  Reflect.deleteProperty(navigator, 'locks')
  leave()
})

/** What another tab did to the storage. */
function elsewhere(change: () => void, key: string): void {
  change()
  window.dispatchEvent(new StorageEvent('storage', { key, storageArea: localStorage }))
}

function entry(more: object = {}) {
  return {
    id: 'x',
    source: 'plant',
    conversation: 'main',
    text: 'theirs',
    writtenAt: START,
    order: 1,
    status: 'waiting',
    why: '',
    author: null,
    echoAfter: null,
    ...more,
  }
}

const kept = (more: object = {}) => ({
  [`watchdeck:outbox:${entry(more).id}`]: JSON.stringify({ version: 1, entry: entry(more) }),
})

describe('after a reload', () => {
  test('what waited is sent, in order, and what was on its way is uncertain', async () => {
    const first = await outboxAndTell()
    for (const text of ['a', 'b', 'c']) first.post(text)
    first.outbox.$dispose()
    const { shown, texts, outbox, answer, echo } = await outboxAndTell({}, keptOutbox())
    await vi.advanceTimersByTimeAsync(0)
    expect([outbox.isOwner, shown()]).toEqual([true, ['a: uncertain', 'b: sending', 'c: waiting']])
    answer()
    echo('b')
    expect(texts()).toEqual(['b', 'c'])
  })

  test('an uncertain message is settled when the history shows it, also where that came first', async () => {
    const told = await outboxAndTell({}, kept({ text: 'a', status: 'sending', echoAfter: START - 2_000 }))
    expect(told.shown()).toEqual(['a: uncertain'])
    told.read(told.written('a', { author: 'me', time: START - 60_000 }))
    expect(told.shown()).toEqual(['a: uncertain'])
    told.read(told.written('a', { author: 'me', time: START + 10 }))
    expect(told.shown()).toEqual([])
  })
})

describe('of several tabs', () => {
  test('only one sends; the others show everything, say so, and take over when it goes', async () => {
    const release = locks.hold()
    const { outbox, post, shown, texts } = await outboxAndTell({}, kept({ status: 'sending' }))
    post('mine')
    expect([outbox.isOwner, texts(), shown()]).toEqual([false, [], ['theirs: sending', 'mine: waiting']])
    expect(outbox.waitsFor('plant')).toBe('Another tab of Watchdeck sends.')
    release()
    expect([outbox.isOwner, texts(), shown()]).toEqual([
      true,
      ['mine'],
      ['theirs: uncertain', 'mine: sending'],
    ])
  })

  test('the one that sends hears of what the others write and discard', async () => {
    const { shown, texts, answer, echo } = await outboxAndTell()
    const [[key, text]] = Object.entries(kept()) as [[string, string]]
    elsewhere(() => localStorage.setItem(key, text), key)
    expect([texts(), shown()]).toEqual([['theirs'], ['theirs: sending']])
    answer()
    echo('theirs')
    expect([shown(), localStorage.getItem(key)]).toEqual([[], null])
  })

  test('what another tab discarded a moment ago is not sent, though nobody told yet', async () => {
    const { close, post, reconnect, texts, shown } = await outboxAndTell()
    close('plant', 1006)
    post('a')
    localStorage.removeItem(Object.keys(keptOutbox())[0]!)
    reconnect()
    expect([texts(), shown()]).toEqual([[], []])
  })

  test('none writes over what another one wrote', async () => {
    const { close, post } = await outboxAndTell()
    close('plant', 1006)
    // No event tells of it yet.
    for (const [key, text] of Object.entries(kept())) localStorage.setItem(key, text)
    post('mine')
    const all = Object.values(keptOutbox()).map(
      (text) => (JSON.parse(text) as { entry: { text: string } }).entry.text,
    )
    expect(all.sort()).toEqual(['mine', 'theirs'])
  })

  test('where there are no locks, what a tab left on its way is uncertain after a while', async () => {
    Reflect.deleteProperty(navigator, 'locks')
    const { shown } = await outboxAndTell()
    const [[key, text]] = Object.entries(kept({ status: 'sending', echoAfter: START })) as [[string, string]]
    elsewhere(() => localStorage.setItem(key, text), key)
    await vi.advanceTimersByTimeAsync(30_000)
    expect(shown()).toEqual(['theirs: sending'])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(shown()).toEqual(['theirs: uncertain'])
  })
})

describe('what cannot be kept or read', () => {
  test.each([
    ['no JSON', 'hello'],
    ['a later version', JSON.stringify({ version: 2, entry: entry() })],
    ['another status', JSON.stringify({ version: 1, entry: entry({ status: 'lost' }) })],
    ['no text', JSON.stringify({ version: 1, entry: entry({ text: '' }) })],
    ['another id', JSON.stringify({ version: 1, entry: entry({ id: 'y' }) })],
  ])('%s is counted and left as it was found', async (_, found) => {
    const { outbox, shown } = await outboxAndTell({}, { 'watchdeck:outbox:x': found })
    expect([outbox.unreadable, shown(), keptOutbox()]).toEqual([1, [], { 'watchdeck:outbox:x': found }])
  })

  test('a full storage costs nothing as long as the page is open; another tab’s sender could not see it', async () => {
    const release = locks.hold()
    const full = new Proxy(localStorage, {
      get: (storage, key) => {
        if (key === 'setItem') throw new DOMException('full', 'QuotaExceededError')
        const member: unknown = Reflect.get(storage, key)
        return typeof member === 'function' ? member.bind(storage) : member
      },
    })
    vi.spyOn(window, 'localStorage', 'get').mockReturnValue(full)
    vi.spyOn(console, 'error').mockReturnValue(undefined)
    const { post, shown, answer, echo } = await outboxAndTell()
    expect([post('a'), shown()]).toEqual([
      'Another tab sends, and this browser keeps nothing: write it there.',
      [],
    ])
    release()
    expect([post('a'), shown()]).toEqual([null, ['a: sending']])
    answer()
    echo('a')
    expect(shown()).toEqual([])
  })
})
