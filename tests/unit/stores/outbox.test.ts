// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import { leave, outboxAndTell } from './chatting'

afterEach(leave)

describe('what is posted', () => {
  test('goes to the engine, in the order in which it was written, each after the one before was seen to arrive', async () => {
    const { post, sends, texts, answer, echo, shown } = await outboxAndTell()
    for (const text of ['a', 'b', 'c']) expect(post(text)).toBeNull()
    expect(sends()).toEqual([
      {
        kind: 'send',
        address: { source: 'plant', link: 'datapoints' },
        number: 1,
        outgoing: { kind: 'message', conversation: 'main', text: 'a' },
      },
    ])
    expect(shown()).toEqual(['a: sending', 'b: waiting', 'c: waiting'])
    answer()
    expect(texts()).toEqual(['a'])
    echo('a')
    expect(shown()).toEqual(['b: sending', 'c: waiting'])
    answer()
    echo('b')
    answer()
    echo('c')
    expect([texts(), shown()]).toEqual([['a', 'b', 'c'], []])
  })

  test.each([
    ['nothing', '  \n ', 'It is empty.'],
    [
      'more than the server takes in a frame',
      'é'.repeat(500),
      'It is too long: the server takes 1.0 kB at most.',
    ],
  ])('is not taken when it is %s', async (_, text, why) => {
    const { post, shown, sends } = await outboxAndTell()
    expect(post(text)).toBe(why)
    expect([shown(), sends()]).toEqual([[], []])
  })

  test('is not taken for a source without a chat', async () => {
    const { outbox } = await outboxAndTell()
    expect(outbox.post('nobody', 'main', 'a')).toBe('This source has no messages.')
  })

  test('P4: is not taken when five hundred wait', async () => {
    const { post, close } = await outboxAndTell()
    close('plant', 1006)
    for (let i = 0; i < 500; i++) expect(post(`m${i}`)).toBeNull()
    expect(post('one more')).toBe('500 messages wait already. Discard some, or wait until they are sent.')
  })

  test('ends our typing first', async () => {
    const { messages, post, sent } = await outboxAndTell()
    messages.setTyping('plant', 'main', true)
    post('a')
    expect(sent.flatMap((one) => (one.kind === 'send' ? [one.outgoing] : []))).toEqual([
      { kind: 'typing', conversation: 'main', isTyping: true },
      { kind: 'typing', conversation: 'main', isTyping: false },
      { kind: 'message', conversation: 'main', text: 'a' },
    ])
  })
})

describe('while it cannot be sent', () => {
  test('the queue waits for the connection, says so, and goes on by itself', async () => {
    const { outbox, post, close, reconnect, shown, texts } = await outboxAndTell()
    close('plant', 1006)
    post('a')
    expect([shown(), outbox.waitsFor('plant'), texts()]).toEqual([['a: waiting'], 'Not connected.', []])
    reconnect()
    expect([outbox.waitsFor('plant'), texts()]).toEqual([null, ['a']])
  })

  test('one that met no connection waits again, and is tried again with the next second', async () => {
    const { post, answer, shown, texts } = await outboxAndTell()
    post('a')
    answer({ status: 'not-connected' })
    expect([shown(), texts()]).toEqual([['a: waiting'], ['a']])
    await vi.advanceTimersByTimeAsync(1_000)
    expect([shown(), texts()]).toEqual([['a: sending'], ['a', 'a']])
  })

  test('the link of the chat is wanted while something is to be sent, and no longer', async () => {
    const { links, post, answer, echo } = await outboxAndTell()
    const release = vi.fn()
    const want = vi.spyOn(links, 'want').mockReturnValue(release)
    post('a')
    expect(want.mock.calls).toEqual([[{ source: 'plant', link: 'datapoints' }]])
    answer()
    expect(release).not.toHaveBeenCalled()
    echo('a')
    expect(release).toHaveBeenCalledTimes(1)
  })

  test('a message counts for the limit though its echo is here before the engine has answered', async () => {
    const { post, echo, texts, shown } = await outboxAndTell({ messagesPerMinute: 2 })
    for (const text of ['a', 'b', 'c']) post(text)
    echo('a')
    echo('b')
    expect([texts(), shown()]).toEqual([['a', 'b'], ['c: waiting']])
  })

  test('the server’s limit of messages a minute is kept, and said', async () => {
    const { outbox, post, answer, echo, texts } = await outboxAndTell({ messagesPerMinute: 2 })
    for (const text of ['a', 'b', 'c']) post(text)
    for (const text of ['a', 'b']) {
      answer()
      echo(text)
    }
    expect([texts(), outbox.waitsFor('plant')]).toEqual([
      ['a', 'b'],
      'The server takes 2 messages a minute. The rest follows by itself.',
    ])
    await vi.advanceTimersByTimeAsync(59_000)
    expect(texts()).toEqual(['a', 'b'])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(texts()).toEqual(['a', 'b', 'c'])
  })

  test('C7: what was written for another address of the source does not go to this one by itself', async () => {
    const { post, close, reconnect, outbox, texts } = await outboxAndTell()
    close('plant', 1006)
    post('a')
    const key = Object.keys(localStorage).find((one) => one.endsWith(outbox.entries('plant', 'main')[0]!.id))!
    const elsewhere = localStorage
      .getItem(key)!
      .replace(/"backend":"[^"]+"/, '"backend":"http://elsewhere.example"')
    expect(elsewhere).toContain('elsewhere')
    localStorage.setItem(key, elsewhere)
    reconnect()
    expect(texts()).toEqual([])
    const [entry] = outbox.entries('plant', 'main')
    expect(entry).toMatchObject({
      status: 'refused',
      why: 'It was written for another address of this source.',
    })
    outbox.sendAgain(entry!.id)
    expect(texts()).toEqual(['a'])
  })

  test('what somebody else wrote here is not sent in our name', async () => {
    const { post, close, tell, reconnect, outbox, texts } = await outboxAndTell()
    close('plant', 1006)
    post('a')
    tell({ kind: 'self', name: 'you' })
    reconnect()
    expect(texts()).toEqual([])
    const [entry] = outbox.entries('plant', 'main')
    expect(entry).toMatchObject({ status: 'refused', why: 'It was written as me; now you are you.' })
    outbox.sendAgain(entry!.id)
    expect(texts()).toEqual(['a'])
  })
})

describe('what was not taken', () => {
  test.each([
    ['the server', 'Slow down.', null],
    ['the size of its frame', 'too long', { status: 'too-long', text: 'too long' } as const],
    ['the server’s dialect', 'no such frame', { status: 'not-understood', text: 'no such frame' } as const],
  ])('by %s says why, and holds up nothing', async (_, why, result) => {
    const { outbox, post, answer, tell, texts } = await outboxAndTell()
    post('a')
    post('b')
    answer(result ?? { status: 'sent' })
    if (!result) tell({ kind: 'message-refused', text: why })
    expect(outbox.entries('plant', 'main')).toMatchObject([
      { text: 'a', status: 'refused', why },
      { text: 'b', status: 'sending', why: '' },
    ])
    expect(texts()).toEqual(['a', 'b'])
  })

  test('can be discarded; what is on its way cannot be called back', async () => {
    const { outbox, post, answer, shown } = await outboxAndTell()
    post('a')
    outbox.discard(outbox.entries('plant', 'main')[0]!.id)
    expect(shown()).toEqual(['a: sending'])
    answer({ status: 'too-long', text: '' })
    outbox.discard(outbox.entries('plant', 'main')[0]!.id)
    expect(shown()).toEqual([])
  })
})

test('an answer to another message changes nothing', async () => {
  const { outbox, post, shown } = await outboxAndTell()
  post('a')
  outbox.settleSend('plant', 99, { status: 'not-connected' })
  expect(shown()).toEqual(['a: sending'])
})

test('a source that is gone takes its messages with it; one that is switched off does not', async () => {
  const { post, shown, arrange } = await outboxAndTell()
  post('a')
  await arrange('off')
  expect(shown()).toEqual(['a: uncertain'])
  await arrange('gone')
  expect(shown()).toEqual([])
})
