// @vitest-environment happy-dom
import { IDBObjectStore } from 'fake-indexeddb'
import { describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { FLUSH, look, MINUTE, openPage, settle, START } from './pages'
import { RETRY, BLOCK, watching } from './watching'

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
