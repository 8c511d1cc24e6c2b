// @vitest-environment happy-dom
import { IDBDatabase, IDBObjectStore } from 'fake-indexeddb'
import { openDB } from 'idb'
import { describe, expect, test, vi } from 'vitest'
import { FLUSH, look, MINUTE, openPage, plant, settle, START } from './pages'
import { RETRY, BLOCK, watching, sound } from './watching'

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
