// @vitest-environment happy-dom
// The form of a source where its system asks for more than a text, and what it says of pages and backends that are not
// on one origin.
import { afterEach, describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { newSource, readSource, chooseSystem } from '../../../src/components/sources/source-form'
import { protocols } from '../../../src/protocols/registry'
import { readSources, writeSources } from '../../../src/stores/source-files'
import { useSourceList } from '../../../src/stores/source-list'
import { useSources } from '../../../src/stores/sources'
import { linkTexts } from '../../../src/texts/link'
import { sourceTexts as words } from '../../../src/texts/sources'
import SourcesView from '../../../src/views/SourcesView.vue'
import { page } from './page'

const SECURE = 'https://deck.example'

afterEach(() => {
  vi.unstubAllGlobals()
  useSources().stop()
})

async function adding(system: string) {
  const shown = await page(SourcesView)
  const wrapper = shown.show()
  const field = (name: string) => wrapper.get<HTMLInputElement>(`form [name="${name}"]`)
  const fill = async (values: Record<string, string>): Promise<void> => {
    for (const [name, value] of Object.entries(values)) await field(name).setValue(value)
  }
  const said = (name: string) => wrapper.get(`[id="${field(name).attributes('aria-describedby')!}"]`).text()
  const save = async (): Promise<void> => {
    await wrapper.get('form').trigger('submit')
    await nextTick()
    await nextTick()
  }
  await wrapper
    .findAll('button')
    .find((one) => one.text() === words.add)!
    .trigger('click')
  await nextTick()
  await fill({ system, label: 'Mill', url: 'http://localhost:8' })
  return { ...shown, wrapper, field, fill, said, save }
}

describe('the form', () => {
  test('takes numbers as numbers, choices by their value, and the way to sign in', async () => {
    const { fill, save, said, sources, field } = await adding('newloom')
    await fill({ dialect: 'deployed', api: '/api', chat: 'seven', method: 'session' })
    await save()
    expect(said('chat')).toBe('This should be a number.')
    expect(field('chat').attributes('inputmode')).toBe('decimal')
    await fill({ chat: ' 7 ' })
    await save()
    expect(sources.byId.get('mill')).toMatchObject({
      options: { dialect: 'deployed', api: '/api', chat: 7 },
      auth: { method: 'session', automatic: null },
    })
  })

  test('leaves out what was left empty, and asks for no password where a name is enough', async () => {
    const { fill, save, sources, wrapper } = await adding('workspace-chat')
    expect(wrapper.find('form [type=password]').exists()).toBe(false)
    await fill({ generation: 'newer', method: 'name' })
    await save()
    expect(sources.byId.get('mill')).toMatchObject({
      options: { generation: 'newer' },
      auth: { method: 'name', automatic: null },
    })
  })

  test('begins an edited source with what was chosen before', async () => {
    const { fill, save, wrapper, field } = await adding('newloom')
    await fill({ dialect: 'documented', chat: '12', method: 'token' })
    await save()
    await wrapper.get('[aria-label="Edit Mill"]').trigger('click')
    await nextTick()
    const values = ['dialect', 'api', 'chat', 'method'].map((name) => field(name).element.value)
    expect(values).toEqual(['documented', 'auto', '12', 'token'])
  })
})

describe('a page and a backend that are not on one origin', () => {
  test.each([...protocols])('the form says what %s needs', async (system, { label, anyOrigin }) => {
    const { said } = await adding(system)
    const hint = words.form.oneOriginHint(label)
    expect(said('url').includes(hint)).toBe(anyOrigin !== true)
    expect([...protocols].filter(([, one]) => one.anyOrigin).map(([id]) => id)).toEqual(['webmacs'])
  })

  test('mixed content: an https page refuses http, says why, and prints the entry for watchdeck.json', async () => {
    const { save, wrapper, said, fill } = await adding('workspace-chat')
    vi.stubGlobal('location', { ...location, origin: SECURE })
    await fill({ url: 'http://chat.example:3000' })
    await save()
    expect(said('url')).toContain('https, so that nobody on the way can read along')
    expect(wrapper.get('.proxied').text()).toContain('mixed content')
    expect(JSON.parse(wrapper.get('.proxied pre').text())).toEqual({
      id: 'mill',
      system: 'workspace-chat',
      label: 'Mill',
      proxy: 'http://chat.example:3000',
      options: { generation: 'auto' },
      auth: { method: 'name' },
    })
  })

  test('mixed content: where something else is wrong too, that is put right first', () => {
    const typed = chooseSystem({ ...newSource(), url: 'http://plant.example' }, 'webmacs')
    expect(readSource(typed, new Set(), SECURE)).toMatchObject({ ok: false, proxied: null })
    const whole = { ...typed, id: 'plant', label: 'Plant' }
    expect(readSource(whole, new Set(), SECURE)).toMatchObject({
      proxied: { baseUrl: 'http://plant.example' },
    })
    expect(readSource({ ...whole, url: 'ftp://x' }, new Set(), SECURE)).toMatchObject({ proxied: null })
    expect(readSource({ ...whole, url: 'https://plant.example' }, new Set(), SECURE)).toMatchObject({
      ok: true,
    })
  })

  test.each([
    ['this page’s own policy', 'connect-src', 'Content-Security-Policy'],
    ['a private network, or a blocker', 'img-src', 'mixed content, a private network, a blocker'],
  ])('what cannot be reached for %s says so, with the entry to add', async (_, directive, says) => {
    const { sources, wrapper } = await adding('webmacs')
    const forbid = (): Promise<Response> => {
      // As browsers do: after the refusal.
      setTimeout(() => {
        document.dispatchEvent(
          Object.assign(new Event('securitypolicyviolation'), { effectiveDirective: directive }),
        )
      }, 20)
      return Promise.reject(new TypeError('Failed to fetch'))
    }
    vi.stubGlobal('fetch', vi.fn(forbid))
    sources.note('plant', { metadataFailure: linkTexts.unreachable })
    await nextTick()
    const row = wrapper.get('[data-entry="plant"]')
    await vi.waitFor(() => expect(row.get('.notice').text()).toContain(says))
    expect(JSON.parse(row.get('pre').text())).toMatchObject({ id: 'plant', proxy: 'http://localhost:1' })
  })
})

test('a source that was switched off when it was exported comes back switched off, and nothing is asked of it', async () => {
  const { save, sources, sent } = await adding('newloom')
  await save()
  const list = useSourceList()
  list.switchOff('mill', true)
  const text = writeSources(sources.entries, sources.proxies)
  list.remove('mill')
  expect(sources.byId.has('mill')).toBe(false)
  const before = sent.length
  const plan = readSources(text, 'deck.json', sources.entries, location.origin)
  list.take(plan.additions, plan.off)
  expect(sources.entries.at(-1)).toMatchObject({ config: { id: 'mill' }, isOwn: true, isOff: true })
  expect(sent.slice(before).filter(({ kind }) => kind === 'watch')).toEqual([])
  list.switchOff('mill', false)
  expect(sources.configs.map(({ id }) => id)).toContain('mill')
})
