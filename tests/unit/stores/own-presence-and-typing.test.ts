// @vitest-environment happy-dom
import { afterEach, describe, expect, onTestFinished, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { useMessages } from '../../../src/stores/messages'
import { chatAndTell, leave } from './chatting'

afterEach(leave)

async function speaking(more: Parameters<typeof chatAndTell>[0] = {}) {
  const told = await chatAndTell(more)
  const said = () => told.sent.flatMap((one) => (one.kind === 'send' ? [one.outgoing] : []))
  const typing = () => said().flatMap((one) => (one.kind === 'typing' ? [one.isTyping] : []))
  const type = () => told.messages.setTyping('plant', 'main', true)
  return { ...told, said, typing, type }
}

describe('our presence', () => {
  test('is said at once, and again after each reconnect', async () => {
    const { messages, said, close, reconnect } = await speaking()
    messages.setPresence('plant', 'busy')
    expect([messages.ownPresence('plant'), said()]).toEqual([
      'busy',
      [{ kind: 'presence', presence: 'busy' }],
    ])
    expect(messages.people('plant')).toMatchObject([{ name: 'me', presence: 'busy' }])
    close('plant', 1006)
    reconnect()
    expect(said()).toHaveLength(2)
  })

  test('is not said while nobody hears it, but then', async () => {
    const { messages, said, close, reconnect } = await speaking()
    close('plant', 1006)
    messages.setPresence('plant', 'away')
    expect(said()).toEqual([])
    reconnect()
    expect(said()).toEqual([{ kind: 'presence', presence: 'away' }])
  })

  test.each([
    ['there before the chat is read', true],
    ['made after that', false],
  ])('is said again after a reload, on a connection that is %s', async (_, isThere) => {
    const { messages, said, close, reconnect } = await speaking()
    messages.$dispose()
    sessionStorage.setItem('watchdeck:presence', '{"plant":"busy"}')
    if (!isThere) close('plant', 1006)
    const reloaded = useMessages()
    onTestFinished(() => reloaded.$dispose())
    expect(reloaded.ownPresence('plant')).toBe('busy')
    if (!isThere) {
      expect(said()).toEqual([])
      reconnect()
    }
    expect(said()).toEqual([{ kind: 'presence', presence: 'busy' }])
  })

  test('is kept for the session of this tab', async () => {
    const { messages } = await speaking()
    messages.setPresence('plant', 'away')
    await nextTick()
    expect(sessionStorage.getItem('watchdeck:presence')).toBe('{"plant":"away"}')
    expect(Object.keys(localStorage)).not.toContain('watchdeck:presence')
  })

  test('is cleared where the server turns out to know none', async () => {
    const { messages, tell, said } = await speaking()
    messages.setPresence('plant', 'away')
    tell({ kind: 'chat-abilities', presence: false, typing: false })
    expect(messages.ownPresence('plant')).toBeNull()
    messages.setPresence('plant', 'busy')
    expect(said()).toHaveLength(1)
    tell({ kind: 'chat-abilities', presence: true, typing: true })
    expect(messages.ownPresence('plant')).toBeNull()
  })
})

describe('that we type', () => {
  test('is said once in 3 s at most', async () => {
    const { typing, type } = await speaking()
    for (let i = 0; i < 6; i++) {
      type()
      await vi.advanceTimersByTimeAsync(1_000)
    }
    expect(typing()).toEqual([true, true])
  })

  test('ends 5 s after the last key, and when it is said to end', async () => {
    const { typing, type, messages } = await speaking()
    type()
    await vi.advanceTimersByTimeAsync(4_000)
    type()
    await vi.advanceTimersByTimeAsync(4_999)
    expect(typing()).toEqual([true, true])
    await vi.advanceTimersByTimeAsync(1)
    expect(typing()).toEqual([true, true, false])
    type()
    messages.setTyping('plant', 'main', false)
    messages.setTyping('plant', 'main', false)
    expect(typing()).toEqual([true, true, false, true, false])
  })

  test('who stops and goes on within 3 s is not said to type again before', async () => {
    const { typing, type, messages } = await speaking()
    type()
    messages.setTyping('plant', 'main', false)
    type()
    messages.setTyping('plant', 'main', false)
    expect(typing()).toEqual([true, false])
  })

  test('ends when the page is left', async () => {
    const { typing, type } = await speaking()
    type()
    window.dispatchEvent(new Event('pagehide'))
    expect(typing()).toEqual([true, false])
  })

  test('is never said later than it is true', async () => {
    const { typing, type, close, reconnect } = await speaking()
    type()
    close('plant', 1006)
    type()
    reconnect()
    expect(typing()).toEqual([true])
  })

  test.each([
    ['its document', { typing: false }, null],
    ['its server', {}, { kind: 'chat-abilities', presence: true, typing: false } as const],
  ])('is not said to a system that has no such thing by %s', async (_, more, update) => {
    const { typing, type, tell } = await speaking(more)
    if (update) tell(update)
    type()
    expect(typing()).toEqual([])
  })
})
