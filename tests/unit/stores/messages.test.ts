// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import { nextTick } from 'vue'
import { chatAndTell, leave, START } from './chatting'

afterEach(leave)

describe('rooms', () => {
  test('are there for every source with a chat, in the sources’ order, with what was said', async () => {
    const { messages, hear } = await chatAndTell()
    hear('hello')
    expect(messages.rooms).toMatchObject([
      {
        source: 'plant',
        label: 'Plant',
        conversations: [{ id: 'main', title: 'Plant', messages: [{ text: 'hello' }] }],
      },
      { source: 'open', label: 'Open', conversations: [{ id: 'main', messages: [] }] },
    ])
  })

  test('have no conversation while none is known, where there can be several', async () => {
    const { messages, hear, tell } = await chatAndTell({ hasConversations: true })
    expect([messages.rooms[0]!.conversations, messages.conversation('plant', 'main')]).toEqual([[], null])
    hear('hello', { conversation: '7' })
    tell({ kind: 'conversation', conversation: '8', title: 'Night shift' })
    expect(messages.rooms[0]!.conversations).toMatchObject([
      { title: 'Conversation 7' },
      { title: 'Night shift' },
    ])
  })

  test('V6: have one from the beginning, where a message to it opens it, and further ones behind it', async () => {
    const { messages, hear } = await chatAndTell({ hasConversations: true, hasMain: true })
    expect(messages.conversation('plant', 'main')).toMatchObject({ title: 'Plant', messages: [] })
    hear('hello', { conversation: '7' })
    hear('here', { conversation: 'main' })
    expect(messages.rooms[0]!.conversations.map(({ id }) => id)).toEqual(['main', '7'])
  })

  test('a message that did not change is the same object, in another list', async () => {
    const { main, hear } = await chatAndTell()
    hear('a')
    const before = main()
    expect(main()).toBe(before)
    hear('b')
    expect(main().messages).not.toBe(before.messages)
    expect(main().messages[0]).toBe(before.messages[0])
  })

  test('our own messages are marked, also those that came before we knew our name', async () => {
    const { main, hear, tell } = await chatAndTell()
    hear('a', { author: 'me' })
    hear('b', { author: 'other' })
    hear('c', { author: null })
    expect(main().messages.map(({ isOwn }) => isOwn)).toEqual([true, false, false])
    tell({ kind: 'self', name: 'other' })
    expect(main().messages.map(({ isOwn }) => isOwn)).toEqual([false, true, false])
  })
})

describe('unread', () => {
  test('are messages of others since the last reading', async () => {
    const { messages, main, hear } = await chatAndTell()
    hear('a')
    hear('b', { author: 'me' })
    hear('c', { author: null })
    expect([main().unread, messages.unread]).toEqual([2, 2])
    messages.markRead('plant', 'main')
    expect([main().unread, messages.unread]).toEqual([0, 0])
    hear('late', { time: START - 60_000 })
    expect(
      main()
        .messages.filter(({ isNew }) => isNew)
        .map(({ text }) => text),
    ).toEqual(['late'])
  })

  test('what was there before this browser first looked is not', async () => {
    const { main, read, written } = await chatAndTell()
    read(written('old', { time: START - 60_000 }), written('older', { time: START - 120_000 }))
    expect(main().unread).toBe(0)
    read(written('new', { time: START - 30_000 }))
    expect(main().unread).toBe(1)
  })

  test('are known after a reload by the time of the newest message that was read', async () => {
    const { messages, hear } = await chatAndTell()
    hear('read', { time: START })
    messages.markRead('plant', 'main')
    hear('unread', { time: START + 1 })
    await nextTick()
    const kept = { 'watchdeck:read': localStorage.getItem('watchdeck:read')! }
    const again = await chatAndTell({}, kept)
    again.read(again.written('read', { time: START }), again.written('unread', { time: START + 1 }))
    expect(again.main().messages.map(({ isNew }) => isNew)).toEqual([false, true])
  })

  test('what was read in one conversation is read in no other', async () => {
    const { messages, hear, read, written } = await chatAndTell({ hasConversations: true })
    read(written('a', { conversation: '7' }), written('b', { conversation: '8' }))
    hear('late', { conversation: '7', time: START - 10_000 })
    hear('c', { conversation: '8', time: START + 1_000 })
    expect(messages.conversation('plant', '7')?.unread).toBe(1)
    messages.markRead('plant', '8')
    expect([
      messages.conversation('plant', '7')?.unread,
      messages.conversation('plant', '8')?.unread,
    ]).toEqual([1, 0])
  })

  test('what another tab read is read here as well', async () => {
    const { main, hear } = await chatAndTell()
    hear('a', { time: START })
    hear('b', { time: START + 1_000 })
    await nextTick()
    const marks = JSON.parse(localStorage.getItem('watchdeck:read')!)
    const newValue = JSON.stringify({ ...marks, marks: { '["plant","main"]': START } })
    localStorage.setItem('watchdeck:read', newValue)
    window.dispatchEvent(
      new StorageEvent('storage', { key: 'watchdeck:read', newValue, storageArea: localStorage }),
    )
    await nextTick()
    expect(main().messages.map(({ isNew }) => isNew)).toEqual([false, true])
  })
})

describe('people', () => {
  test('have a presence, and names that look the same are told', async () => {
    const { messages, tell, hear } = await chatAndTell()
    hear('a', { author: 'mе' })
    tell({ kind: 'presence', person: 'bob', presence: 'away' })
    tell({ kind: 'connected', people: null, count: 4 })
    expect(messages.people('plant')).toEqual([
      { name: 'me', presence: null, isSelf: true, looksLike: 'mе' },
      { name: 'mе', presence: null, isSelf: false, looksLike: 'me' },
      { name: 'bob', presence: 'away', isSelf: false, looksLike: null },
    ])
    expect([messages.connectedCount('plant'), messages.self('plant')]).toEqual([4, 'me'])
  })

  test('T5: nobody is said to be there when the connection is gone', async () => {
    const { messages, tell, close } = await chatAndTell()
    tell({ kind: 'connected', people: ['bob'], count: 2 })
    tell({ kind: 'typing', conversation: 'main', person: 'bob', isTyping: true })
    close('plant', 1006)
    expect(messages.people('plant').find(({ name }) => name === 'bob')?.presence).toBeNull()
    expect([messages.connectedCount('plant'), messages.conversation('plant', 'main')?.typing]).toEqual([
      null,
      [],
    ])
  })

  test('who types is told without ourselves, and for 6 s without news', async () => {
    const { main, tell } = await chatAndTell()
    for (const person of ['bob', 'me']) tell({ kind: 'typing', conversation: 'main', person, isTyping: true })
    expect(main().typing).toEqual(['bob'])
    await vi.advanceTimersByTimeAsync(5_000)
    expect(main().typing).toEqual(['bob'])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(main().typing).toEqual([])
  })
})

describe('older messages', () => {
  test('are asked for by a number, one question at a time', async () => {
    const { messages, sent, hear, tell, written } = await chatAndTell()
    hear('a')
    messages.askOlder('plant', 'main')
    messages.askOlder('plant', 'main')
    const [question, ...more] = sent.filter((one) => one.kind === 'look-up')
    expect(more).toEqual([])
    expect(question?.lookup).toEqual({ kind: 'messages', conversation: 'main', count: 101 })
    expect(messages.older('plant', 'main')).toEqual({ asking: true, failure: null })
    tell(
      { kind: 'messages', messages: [written('first', { time: START - 1 })], reachesStart: true },
      'polled',
    )
    messages.settleLookup('plant', question!.number, null)
    expect(messages.older('plant', 'main')).toEqual({ asking: false, failure: null })
    expect(messages.conversation('plant', 'main')?.reachesStart).toBe(true)
  })

  test('that cannot be had are said so, and so are those that do not come', async () => {
    const { messages, sent, hear } = await chatAndTell()
    hear('a')
    const ask = (failure: string | null) => {
      messages.askOlder('plant', 'main')
      const question = sent.findLast((one) => one.kind === 'look-up')
      messages.settleLookup('plant', question!.number, failure)
      return messages.older('plant', 'main').failure
    }
    expect(ask('unreachable')).toBe('unreachable')
    expect(ask(null)).toBe('The backend gives no older ones.')
  })

  test('an empty answer that reached the beginning says so of the conversation that was asked about', async () => {
    const { messages, sent, tell } = await chatAndTell()
    // Who had looked before is told as well.
    expect(messages.conversation('plant', 'main')?.reachesStart).toBe(false)
    messages.askOlder('plant', 'main')
    tell({ kind: 'messages', messages: [], reachesStart: true }, 'polled')
    messages.settleLookup('plant', sent.findLast((one) => one.kind === 'look-up')!.number, null)
    expect(messages.conversation('plant', 'main')?.reachesStart).toBe(true)
    expect(messages.older('plant', 'main').failure).toBeNull()
  })

  test('T4: where nothing can be asked for, what came while nobody listened is marked', async () => {
    const { hear, main, close, reconnect } = await chatAndTell({ hasHistory: false })
    hear('a')
    close('plant', 1006)
    reconnect()
    for (const text of ['b', 'c']) hear(text)
    expect(main().messages.map(({ isAfterGap }) => isAfterGap)).toEqual([false, true, false])
  })

  test('T4: what may have been missed is asked for after each reconnect', async () => {
    const { sent, close, reconnect } = await chatAndTell()
    close('plant', 1006)
    reconnect()
    expect(sent.filter((one) => one.kind === 'look-up').map(({ lookup }) => lookup)).toEqual([
      { kind: 'messages', conversation: 'main', count: 100 },
    ])
  })

  test('T4: where the answer reaches nothing that was known, the message after the gap says so', async () => {
    const { main, read, written } = await chatAndTell()
    const at = (minute: number) => written(`m${minute}`, { time: START + minute * 60_000 })
    read(at(1), at(2))
    read(at(8), at(9))
    const seen = () =>
      main().messages.map(({ text, isAfterGap }) => `${text}${isAfterGap ? ' after a gap' : ''}`)
    expect(seen()).toEqual(['m1', 'm2', 'm8 after a gap', 'm9'])
    read(at(2), at(5), at(8), at(9))
    expect(seen()).toEqual(['m1', 'm2', 'm5', 'm8', 'm9'])
  })
})

test('a source that is gone leaves nothing behind; one that is switched off keeps what was read', async () => {
  const { messages, hear, arrange } = await chatAndTell()
  hear('a')
  messages.markRead('plant', 'main')
  await arrange('off')
  expect(messages.rooms.map(({ source }) => source)).toEqual(['open'])
  expect(localStorage.getItem('watchdeck:read')).toContain('plant')
  await arrange('gone')
  expect(localStorage.getItem('watchdeck:read')).not.toContain('plant')
})
