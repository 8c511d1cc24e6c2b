// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { protocols } from '../../../src/protocols/registry'
import { useSources } from '../../../src/stores/sources'
import { sourceTexts as words } from '../../../src/texts/sources'
import SourcesView from '../../../src/views/SourcesView.vue'
import { linkTexts } from '../../../src/texts/link'
import { page } from './page'

afterEach(() => {
  useSources().stop()
})

async function view(configuration?: object) {
  const shown = await page(SourcesView, {}, configuration)
  const wrapper = shown.show()
  const rows = () => wrapper.findAll('[data-entry]').map((row) => row.attributes('data-entry'))
  const row = (id: string) => wrapper.get(`[data-entry="${id}"]`)
  const press = async (name: string): Promise<void> => {
    const button = wrapper
      .findAll('button')
      .find((one) => one.attributes('aria-label') === name || one.text() === name)
    await button!.trigger('click')
    await nextTick()
  }
  const field = (name: string) => wrapper.get<HTMLInputElement>(`form [name="${name}"]`)
  const fill = async (values: Record<string, string>): Promise<void> => {
    for (const [name, value] of Object.entries(values)) await field(name).setValue(value)
  }
  const save = async (): Promise<void> => {
    await wrapper.get('form').trigger('submit')
    await nextTick()
    await nextTick()
  }
  const problem = (name: string) =>
    wrapper.get(`[id="${field(name).attributes('aria-describedby')!}"]`).text()
  const result = () => wrapper.get('.view > .result').text()
  return { ...shown, wrapper, rows, row, press, field, fill, save, problem, result }
}

describe('the form', () => {
  test.each([...protocols])(
    'is made of the fields of %s, and what it saves is watched',
    async (system, protocol) => {
      const { press, field, fill, save, sources, result } = await view()
      await press(words.add)
      await fill({ system, label: 'Häll 3', url: ' http://localhost:8/base/ ' })
      for (const { key, required, choices, label } of protocol.options) {
        if (required && !choices) await fill({ [key]: `my ${label}` })
      }
      expect(field('id').element.value).toBe('hall-3')
      await save()
      expect(result()).toBe(words.said.added('Häll 3'))
      const [method] = protocol.authMethods
      expect(sources.byId.get('hall-3')).toMatchObject({
        system,
        label: 'Häll 3',
        baseUrl: 'http://localhost:8/base',
        auth: method ? { method: method.id, automatic: null } : null,
      })
      for (const { key, required } of protocol.options) {
        if (required) expect(sources.byId.get('hall-3')?.options[key]).toBeTruthy()
      }
    },
  )

  test('says at each field what it should be, in the parser’s words, and goes to the first', async () => {
    const { press, fill, save, problem, field, sources, wrapper } = await view()
    await press(words.add)
    await fill({ id: 'Not an Id', url: 'plant.example' })
    await save()
    expect(problem('label')).toBe('This should be a text.')
    expect(problem('id')).toBe('This should be up to 64 small letters, digits and hyphens.')
    expect(problem('url')).toContain('begins with http:// or https://')
    expect(wrapper.get('[role=status]').text()).toBe(words.form.tooManyOf(3))
    expect(document.activeElement).toBe(field('label').element)
    expect(sources.entries).toHaveLength(2)
  })

  test('says what an option should be', async () => {
    const asking = [...protocols].find(([, { options }]) => options.some(({ required }) => required))!
    const [system, { options }] = asking
    const { press, fill, save, problem } = await view()
    await press(words.add)
    await fill({ system, label: 'Hall', url: 'http://localhost' })
    await save()
    const { key, label } = options.find(({ required }) => required)!
    expect(problem(key)).toBe(`This should be a value for ${label}.`)
  })

  test('takes no id of another source, and offers one that is free', async () => {
    const { press, fill, save, problem, field, rows } = await view()
    await press(words.add)
    await fill({ label: 'Plant', url: 'http://localhost' })
    expect(field('id').element.value).toBe('plant-2')
    await fill({ id: 'plant' })
    await fill({ label: 'Another' })
    expect(field('id').element.value).toBe('plant')
    await save()
    expect(problem('id')).toBe('This should be an id that no other source has.')
    expect(rows()).toEqual(['plant', 'open'])
  })

  test('warns of a sign-in over http to another host, and watches nevertheless', async () => {
    const { press, fill, save, result, rows } = await view()
    await press(words.add)
    await fill({ system: 'webmacs', label: 'Far', url: 'http://far.example' })
    await save()
    expect(rows()).toContain('far')
    expect(result()).toContain('https, so that nobody on the way can read along')
  })

  test('edits what is one’s own: the address changes, the id stays', async () => {
    const { press, fill, save, sources, wrapper } = await view()
    await press(words.add)
    await fill({ label: 'Mill', url: 'http://localhost:3' })
    await save()
    await press('Edit Mill')
    expect(wrapper.find('form [name=id]').exists()).toBe(false)
    await fill({ url: 'http://localhost:4' })
    await save()
    expect(sources.byId.get('mill')?.baseUrl).toBe('http://localhost:4')
  })

  test('of the deployment’s sources renames only, and resets', async () => {
    const { press, fill, save, sources, wrapper, row } = await view()
    await press('Rename Plant')
    expect(wrapper.find('form [name=url]').exists()).toBe(false)
    await fill({ label: 'Hall <b>3</b>' })
    await save()
    expect(sources.byId.get('plant')).toMatchObject({ label: 'Hall <b>3</b>', baseUrl: 'http://localhost:1' })
    // V7: a label is text.
    expect(row('plant').find('b').exists()).toBe(false)
    expect(row('plant').text()).toContain(words.row.wasCalled('Plant'))
    await press('Reset Hall <b>3</b>')
    expect(sources.byId.get('plant')?.label).toBe('Plant')
  })

  test('duplicates with a label and an id that are free', async () => {
    const { press, field, save, rows } = await view()
    await press('Duplicate Plant')
    expect([field('label').element.value, field('id').element.value]).toEqual(['Plant (2)', 'plant-2'])
    await save()
    expect(rows()).toEqual(['plant', 'open', 'plant-2'])
  })
})

describe('the list', () => {
  test('V5: a row moves by its buttons, keeps the focus, and says where it is', async () => {
    const { press, rows, result, row } = await view()
    await press('Move Open up')
    expect(rows()).toEqual(['open', 'plant'])
    expect(result()).toBe(words.said.moved('Open', 1, 2))
    expect(document.activeElement).toBe(row('open').get('[data-action=up]').element)
    await press('Move Open up')
    expect(rows()).toEqual(['open', 'plant'])
    await press(words.resetOrder)
    expect(rows()).toEqual(['plant', 'open'])
  })

  test('a source is switched off and on; its state is told in the words of its badge', async () => {
    const { row, sources, goLive } = await view()
    goLive('plant')
    await nextTick()
    expect(row('plant').text()).toContain('Live')
    await row('plant').get('[role=switch]').setValue(false)
    expect(sources.configs.map(({ id }) => id)).toEqual(['open'])
    expect(row('plant').text()).toContain(words.row.off)
    await row('plant').get('[role=switch]').setValue(true)
    expect(sources.configs.map(({ id }) => id)).toEqual(['plant', 'open'])
    expect(row('plant').text()).toContain('Connecting')
  })

  test('removing is asked for; only what is one’s own can be removed', async () => {
    const { press, fill, save, rows, wrapper, row } = await view()
    await press(words.add)
    await fill({ label: 'Mill', url: 'http://localhost:3' })
    await save()
    expect(row('plant').text()).not.toContain(words.row.remove)
    for (const confirmed of [false, true]) {
      await press('Remove Mill')
      wrapper.findComponent({ name: 'ConfirmDialog' }).vm.$emit('answer', confirmed)
      await nextTick()
      expect(rows().includes('mill')).toBe(!confirmed)
    }
  })

  test.each([
    ['it answers, and its answers cannot be read', () => Promise.resolve(new Response()), 'CORS'],
    ['nothing answers', () => Promise.reject(new TypeError('no')), 'Nothing answers there'],
  ])('what cannot be reached says so, with the entry to add: %s', async (_, answer, says) => {
    const { row, sources } = await view()
    vi.stubGlobal('fetch', vi.fn(answer))
    sources.note('plant', { metadataFailure: linkTexts.unreachable })
    await nextTick()
    await vi.waitFor(() => expect(row('plant').get('.notice').text()).toContain(says))
    expect(JSON.parse(row('plant').get('pre').text())).toEqual({
      id: 'plant',
      system: 'webmacs',
      label: 'Plant',
      proxy: 'http://localhost:1',
      auth: { method: 'password' },
    })
    sources.note('plant', { metadataFailure: null })
    await nextTick()
    expect(row('plant').find('.notice').exists()).toBe(false)
  })
})
