import { describe, expect, it } from 'vitest'
import { runtimeWith, session } from './answering'
import { chat, connectionOf, deployed, kindsOf, messagesOf, NOON, plain, reasonsOf, toChat } from './frames'

const hear = (...frames: unknown[]) => plain(chat().hear(...frames))
const exchange = (other: object) => hear({ ...deployed.exchange, ...other })
const common = { id: null, conversation: '7', time: NOON }
const answer = { ...common, author: 'Assistant', text: 'Seven.', automatic: true }

describe('a message of the running server', () => {
  it('is the user’s own words and the answer of the assistant', () => {
    const { open, hear: next } = chat()
    open(session)
    expect(plain(next(deployed.exchange))).toEqual([
      { kind: 'messages', messages: [{ ...common, author: 'ada', text: 'How many?' }, answer] },
    ])
  })

  it('is still one’s own where nobody knows the name', () => {
    const updates = chat().hear(deployed.exchange)
    expect(updates).toContainEqual({ kind: 'self', name: 'You' })
    expect(messagesOf(updates).map(({ author }) => author)).toEqual(['You', 'Assistant'])
  })

  it('may be one of both', () => {
    expect(messagesOf(exchange({ response: null }))).toMatchObject([{ text: 'How many?' }])
    expect(messagesOf(exchange({ message: undefined }))).toEqual([answer])
  })

  it.each([
    [{ response: 5 }, 1, 'chat_message.response: expected a text, found a number'],
    [{ message: {} }, 1, 'chat_message.message: expected a text, found an object'],
    [{ timestamp: 'now' }, 2, 'chat_message.timestamp: expected an ISO 8601 time'],
    [{ message: '', response: null }, 0, 'chat_message: expected message or response, found neither'],
  ])('with %j keeps the rest and says what is wrong', (other, count, reason) => {
    const updates = exchange(other)
    expect(messagesOf(updates)).toHaveLength(count)
    expect(reasonsOf(updates)).toEqual([expect.stringContaining(reason)])
  })

  it('V7: passes markup as text', () => {
    const markup = '<script>alert(1)</script>'
    expect(messagesOf(exchange({ message: markup, response: markup })).map(({ text }) => text)).toEqual([
      markup,
      markup,
    ])
  })
})

describe('the first message to the running server', () => {
  it('opens a chat, which is the main conversation from then on, on later connections too', () => {
    const runtime = runtimeWith({ dialect: 'deployed' })
    const { say, hear: next } = connectionOf(runtime.createDecoder('chat'))
    expect(say(toChat('How many?'))).toEqual({ message: 'How many?' })
    expect(messagesOf(next(deployed.exchange))).toMatchObject([
      { conversation: 'main', text: 'How many?' },
      { conversation: 'main', text: 'Seven.' },
    ])
    expect(say(toChat('And now?'))).toEqual({ message: 'And now?', chat_id: 7 })
    const later = connectionOf(runtime.createDecoder('chat'))
    expect(later.say(toChat('Again'))).toEqual({ message: 'Again', chat_id: 7 })
    expect(later.hear(deployed.renamed)).toContainEqual({
      kind: 'conversation',
      conversation: 'main',
      title: 'Counting',
    })
  })
})

describe('while the assistant works', () => {
  it('it types in the conversation of the message, until it answers', () => {
    const { say, hear: next } = chat({ dialect: 'deployed' })
    say(toChat('How many?', '7'))
    expect(plain(next(deployed.status))).toEqual([
      { kind: 'log', level: 'INFO', message: 'Thinking', sensor: null, time: null },
      { kind: 'typing', conversation: '7', person: 'Assistant', isTyping: true },
    ])
    const updates = plain(next(deployed.exchange, deployed.complete))
    expect(kindsOf(updates)).toEqual(['typing', 'messages'])
    expect(updates[0]).toMatchObject({ person: 'Assistant', isTyping: false })
  })

  it('it stops when it is done, or failed over it', () => {
    for (const end of [deployed.complete, deployed.error]) {
      const { say, hear: next } = chat({ dialect: 'deployed' })
      say(toChat('How many?'))
      next(deployed.status)
      expect(next(end)).toContainEqual({
        kind: 'typing',
        conversation: 'main',
        person: 'Assistant',
        isTyping: false,
      })
    }
  })

  it('a status about no message is an entry in the journal', () => {
    expect(kindsOf(hear(deployed.status))).toEqual(['log'])
    expect(reasonsOf(hear({ type: 'status', message: null }))).toEqual([
      'message: expected a text, found null',
    ])
  })
})

describe('the other frames of the running server', () => {
  it('a new title names the conversation', () => {
    expect(hear(deployed.renamed)).toEqual([{ kind: 'conversation', conversation: '7', title: 'Counting' }])
  })

  it.each([
    [{ chat_id: null }, 'chat_id: expected a whole number or a text, found null'],
    [{ new_title: '' }, 'new_title: expected a text, found an empty text'],
    [{ new_title: 5 }, 'new_title: expected a text, found a number'],
  ])('a new title with %j is rejected', (other, reason) => {
    expect(reasonsOf(hear({ ...deployed.renamed, ...other }))).toEqual([reason])
  })

  it('a heartbeat or the end of a process has nothing to tell, and is no fault', () => {
    expect(hear(deployed.heartbeat, deployed.complete)).toEqual([])
  })
})
