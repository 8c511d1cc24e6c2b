// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { look, MINUTE, openPage, settle, START } from './pages'
import { watching } from './watching'

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
