// @vitest-environment happy-dom
import { describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { useOwnSources } from '../../../src/stores/own-sources'
import { SOURCES_KEY } from '../../../src/stores/source-entries'
import { useSourceList } from '../../../src/stores/source-list'
import { watchAndTell } from './telling'
import { TOKEN, MILL, listing, reopened } from './listing'

describe('a source of one’s own', () => {
  test('is watched at once when it is added, and after a reload', async () => {
    const { list, kinds, ids, links, stored } = await listing()
    list.save(MILL)
    expect(ids()).toEqual(['plant', 'open', 'mill'])
    expect(kinds('mill')).toEqual(['watch'])
    expect(kinds('plant')).toEqual([])
    expect(links.of('mill')).toHaveLength(1)
    const { sources } = await reopened(stored())
    expect(sources.configs.at(-1)).toEqual(MILL)
    expect(sources.entries.map(({ isOwn }) => isOwn)).toEqual([false, false, true])
  })

  test.each([
    ['its address', { baseUrl: 'http://localhost:4' }],
    ['how to sign in', { auth: null }],
  ])('is unwatched and watched anew when this is changed: %s', async (_, change) => {
    const { list, kinds, sources } = await listing()
    list.save(MILL)
    list.save({ ...MILL, ...change })
    expect(kinds('mill')).toEqual(['watch', 'unwatch', 'watch'])
    expect(sources.byId.get('mill')).toMatchObject(change)
    expect(sources.configs).toHaveLength(3)
  })

  test('keeps its connection when only its label is changed', async () => {
    const { list, kinds, sources, links } = await listing()
    list.save(MILL)
    const [link] = links.of('mill')
    list.save({ ...MILL, label: 'Old mill' })
    expect(kinds('mill')).toEqual(['watch'])
    expect(links.of('mill')).toEqual([link])
    expect(sources.byId.get('mill')?.label).toBe('Old mill')
  })

  test('C7: the token of one backend does not go to another address', async () => {
    const { list, sources, sent } = await listing()
    list.save(MILL)
    sources.noteSession('mill', { state: 'signed-in', user: null }, { token: TOKEN })
    list.save({ ...MILL, label: 'Still the mill' })
    await nextTick()
    expect(sessionStorage.getItem('watchdeck:credentials')).toContain(TOKEN)
    list.save({ ...MILL, baseUrl: 'http://localhost:4' })
    await nextTick()
    const watched = sent.filter((one) => one.kind === 'watch' && one.source.id === 'mill')
    expect(watched.at(-1)).toMatchObject({ credentials: null })
    expect(sessionStorage.getItem('watchdeck:credentials')).not.toContain(TOKEN)
  })

  test('C7: nothing secret is kept, and nothing that this page’s server would hand out', async () => {
    const { list, stored, sources } = await listing()
    list.save({
      ...MILL,
      options: { token: TOKEN, password: TOKEN },
      auth: { method: 'password', automatic: '/sources/plant/sign-in' },
    })
    await nextTick()
    expect(stored()).not.toContain(TOKEN)
    expect(stored()).not.toContain('sign-in')
    expect(sources.byId.get('mill')).toEqual(MILL)
  })
})

describe('the deployment’s sources', () => {
  test('can be called something else, and reset', async () => {
    const { list, sources, kinds } = await listing()
    list.rename('plant', 'Hall 3')
    list.switchOff('plant', true)
    expect(sources.byId.get('plant')?.label).toBe('Hall 3')
    expect(list.isChanged('plant')).toBe(true)
    list.reset('plant')
    expect(sources.byId.get('plant')?.label).toBe('Plant')
    expect(list.isChanged('plant')).toBe(false)
    expect(kinds('plant')).toEqual(['unwatch', 'watch'])
  })

  test('that is called as it was is as the deployment says', async () => {
    const { list } = await listing()
    list.rename('plant', 'Hall 3')
    list.rename('plant', 'Plant')
    expect(list.isChanged('plant')).toBe(false)
  })

  test('stay the base: one of the user’s own with the same id is told, and not watched', async () => {
    const kept = JSON.stringify({
      version: 1,
      sources: [{ id: 'plant', system: 'webmacs', url: 'http://localhost:9' }],
    })
    const { sources } = await reopened(kept)
    expect(sources.byId.get('plant')?.baseUrl).toBe('http://localhost:1')
    expect(sources.keptProblems.map(({ key }) => key)).toEqual(['sources.plant'])
    useSourceList().discard()
    expect(sources.keptProblems).toEqual([])
    expect(useOwnSources().kept.sources).toEqual([])
  })
})

describe('the order', () => {
  test('is the same everywhere and moves one step at a time', async () => {
    const { list, ids, kinds } = await listing()
    list.save(MILL)
    list.move('mill', -1)
    expect(ids()).toEqual(['plant', 'mill', 'open'])
    list.move('mill', -1)
    list.move('mill', -1)
    expect(ids()).toEqual(['mill', 'plant', 'open'])
    expect([...kinds('plant'), ...kinds('open')]).toEqual([])
    list.resetOrder()
    expect(ids()).toEqual(['plant', 'open', 'mill'])
  })

  test('what the deployment adds later comes last', async () => {
    const { list, stored } = await listing()
    list.move('open', -1)
    const sources = [{ id: 'new', system: 'webmacs', url: 'http://localhost:7' }]
    const before = { id: 'plant', system: 'webmacs', url: 'http://localhost:1' }
    const after = { id: 'open', system: 'webmacs', url: 'http://localhost:2' }
    const again = await reopened(stored(), { version: 1, sources: [...sources, before, after] })
    expect(again.sources.configs.map(({ id }) => id)).toEqual(['open', 'plant', 'new'])
  })
})

describe('what this browser keeps', () => {
  test('is believed entry by entry: a bad one costs only itself and is told', async () => {
    const good = { id: 'mill', system: 'webmacs', url: 'http://localhost:3' }
    const bad = [{ ...good, id: 'BAD' }, 7, { ...good, id: 'no-address', url: undefined, proxy: 'http://x' }]
    const { sources } = await reopened(JSON.stringify({ version: 1, sources: [...bad, good], off: 'plant' }))
    expect(sources.configs.map(({ id }) => id)).toEqual(['plant', 'open', 'mill'])
    expect(sources.keptProblems.map(({ key }) => key)).toEqual([
      'sources[0].id',
      'sources[1]',
      'sources[2].proxy',
      'off',
    ])
  })

  test.each([
    ['a later version', '{"version":2,"sources":[]}', 'later version'],
    ['no JSON', 'hello', 'something else'],
    ['another thing', '[]', 'something else'],
    ['an object as list', '{"version":1,"sources":{}}', 'something else'],
  ])('of this kind is told and left as it is: %s', async (_, kept, says) => {
    const { sources } = await reopened(kept)
    expect(sources.configs.map(({ id }) => id)).toEqual(['plant', 'open'])
    expect(sources.keptProblems[0]?.found).toContain(says)
    expect(useOwnSources().kept.found).toBe(kept)
  })

  test('cannot be kept where storage is switched off: it holds while the page is open, and that is said', async () => {
    const { sources } = await watchAndTell()
    vi.spyOn(window, 'localStorage', 'get').mockImplementation(() => {
      throw new DOMException('off', 'SecurityError')
    })
    await sources.load()
    useSourceList().save(MILL)
    expect(sources.configs.map(({ id }) => id)).toEqual(['plant', 'open', 'mill'])
    expect(useOwnSources().isKept).toBe(false)
  })

  test('another tab’s first change is followed', async () => {
    const { sources, links } = await watchAndTell()
    const mill = { id: 'mill', system: 'webmacs', url: 'http://localhost:3' }
    const newValue = JSON.stringify({ version: 1, sources: [mill] })
    localStorage.setItem(SOURCES_KEY, newValue)
    const change = { key: SOURCES_KEY, newValue, storageArea: localStorage }
    window.dispatchEvent(new StorageEvent('storage', change))
    await vi.waitFor(() => expect(sources.configs.map(({ id }) => id)).toContain('mill'))
    expect(links.of('mill')).toHaveLength(1)
  })
})
