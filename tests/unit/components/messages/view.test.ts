// @vitest-environment happy-dom
import { mount, type VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { MAIN_CONVERSATION } from '../../../../src/domain/chat-updates'
import { useAnnouncer } from '../../../../src/stores/announcer'
import { useDrafts } from '../../../../src/stores/draft'
import { useMessages } from '../../../../src/stores/messages'
import { useOutbox } from '../../../../src/stores/outbox'
import MessagesView from '../../../../src/views/MessagesView.vue'
import { watchAndTell } from '../../stores/telling'
import { START, unwatch } from '../watched'
import { deckRouter } from './kit'

const CHAT = { id: 'plant', system: 'workspace-chat', label: 'Control room', url: 'http://localhost:1' }
const SOURCES = {
  version: 1,
  sources: [
    { ...CHAT, auth: { method: 'name' } },
    { ...CHAT, id: 'other', label: 'Other room', auth: { method: 'name' } },
  ],
}
let mounted: VueWrapper | null = null

afterEach(() => {
  mounted?.unmount()
  mounted = null
  unwatch()
})

async function view(path = '/messages', configuration: object = SOURCES) {
  const told = await watchAndTell(configuration)
  const router = deckRouter()
  await router.push(path)
  let count = 0
  const say = (author: string, text: string): void => {
    const message = { id: `m${++count}`, conversation: MAIN_CONVERSATION, author, text, time: START + count }
    told.tell({ kind: 'messages', messages: [message] })
  }
  const show = async (): Promise<VueWrapper> => {
    mounted = mount(MessagesView, { attachTo: document.body, global: { plugins: [told.pinia, router] } })
    await nextTick()
    return mounted
  }
  return { ...told, router, say, show }
}
const field = () => mounted!.get<HTMLTextAreaElement>('textarea')
const press = (key: string) => window.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true }))

describe('the conversation', () => {
  test('is the first one where the address names none', async () => {
    const { say, show } = await view()
    say('Grace', 'Hello')
    const wrapper = await show()
    expect(wrapper.get('.room').attributes('data-source')).toBe('plant')
    expect(wrapper.get('[data-key] .text').text()).toBe('Hello')
    expect(wrapper.get('[aria-current="page"]').text()).toContain('Control room')
  })

  test('is the one that the address names, and J and K go to its neighbours', async () => {
    const { router, show } = await view('/messages?source=other')
    const wrapper = await show()
    expect(wrapper.get('.room').attributes('data-source')).toBe('other')
    press('k')
    await vi.waitFor(() => expect(router.currentRoute.value.query).toMatchObject({ source: 'plant' }))
    await nextTick()
    expect(wrapper.get('.room').attributes('data-source')).toBe('plant')
    press('j')
    await vi.waitFor(() => expect(router.currentRoute.value.query).toMatchObject({ source: 'other' }))
  })

  test('that nobody knows is said to be unknown', async () => {
    const { show } = await view('/messages?source=plant&conversation=gone')
    expect((await show()).text()).toContain('This conversation is not known.')
  })

  test('is read when its newest is in sight; the others stay unread', async () => {
    const { say, show, router } = await view('/messages?source=other')
    say('Grace', 'Hello')
    const messages = useMessages()
    const wrapper = await show()
    expect(messages.unread).toBe(1)
    expect(wrapper.get('nav').text()).toContain('1 unread')
    await router.push('/messages?source=plant')
    await nextTick()
    await wrapper.get('.newest').trigger('click')
    await nextTick()
    expect(messages.unread).toBe(0)
    expect(wrapper.get('.new').text()).toBe('New')
  })
})

test('a page without any chat says so', async () => {
  const { show } = await view('/messages', { version: 1, sources: [{ ...CHAT, system: 'webmacs' }] })
  expect((await show()).text()).toContain('No source that is watched has messages.')
})

test('what comes while it is open is read at once, and said aloud together (V3)', async () => {
  const { say, show } = await view()
  say('Grace', 'Hello')
  const wrapper = await show()
  await wrapper.get('.newest').trigger('click')
  say('Grace', 'one')
  await nextTick()
  say('Grace', 'two')
  await nextTick()
  await vi.advanceTimersByTimeAsync(300)
  expect(useAnnouncer().current?.text).toBe('2 new messages.')
  expect(useMessages().unread).toBe(0)
})

describe('writing', () => {
  test('"/" leads to the composer; what is written survives other views and waits for the connection', async () => {
    const { show } = await view()
    await show()
    press('/')
    expect(document.activeElement).toBe(field().element)
    await field().setValue('Half a sent')
    mounted?.unmount()
    await show()
    expect(field().element.value).toBe('Half a sent')
    await field().setValue('Half a sentence')
    await field().trigger('keydown', { key: 'Enter' })
    expect(field().element.value).toBe('')
    expect(useOutbox().entries('plant', MAIN_CONVERSATION)).toMatchObject([{ text: 'Half a sentence' }])
    expect(mounted!.get('[data-outbox]').text()).toContain('Half a sentence')
  })

  test('what is not taken stays in the composer, and why is said there and aloud (V3)', async () => {
    const { show } = await view()
    const wrapper = await show()
    await field().setValue('x'.repeat(1_100_000))
    await field().trigger('keydown', { key: 'Enter' })
    expect(field().element.value).toHaveLength(1_100_000)
    expect(wrapper.get('.composer .note').text()).toMatch(/^It is too long:/)
    await vi.advanceTimersByTimeAsync(300)
    expect(useAnnouncer().current?.text).toMatch(/^Not taken: It is too long:/)
  })

  test('what was quoted elsewhere stands in the composer, after what was there', async () => {
    const { show } = await view()
    const drafts = useDrafts()
    drafts.write('plant', MAIN_CONVERSATION, 'Look:')
    drafts.quote('Motor 81 °C')
    await show()
    await nextTick()
    expect(field().element.value).toBe('Look:\nMotor 81 °C')
    expect(document.activeElement).toBe(field().element)
  })

  test('who has to sign in first is offered it, and cannot write before', async () => {
    const { refuse, show } = await view()
    refuse('plant')
    const wrapper = await show()
    expect(field().element.disabled).toBe(true)
    await wrapper.get('.obstacle button').trigger('click')
    expect(wrapper.emitted('sign-in')).toEqual([['plant']])
  })
})
