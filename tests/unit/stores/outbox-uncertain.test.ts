// @vitest-environment happy-dom
import { afterEach, describe, expect, test, vi } from 'vitest'
import { leave, outboxAndTell, START } from './chatting'

afterEach(leave)

async function lost(text = 'a') {
  const told = await outboxAndTell()
  told.post(text)
  told.answer()
  told.close('plant', 1006)
  return told
}

describe('a message is uncertain', () => {
  test('when it was not seen to come back within 10 s; it holds up nothing', async () => {
    const { outbox, post, answer, shown, texts } = await outboxAndTell()
    post('a')
    post('b')
    answer()
    await vi.advanceTimersByTimeAsync(9_000)
    expect(shown()).toEqual(['a: sending', 'b: waiting'])
    await vi.advanceTimersByTimeAsync(1_000)
    expect([shown(), texts()]).toEqual([
      ['a: uncertain', 'b: sending'],
      ['a', 'b'],
    ])
    expect(outbox.entries('plant', 'main')[0]?.why).toBe('The server did not confirm it.')
  })

  test('later where its system takes its time', async () => {
    const { post, answer, shown } = await outboxAndTell({ echoWithinMs: 30_000 })
    post('a')
    answer()
    await vi.advanceTimersByTimeAsync(29_000)
    expect(shown()).toEqual(['a: sending'])
    await vi.advanceTimersByTimeAsync(1_000)
    expect(shown()).toEqual(['a: uncertain'])
  })

  test('when the connection is lost while it is on its way, and is not sent again by itself', async () => {
    const { outbox, shown, texts, reconnect } = await lost()
    expect(outbox.entries('plant', 'main')).toMatchObject([
      { status: 'uncertain', why: 'The connection was lost while it was sent.' },
    ])
    reconnect()
    await vi.advanceTimersByTimeAsync(60_000)
    expect([shown(), texts()]).toEqual([['a: uncertain'], ['a']])
  })

  test('when the connection went before the engine could say that it was sent', async () => {
    const { post, answer, close, shown } = await outboxAndTell()
    post('a')
    close('plant', 1006)
    expect(shown()).toEqual(['a: sending'])
    answer()
    expect(shown()).toEqual(['a: uncertain'])
  })

  test('but not when the engine says that it met no connection', async () => {
    const { post, answer, close, shown } = await outboxAndTell()
    post('a')
    close('plant', 1006)
    answer({ status: 'not-connected' })
    expect(shown()).toEqual(['a: waiting'])
  })
})

describe('a refusal that was about another message', () => {
  test('is taken back when the message comes back all the same', async () => {
    const { post, answer, tell, echo, shown } = await outboxAndTell()
    post('a')
    answer()
    await vi.advanceTimersByTimeAsync(10_000)
    post('b')
    answer()
    tell({ kind: 'message-refused', text: 'No.' })
    expect(shown()).toEqual(['a: uncertain', 'b: refused'])
    echo('b')
    expect(shown()).toEqual(['a: uncertain'])
  })

  test('stands while it may be the same words that were sent again', async () => {
    const { post, answer, tell, echo, shown } = await outboxAndTell()
    post('a')
    answer()
    tell({ kind: 'message-refused', text: 'No.' })
    post('a')
    answer()
    echo('a')
    expect(shown()).toEqual(['a: refused'])
  })
})

describe('an uncertain message', () => {
  test('is sent again when the user says so, before what was written later', async () => {
    const { outbox, post, reconnect, texts, shown } = await lost()
    post('b')
    outbox.sendAgain(outbox.entries('plant', 'main')[0]!.id)
    reconnect()
    expect([texts(), shown()]).toEqual([
      ['a', 'a'],
      ['a: sending', 'b: waiting'],
    ])
  })

  test('is settled by its late echo', async () => {
    const { echo, shown } = await lost()
    echo('a')
    expect(shown()).toEqual([])
  })

  test('is settled by an answer that has it, with a time not before it was sent', async () => {
    const { read, written, shown } = await lost()
    read(written('a', { author: 'me', time: START - 60_000 }))
    expect(shown()).toEqual(['a: uncertain'])
    read(written('a', { author: 'me', time: START + 300 }))
    expect(shown()).toEqual([])
  })

  test('is settled by an answer that comes before the backend has said as whom it knows us', async () => {
    const { timeline, read, written, shown } = await lost()
    timeline.source('plant').chat.self = null
    read(written('a', { author: 'ann', time: START + 1_000 }))
    expect(shown()).toEqual(['a: uncertain'])
    read(written('a', { author: 'me', time: START + 1_000 }))
    expect(shown()).toEqual([])
  })

  test('is not settled by an answer that does not say when it was written', async () => {
    const { read, written, shown } = await lost()
    read(written('a', { author: 'me', time: null }))
    expect(shown()).toEqual(['a: uncertain'])
  })

  test.each([
    ['of somebody else', { author: 'ann' }],
    ['of nobody known', { author: null }],
    ['of another conversation', { conversation: '7' }],
    ['with another text', { text: 'A' }],
  ])('is not settled by a message %s', async (_, more) => {
    const { outbox, hear, post, answer } = await outboxAndTell({ hasConversations: true })
    outbox.post('plant', '8', 'a')
    answer()
    hear('a', { author: 'me', conversation: '8', ...more })
    expect(outbox.entries('plant', '8')).toHaveLength(1)
    expect(post('')).not.toBeNull()
  })

  test('is not settled by a message that was known before it was sent', async () => {
    const { echo, read, written, post, answer, close, shown } = await outboxAndTell()
    echo('ok', { time: START - 500 })
    post('ok')
    answer()
    close('plant', 1006)
    read(written('ok', { author: 'me', time: START - 500 }))
    expect(shown()).toEqual(['ok: uncertain'])
    read(
      written('ok', { author: 'me', time: START - 500 }),
      written('ok', { author: 'me', time: START + 500 }),
    )
    expect(shown()).toEqual([])
  })

  test('one message that comes back settles one message', async () => {
    const { post, answer, echo, shown, outbox, reconnect } = await lost('ok')
    reconnect()
    post('ok')
    answer()
    expect(shown()).toEqual(['ok: uncertain', 'ok: sending'])
    echo('ok')
    expect(shown()).toEqual(['ok: uncertain'])
    outbox.discard(outbox.entries('plant', 'main')[0]!.id)
    expect(shown()).toEqual([])
  })

  test('is settled though the server writes ends of lines in its own way', async () => {
    const { echo, shown } = await lost('a\r\nb')
    echo('a\nb ')
    expect(shown()).toEqual([])
  })
})
