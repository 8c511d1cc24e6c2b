// @vitest-environment happy-dom
import { IDBDatabase, IDBObjectStore } from 'fake-indexeddb'
import { openDB } from 'idb'
import { describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { FLUSH, look, MINUTE, openPage, plant, settle, START } from './pages'

const RETRY = 5 * MINUTE
const BLOCK = 5 * MINUTE

async function watching(spanMs?: number) {
  const page = await openPage(START, spanMs === undefined ? {} : { spanMs })
  page.goLive('plant')
  page.list('p')
  return page
}

describe('what is kept', () => {
  test('only blocks with something new are written again', async () => {
    const page = await watching()
    await page.run('p', 400)
    const put = vi.spyOn(IDBObjectStore.prototype, 'put')
    page.read('p', 1)
    await page.flush()
    expect(put.mock.calls.map(([, key]) => key)).toEqual([['plant', 'p', START + BLOCK]])
    put.mockClear()
    await page.flush()
    expect(put).not.toHaveBeenCalled()
  })

  test('is bounded by the chosen span', async () => {
    const page = await watching(15 * MINUTE)
    for (let minute = 0; minute < 60; minute++) page.read('p', minute, START + minute * MINUTE)
    await page.flush()
    page.read('p', 60, START + 90 * MINUTE)
    await page.flush()
    const { keys } = await look()
    expect(keys.map(([, , start]) => (start - START) / MINUTE)).toEqual([90])
  })

  test('goes when a shorter span is chosen', async () => {
    const page = await watching(60 * MINUTE)
    for (let minute = 0; minute < 60; minute++) page.read('p', minute, START + minute * MINUTE)
    await page.flush()
    expect((await look()).keys).toHaveLength(12)
    page.preferences.archiveSpanMs = 15 * MINUTE
    await nextTick()
    await settle()
    expect((await look()).keys.map(([, , start]) => (start - START) / MINUTE)).toEqual([40, 45, 50, 55])
  })

  test('what a backend’s clock set back left in its future goes once that time was lived through', async () => {
    const page = await watching()
    page.read('p', 1, START + MINUTE)
    page.read('p', 2, START + 6 * MINUTE)
    await page.flush()
    for (let second = 0; second < 61; second++) {
      page.read('p', second, START + second * 6_000)
      await vi.advanceTimersByTimeAsync(6_000)
    }
    await page.flush()
    expect((await look()).keys.map(([, , start]) => start)).toEqual([START, START + BLOCK])
    for (let second = 61; second < 63; second++) {
      page.read('p', second, START + second * 6_000)
      await vi.advanceTimersByTimeAsync(6_000)
    }
    await page.flush()
    const { blocks } = await look()
    expect(blocks.flatMap(({ values }) => [...values])).toEqual(Array.from({ length: 63 }, (_, i) => i))
  })

  test.each([
    ['where nothing was kept', 60, 8],
    ['among what was kept', 10, 8],
    ['where nothing was kept, and written before it was seen', 60, 1],
    ['among what was kept, and written before it was seen', 10, 1],
  ])('a backend’s clock set back for eight seconds, %s, costs nothing', async (_, minutes, written) => {
    const page = await watching()
    await page.run('p', 17 * 60)
    const before = await look()
    const at = Date.now()
    for (let second = 0; second < 8; second++) {
      page.read('p', -1, at + second * 1_000 - minutes * MINUTE)
      vi.setSystemTime(Date.now() + 1_000)
      if (second + 1 === written) await page.flush()
    }
    const meanwhile = await look()
    for (const key of before.keys) expect(meanwhile.keys).toContainEqual(key)
    await page.run('p', 5)
    const { keys, blocks } = await look()
    const values = blocks.flatMap((block) => [...block.values])
    expect(values).not.toContain(-1)
    expect(values.slice(0, 17 * 60)).toEqual(Array.from({ length: 17 * 60 }, (_, i) => i))
    expect(values).toHaveLength(17 * 60 + 5)
    expect(Math.min(...keys.map(([, , start]) => start))).toBe(START)
  })

  test('is handed over at once when the page is hidden or goes', async () => {
    const page = await watching()
    page.read('p', 1)
    window.dispatchEvent(new Event('pagehide'))
    await settle()
    expect((await look()).blocks[0]!.values).toEqual(new Float64Array([1]))
    page.read('p', 2, START + 1)
    vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
    document.dispatchEvent(new Event('visibilitychange'))
    await settle()
    expect((await look()).blocks[0]!.values).toEqual(new Float64Array([1, 2]))
  })

  test('C7: has no token, whatever a component says of its failure', async () => {
    const page = await watching()
    const component = {
      id: 'm',
      name: 'M',
      state: 'error' as const,
      stateText: 'error',
      pid: null,
      uptime: null,
    }
    const error = 'refused: token=abcdef123456'
    page.tell({ kind: 'components', components: [{ ...component, error, updatedAt: null }], time: START })
    page.sources.noteSession('plant', { state: 'signed-in', user: null }, { token: 'eyJsecret.token.x' })
    page.read('p', 1)
    await page.flush()
    const { text } = await look()
    expect(text).toContain('refused')
    expect(text).not.toMatch(/abcdef123456|eyJ/)
  })

  test('two tabs write to one browser, and what was there before both stays', async () => {
    const first = await watching()
    await first.run('p', 60)
    await first.leave()
    const [a, b] = [await openPage(START + 2 * MINUTE), await openPage(START + 2 * MINUTE)]
    a.read('p', 1, START + 2 * MINUTE)
    b.read('p', 1, START + 2 * MINUTE)
    window.dispatchEvent(new Event('pagehide'))
    await settle()
    expect((await look()).blocks[0]!.times).toHaveLength(61)
  })
})

describe('what is deleted', () => {
  test('everything, when it is turned off; and nothing is kept from then on', async () => {
    const page = await watching()
    page.archive.journal.append([{ source: 'plant' }])
    await page.run('p', 10)
    expect((await look()).journal).toHaveLength(1)
    page.preferences.archiveSpanMs = 0
    await nextTick()
    await settle()
    await page.run('p', 10)
    page.archive.journal.append([{ source: 'plant' }])
    await page.flush()
    expect(await look()).toMatchObject({ keys: [], sources: [], journal: [] })
    expect(page.archive.standing).toEqual({ kind: 'off' })
  })

  test('everything so far, at the press of a button; later samples are kept', async () => {
    const page = await watching()
    await page.run('p', 10)
    await page.archive.remove()
    expect((await look()).keys).toEqual([])
    await vi.advanceTimersByTimeAsync(1_000)
    page.read('p', 77)
    await page.flush()
    expect((await look()).blocks.map(({ values }) => [...values])).toEqual([[77]])
  })

  test('a source that somebody signs out of, with its entries in the journal; nothing comes after, until a sign-in', async () => {
    const page = await watching()
    page.archive.journal.append([{ source: 'plant' }, { source: 'open' }])
    await page.run('p', 10)
    page.sources.signOut('plant')
    await settle()
    page.archive.journal.append([{ source: 'plant' }])
    await page.run('p', 10)
    expect(await look()).toMatchObject({ keys: [], sources: ['open'], journal: [{ source: 'open' }] })
    page.sources.signIn('plant', 'password', {})
    await vi.advanceTimersByTimeAsync(1_000)
    page.read('p', 5)
    await page.flush()
    expect((await look()).blocks.map(({ values }) => [...values])).toEqual([[5]])
  })

  test('a source that is signed out of before the archive was open', async () => {
    const first = await watching()
    await first.run('p', 10)
    await first.leave()
    const page = await openPage(START + MINUTE, { spanMs: 0 })
    page.sources.signOut('plant')
    page.preferences.archiveSpanMs = 3_600_000
    await nextTick()
    await settle()
    expect((await look()).keys).toEqual([])
    expect(page.samples('p')).toEqual([])
  })

  test('a source that is configured no longer, and one that is another backend by now', async () => {
    const first = await watching()
    await first.run('p', 10)
    await first.leave()
    const plant = { id: 'plant', system: 'webmacs', url: 'http://localhost:9' }
    const other = await openPage(START + MINUTE, { configuration: { version: 1, sources: [plant] } })
    expect(other.samples('p')).toEqual([])
    expect((await look()).keys).toEqual([])
    await other.flush()
    await other.leave()
    const mill = { ...plant, id: 'mill' }
    await openPage(START + MINUTE, { configuration: { version: 1, sources: [mill] } })
    expect((await look()).sources).not.toContain('plant')
  })

  test('nothing, while the configuration has problems: the source may be among them', async () => {
    const first = await watching()
    await first.run('p', 10)
    await first.leave()
    await openPage(START + MINUTE, { configuration: { version: 1, sources: [{ id: 'Plant!' }] } })
    expect((await look()).sources).toContain('plant')
  })
})

describe('what anybody may have put there', () => {
  test.each([
    ['no block', 7],
    ['no columns', { times: [1], values: [1], gaps: [0], heardAt: START }],
    ['columns of different lengths', { ...sound(), values: new Float64Array(2) }],
    ['times out of order', { ...sound(), times: new Float64Array([START + 9, START + 5, START + 7]) }],
    ['times of another block', { ...sound(), times: new Float64Array([START, START + 1, START + BLOCK]) }],
    ['no numbers', { ...sound(), values: new Float64Array([1, NaN, 2]) }],
    ['gaps that are none', { ...sound(), gaps: new Uint8Array([0, 9, 0]) }],
    ['no time of hearing', { ...sound(), heardAt: 'now' }],
  ])('%s: it is counted and deleted, and costs no other', async (_, found) => {
    const first = await watching()
    await first.run('p', 10)
    await first.leave()
    await plant('blocks', ['plant', 'p', START + BLOCK], sound(START + BLOCK))
    await plant('blocks', ['plant', 'q', START], found)
    const page = await openPage(START + MINUTE)
    expect(page.samples('p')).toHaveLength(13)
    expect(page.samples('q')).toEqual([])
    expect(page.archive.contents.unreadable).toBe(1)
    expect((await look()).keys).toHaveLength(2)
  })

  test('keys that are none of ours are deleted', async () => {
    const first = await watching()
    await first.run('p', 10)
    await first.leave()
    for (const key of [7, 'plant', ['plant'], ['plant', 'p', 'x']]) await plant('blocks', key, sound())
    const page = await openPage(START + MINUTE)
    expect(page.samples('p')).toHaveLength(10)
    expect(page.archive.contents.unreadable).toBe(4)
    expect((await look()).keys).toHaveLength(1)
  })

  test('a description with one bad sensor costs only that one', async () => {
    const first = await watching()
    await first.run('p', 10)
    await first.leave()
    const database = await openDB('watchdeck', 1)
    const description = await database.get('sources', 'plant')
    database.close()
    await plant('sources', 'plant', { ...description, sensors: [{ id: 7 }, ...description.sensors] })
    const page = await openPage(START + MINUTE)
    expect(page.timeline.listed().map(({ key }) => key)).toEqual(['plant/p'])
    expect(page.archive.contents.unreadable).toBe(1)
  })

  test.each(['__proto__', 'constructor', ''])('the sensor %j is like any other', async (id) => {
    const first = await openPage(START)
    first.list(id)
    first.read(id, 3)
    await first.flush()
    await first.leave()
    expect((await openPage(START + MINUTE)).samples(id).map(({ value }) => value)).toEqual([3])
  })

  test('a database of our name without our stores is made anew', async () => {
    const foreign = await openDB('watchdeck', 1, {
      upgrade: (database) => void database.createObjectStore('x'),
    })
    foreign.close()
    const page = await watching()
    await page.run('p', 10)
    expect(page.archive.standing).toEqual({ kind: 'kept' })
    expect((await look()).keys).toHaveLength(1)
  })
})

describe('where nothing can be kept, the page works as before and says why', () => {
  test('no IndexedDB', async () => {
    vi.stubGlobal('indexedDB', undefined)
    const page = await watching()
    await page.run('p', 10)
    expect(page.archive.standing).toEqual({ kind: 'not-kept', why: 'missing' })
    expect(page.samples('p')).toHaveLength(10)
    expect(await page.archive.journal.read()).toEqual([])
  })

  test('not allowed', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementation(() => {
      throw new DOMException('no', 'SecurityError')
    })
    expect((await watching()).archive.standing).toEqual({ kind: 'not-kept', why: 'refused' })
  })

  test('a newer version wrote there: its data stays', async () => {
    const newer = await openDB('watchdeck', 9, {
      upgrade: (database) => void database.createObjectStore('y'),
    })
    newer.close()
    expect((await watching()).archive.standing).toEqual({ kind: 'not-kept', why: 'newer' })
    const again = await openDB('watchdeck', 9)
    expect([...again.objectStoreNames]).toEqual(['y'])
    again.close()
  })

  test('a newer tab wants it: this one stands back', async () => {
    const page = await watching()
    const newer = await openDB('watchdeck', 9)
    await settle()
    expect(page.archive.standing).toEqual({ kind: 'not-kept', why: 'held' })
    newer.close()
    await page.run('p', 10)
    expect(page.samples('p')).toHaveLength(10)
  })

  test('full: nothing is forgotten meanwhile, and it is tried again after five minutes', async () => {
    const page = await watching()
    await page.run('p', 3)
    page.archive.journal.append([{ number: 1 }])
    vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementationOnce(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    const put = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    await page.run('p', 3)
    expect(page.archive.standing).toEqual({ kind: 'not-kept', why: 'full' })
    const tries = put.mock.calls.length
    await page.flush()
    expect(put.mock.calls.length).toBe(tries)
    put.mockRestore()
    await vi.advanceTimersByTimeAsync(RETRY)
    await settle()
    expect(page.archive.standing).toEqual({ kind: 'kept' })
    const { blocks, journal } = await look()
    expect(blocks[0]!.times).toHaveLength(6)
    expect(journal).toEqual([{ number: 1 }])
  })

  test('the connection is lost: it is opened anew', async () => {
    const page = await watching()
    page.read('p', 1)
    const transaction = vi.spyOn(IDBDatabase.prototype, 'transaction').mockImplementation(() => {
      throw new DOMException('closing', 'UnknownError')
    })
    await page.flush()
    expect(page.archive.standing).toEqual({ kind: 'not-kept', why: 'failed' })
    transaction.mockRestore()
    await vi.advanceTimersByTimeAsync(RETRY + FLUSH)
    await settle()
    expect(page.archive.standing).toEqual({ kind: 'kept' })
    expect((await look()).keys).toHaveLength(1)
  })
})

describe('the journal', () => {
  test('is written within a second, and does not wait for the samples', async () => {
    const page = await watching()
    page.archive.journal.append([{ number: 1 }])
    await vi.advanceTimersByTimeAsync(300)
    page.archive.journal.append([{ number: 2 }])
    await vi.advanceTimersByTimeAsync(700)
    await settle()
    expect((await look()).journal).toEqual([{ number: 1 }, { number: 2 }])
  })

  test('that cannot be written waits, and the standing says so', async () => {
    const page = await watching()
    const add = vi.spyOn(IDBObjectStore.prototype, 'add').mockImplementation(() => {
      throw new DOMException('full', 'QuotaExceededError')
    })
    page.archive.journal.append([{ number: 1 }])
    await vi.advanceTimersByTimeAsync(1_000)
    await settle()
    expect(page.archive.standing).toEqual({ kind: 'not-kept', why: 'full' })
    add.mockRestore()
    await vi.advanceTimersByTimeAsync(RETRY + FLUSH)
    await settle()
    expect((await look()).journal).toEqual([{ number: 1 }])
  })

  test('is there again after a reload, in order, and only what earlier pages wrote', async () => {
    const first = await watching()
    first.archive.journal.append([{ number: 1 }, { number: 2 }])
    await first.flush()
    first.archive.journal.append([{ number: 3 }])
    await first.flush()
    await first.leave()
    const page = await openPage(START + MINUTE)
    page.archive.journal.append([{ number: 4 }])
    await page.flush()
    expect(await page.archive.journal.read()).toEqual([{ number: 1 }, { number: 2 }, { number: 3 }])
    expect((await look()).journal).toHaveLength(4)
  })

  test('keeps the newest thousand', async () => {
    const page = await watching()
    page.archive.journal.append(Array.from({ length: 900 }, (_, number) => ({ number })))
    await page.flush()
    for (let turn = 0; turn < 10; turn++) await settle()
    page.archive.journal.append(Array.from({ length: 200 }, (_, number) => ({ number: 900 + number })))
    await page.flush()
    for (let turn = 0; turn < 10; turn++) await settle()
    const { journal } = await look()
    expect([journal.length, journal[0], journal.at(-1)]).toEqual([1_000, { number: 100 }, { number: 1_099 }])
  })
})

test('stopped, it leaves no timer and nothing that listens', async () => {
  const page = await watching()
  await page.leave()
  expect(vi.getTimerCount()).toBe(0)
  page.read('p', 1)
  window.dispatchEvent(new Event('pagehide'))
  page.sources.signOut('plant')
  await settle()
  expect((await look()).keys).toEqual([])
})

function sound(start = START) {
  return {
    times: new Float64Array([start, start + 1, start + 2]),
    values: new Float64Array([1, 2, 3]),
    gaps: new Uint8Array(3),
    heardAt: START,
  }
}
