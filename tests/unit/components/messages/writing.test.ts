// @vitest-environment happy-dom
import { describe, expect, test } from 'vitest'
import Composer from '../../../../src/components/messages/Composer.vue'
import OutboxRow from '../../../../src/components/messages/OutboxRow.vue'
import PeopleList from '../../../../src/components/messages/PeopleList.vue'
import { show } from './kit'

describe('the composer', () => {
  const composer = async (more: Record<string, unknown> = {}) =>
    (
      await show(Composer, {
        modelValue: 'Hello',
        obstacle: null,
        failure: null,
        typing: [],
        'onUpdate:modelValue': () => undefined,
        ...more,
      })
    ).wrapper

  test('Enter sends, Shift + Enter and the end of a composed character do not', async () => {
    const wrapper = await composer()
    const field = wrapper.get('textarea')
    await field.trigger('keydown', { key: 'Enter', shiftKey: true })
    await field.trigger('keydown', { key: 'Enter', isComposing: true })
    expect(wrapper.emitted('post')).toBeUndefined()
    await field.trigger('keydown', { key: 'Enter' })
    expect(wrapper.emitted('post')).toHaveLength(1)
  })

  test('an empty text is not sent', async () => {
    const wrapper = await composer({ modelValue: ' \n' })
    await wrapper.get('form').trigger('submit')
    expect(wrapper.emitted('post')).toBeUndefined()
    expect(wrapper.get('button').attributes('aria-disabled')).toBe('true')
  })

  test('who writes is told while they write, and no longer when they leave', async () => {
    const wrapper = await composer()
    const field = wrapper.get('textarea')
    await field.setValue('Hello y')
    expect(wrapper.emitted('update:modelValue')).toEqual([['Hello y']])
    field.element.focus()
    await field.trigger('keydown', { key: 'Escape' })
    expect(document.activeElement).not.toBe(field.element)
    expect(wrapper.emitted('typing')).toEqual([[true], [false]])
  })

  test('V6: one line is always there, for why, who types, or the keys', async () => {
    const wrapper = await composer()
    const note = () => wrapper.get('.note').text()
    expect(note()).toContain('Enter sends')
    await wrapper.setProps({ typing: ['Grace'] })
    expect(note()).toBe('Grace is typing …')
    await wrapper.setProps({ typing: ['Grace', 'Linus'] })
    expect(note()).toBe('Grace and Linus are typing …')
    await wrapper.setProps({ failure: 'Too long.' })
    expect(note()).toBe('Too long.')
    await wrapper.setProps({ typing: [], failure: null, obstacle: 'Sign in first.' })
    expect(wrapper.find('.note').exists()).toBe(true)
    expect(wrapper.get('textarea').element.disabled).toBe(true)
  })
})

describe('what is not sent yet', () => {
  const entry = {
    id: '1',
    source: 'chat',
    conversation: 'main',
    text: 'Hello',
    writtenAt: Date.UTC(2026, 10, 21),
    why: '',
  }
  const row = async (more: object, waitsFor: string | null = null) =>
    (await show(OutboxRow, { entry: { ...entry, ...more }, waitsFor })).wrapper

  test.each([
    ['waiting', '', null, 'Waits for the connection', ['Discard']],
    ['waiting', '', 'Not connected.', 'Waits: Not connected.', ['Discard']],
    ['sending', '', null, 'Sending', []],
    ['uncertain', '', null, 'Uncertain whether it arrived. Send again?', ['Send again', 'Discard']],
    ['refused', 'Too long.', null, 'Not taken: Too long.', ['Edit', 'Discard']],
  ])('%s %j: %j', async (status, why, waitsFor, words, buttons) => {
    const wrapper = await row({ status, why }, waitsFor)
    expect(wrapper.get('.status').text()).toBe(words)
    expect(wrapper.findAll('button').map((one) => one.text())).toEqual(buttons)
  })

  test('what is uncertain says why', async () => {
    const wrapper = await row({ status: 'uncertain', why: 'The server did not confirm it.' })
    const head = wrapper.get('.head').text().replace(/\s+/g, ' ')
    expect(head).toContain('Send again? The server did not confirm it.')
  })

  test('its buttons ask for what they say', async () => {
    const wrapper = await row({ status: 'uncertain' })
    for (const button of wrapper.findAll('button')) await button.trigger('click')
    expect(Object.keys(wrapper.emitted())).toEqual(expect.arrayContaining(['send-again', 'discard']))
  })
})

describe('people', () => {
  const grace = { name: 'Grace', presence: 'busy', isSelf: false, looksLike: null }

  test('V2: presence is a word, names that look alike are marked in words', async () => {
    const people = [
      grace,
      { ...grace, name: 'Grаce', presence: null, looksLike: 'Grace' },
      { ...grace, name: 'Ada', presence: null, isSelf: true },
    ]
    const { wrapper } = await show(PeopleList, { people, connected: 1_234, ownPresence: 'away' })
    const rows = wrapper.findAll('li').map((one) => one.text().replace(/\s+/g, ' '))
    expect(rows[0]).toBe('Grace Busy')
    expect(rows[1]).toBe(
      'Grаce Unknown Looks like another name: Grace. This one has the Cyrillic “а” (U+0430).',
    )
    expect(rows[2]).toBe('Ada (you) Away')
    expect(wrapper.text()).toMatch(/1.234 connected/)
  })

  test('folded, they are behind a summary that still says that names look alike', async () => {
    const people = [grace, { ...grace, name: 'Grаce', looksLike: 'Grace' }]
    const { wrapper } = await show(PeopleList, { people, connected: 2, ownPresence: null, isFolded: true })
    expect(wrapper.get('details').attributes('open')).toBeUndefined()
    expect(wrapper.get('summary').text().replace(/\s+/g, ' ')).toBe(
      'People 2 connected Some names look alike',
    )
    await wrapper.setProps({ isFolded: false })
    expect(wrapper.find('details').exists()).toBe(false)
  })

  test('one’s own presence can be chosen where the backend knows any', async () => {
    const { wrapper } = await show(PeopleList, { people: [grace], connected: null, ownPresence: 'online' })
    await wrapper.get('select').setValue('busy')
    expect(wrapper.emitted('choose-presence')).toEqual([['busy']])
    await wrapper.setProps({ ownPresence: null })
    expect(wrapper.find('select').exists()).toBe(false)
  })
})
