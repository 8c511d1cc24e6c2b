import { describe, expect, it } from 'vitest'
import type { SourceConfig } from '../../../../src/protocols/protocol'
import { answering, runtimeWith, session } from './answering'
import { chat, connectionOf, deployed, documented, kindsOf, toChat, types } from './frames'

const heartbeat = { type: 'heartbeat' }
const documentedMessage = { type: 'message', content: 'Hello', chat_id: 123 }
const deployedMessage = { message: 'Hello', chat_id: 123 }
const hello = toChat('Hello', '123')

function opened(options: SourceConfig['options'] = {}) {
  const connection = chat(options)
  connection.open(session)
  return connection
}

describe('before anything was heard', () => {
  it('the documented dialect is spoken', () => {
    const { ping, say, leave } = opened()
    expect(ping()).toEqual(heartbeat)
    expect(say(hello)).toEqual(documentedMessage)
    expect(say(types(true))).toEqual({ type: 'typing', chat_id: 123, user: 'ada', is_typing: true })
    expect(leave()).toEqual({ type: 'disconnect' })
  })

  it('the deployed one is guessed where REST was found at its place', async () => {
    const runtime = runtimeWith()
    await runtime.metadata(answering({ '/api/streams/': [], '/api/stream-stats/': [] }).request, null)
    const { ping, say, hear } = connectionOf(runtime.createDecoder('chat'))
    expect([ping(), say(hello)]).toEqual([null, deployedMessage])
    // What is heard counts more.
    hear(documented.typing)
    expect([ping(), say(hello)]).toEqual([heartbeat, documentedMessage])
  })
})

describe('what is heard', () => {
  it.each([
    ['a message', documented.message],
    ['that somebody types', documented.typing],
    ['connection_error', documented.connectionError],
    ['permission_denied', documented.permissionError],
    ['invalid_format', documented.formatError],
  ])('%s is documented', (_, frame) => {
    const { hear, say, ping } = opened()
    expect(hear(frame)).toContainEqual({ kind: 'chat-abilities', presence: false, typing: true })
    hear(deployed.status)
    expect([ping(), say(hello)]).toEqual([heartbeat, documentedMessage])
  })

  it.each([
    ['an exchange', deployed.exchange],
    ['a status', deployed.status],
    ['the end of a process', deployed.complete],
    ['a new title', deployed.renamed],
    ['a heartbeat', deployed.heartbeat],
    ['an error without a type', deployed.error],
  ])('%s is deployed: no heartbeat, no typing, no goodbye', (_, frame) => {
    const { hear, say, ping, leave } = opened()
    expect(hear(frame)).toContainEqual({ kind: 'chat-abilities', presence: false, typing: false })
    expect([ping(), say(types(true)), leave()]).toEqual([null, null, null])
    expect(say(hello)).toEqual(deployedMessage)
  })

  it('is told once', () => {
    const { hear } = opened()
    hear(deployed.status)
    expect(kindsOf(hear(deployed.status, documented.message))).not.toContain('chat-abilities')
  })

  it('teaches nothing where it is neither, such as an echo of our heartbeat', () => {
    const { hear, ping, say } = opened()
    ping()
    expect(kindsOf(hear(heartbeat, { type: 'error', message: 'x' }, { type: 'other' }))).not.toContain(
      'chat-abilities',
    )
    expect(say(hello)).toEqual(documentedMessage)
  })
})

describe('what is refused', () => {
  it.each([
    ['{error}', deployed.error],
    ['an error without a code', { type: 'error', message: 'Message is required' }],
  ])('a heartbeat answered with %s is deployed, and told to nobody as an error', (_, frame) => {
    const { hear, ping, say } = opened()
    ping()
    expect(kindsOf(hear(frame))).toEqual(['self', 'chat-abilities'])
    expect([ping(), say(hello)]).toEqual([null, deployedMessage])
  })

  it('somebody typing is refused as well, each time, and the message between in words', () => {
    const { hear, say } = opened()
    say(types(true))
    say(hello)
    say(types(false))
    const told = kindsOf(hear(deployed.error, deployed.error, deployed.error))
    expect(told).toEqual(['self', 'chat-abilities', 'message-refused'])
    expect(say(hello)).toEqual(deployedMessage)
  })

  it('is about no heartbeat that was understood', () => {
    const { hear, ping, say } = opened()
    ping()
    hear(documented.typing, { type: 'error', message: 'Overload' })
    expect([ping(), say(hello)]).toEqual([heartbeat, documentedMessage])
  })

  it('a message that could not be read is sent in the other dialect the next time', () => {
    const { hear, say } = opened()
    hear(deployed.heartbeat)
    say(hello)
    expect(kindsOf(hear(documented.formatError))).toContain('message-refused')
    expect(say(hello)).toEqual(documentedMessage)
  })

  it('a heartbeat refused in a documented code ends the heartbeats, not the documented messages', () => {
    const { hear, ping, say } = opened()
    ping()
    expect(hear(documented.formatError)).toEqual([
      { kind: 'self', name: 'ada' },
      { kind: 'chat-abilities', presence: false, typing: false },
    ])
    expect([ping(), say(types(true)), say(hello)]).toEqual([null, null, documentedMessage])
  })

  it('a documented message refused in a documented code was not right, but in the right dialect', () => {
    const { hear, say } = opened()
    say(toChat('Hello'))
    hear(documented.formatError)
    expect(say(hello)).toEqual(documentedMessage)
  })

  it('in both dialects does not go to and fro for ever', () => {
    const { hear, say, ping } = opened()
    const sent = Array.from({ length: 6 }, () => {
      ping()
      hear({ type: 'error', message: 'Message is required' })
      const frame = say(hello)
      hear(documented.formatError)
      return frame
    })
    expect(sent).toEqual(Array<unknown>(6).fill(deployedMessage))
  })
})

describe('an option', () => {
  it.each([
    ['documented', deployed.status, [heartbeat, documentedMessage]],
    ['deployed', documented.message, [null, deployedMessage]],
  ])('%s is kept, whatever is heard and refused', (dialect, frame, spoken) => {
    const { hear, ping, say } = opened({ dialect })
    ping()
    say(hello)
    hear(frame, documented.formatError, deployed.error)
    expect([ping(), say(hello)]).toEqual(spoken)
  })

  it('that nobody knows is as good as none', () => {
    for (const dialect of ['auto', 'klingon', 5, true]) expect(opened({ dialect }).ping()).toEqual(heartbeat)
  })
})
