import { describe, expect, it } from 'vitest'
import { session } from './answering'
import { chat, deployed, documented, kindsOf, plain, reasonsOf, toChat, types } from './frames'

const refused = (text: string) => ({ kind: 'message-refused', text })
const stopped = {
  kind: 'refusal',
  action: 'stop',
  text: 'This user may not do that: Not authorized for this chat',
}

describe('connection_error', () => {
  it('asks for another sign-in, whatever was said before', () => {
    const { say, hear } = chat()
    say(toChat('Hello'))
    expect(plain(hear(documented.connectionError))).toEqual([
      {
        kind: 'refusal',
        action: 'reauthenticate',
        text: 'The server does not accept the sign-in: Authentication failed',
      },
    ])
  })
})

describe('permission_denied', () => {
  it('after a message is about that message, and the link goes on', () => {
    const { say, hear } = chat()
    say(toChat('Hello', '123'))
    expect(plain(hear(documented.permissionError))).toEqual([
      refused('This user may not do that: Not authorized for this chat'),
    ])
    // It was told once; the next is about something else.
    expect(kindsOf(hear(documented.permissionError))).toEqual(['log'])
  })

  it('as the first thing on a connection turns it away', () => {
    expect(plain(chat().hear(documented.permissionError))).toEqual([stopped])
  })

  it('is no end where somebody only typed, or where something came before', () => {
    const { open, say, hear } = chat({ dialect: 'documented' })
    open(session)
    say(types(true))
    expect(kindsOf(plain(hear(documented.permissionError)))).toEqual(['log'])
    expect(plain(chat().hear(documented.typing, documented.permissionError)).at(-1)).toMatchObject({
      kind: 'log',
      level: 'WARN',
      message: stopped.text,
    })
  })
})

describe('an error after a message', () => {
  it.each([
    [documented.formatError, 'The server could not read what was sent: Invalid message format'],
    [deployed.error, 'No message given'],
    [{ type: 'error', message: 'Too fast' }, 'Too fast'],
    [{ type: 'error', code: 'slow_down', message: 'Too fast' }, 'Too fast (slow_down)'],
    [{ type: 'error', error: { code: 'slow_down', message: 'Too fast' } }, 'Too fast (slow_down)'],
  ])('refuses it: %j', (frame, text) => {
    const { say, hear } = chat()
    say(toChat('Hello'))
    expect(plain(hear(frame))).toEqual([refused(text)])
  })

  it('refuses one message at a time', () => {
    const { say, hear } = chat()
    say(toChat('One'))
    say(toChat('Two'))
    expect(kindsOf(plain(hear(deployed.error, deployed.error, deployed.error)))).toEqual([
      'message-refused',
      'message-refused',
      'log',
    ])
  })

  it('refuses it, though a heartbeat was before it: that was understood long ago', () => {
    const { ping, say, hear } = chat()
    ping()
    say(toChat(' '))
    expect(plain(hear(documented.formatError))).toMatchObject([{ kind: 'message-refused' }])
    expect(ping()).toEqual({ type: 'heartbeat' })
    const { ping: beat, say: write, hear: next } = chat()
    beat()
    beat()
    write(toChat('Hello'))
    expect(kindsOf(plain(next({ type: 'error', message: 'Too fast' })))).toEqual(['message-refused'])
    expect(beat()).toEqual({ type: 'heartbeat' })
  })

  it('that came back is about something else', () => {
    const { open, say, hear } = chat()
    open(session)
    say(toChat('How many?'))
    hear(deployed.exchange)
    expect(kindsOf(hear(deployed.error))).toEqual(['log'])
  })

  it('says nothing of a message that was sent to another server', () => {
    const before = chat()
    before.say(toChat('Hello'))
    expect(kindsOf(plain(chat().hear(deployed.error)))).toEqual(['log'])
  })
})

describe('an error of the chat', () => {
  it.each([
    [deployed.error, 'No message given'],
    [{ type: 'error', message: 'Overload' }, 'Overload'],
    [{ type: 'error', code: 'invalid_format' }, 'The server could not read what was sent: no reason given'],
  ])('about nothing that was said is a warning: %j', (frame, message) => {
    expect(plain(chat().hear(frame))).toEqual([
      { kind: 'log', level: 'WARN', message, sensor: null, time: null },
    ])
  })

  it.each([{ type: 'error' }, { type: 'error', message: 5 }, { error: {} }, { type: 'error', error: [] }])(
    'without words is rejected: %j',
    (frame) => {
      expect(reasonsOf(chat().hear(frame))).toEqual(['error: expected its words, found none'])
    },
  )

  it('C7: shows no token', () => {
    const { say, hear } = chat()
    say(toChat('Hello'))
    expect(JSON.stringify(hear({ error: 'bad ?token=Abc123Abc123' }))).not.toContain('Abc123')
  })
})
