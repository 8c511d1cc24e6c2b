import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  deployedMessage,
  disconnect,
  documentedMessage,
  heartbeat,
  typing,
} from '../../../../src/protocols/systems/newloom/encode'
import { session, token } from './answering'
import { chat, toChat, types } from './frames'

describe('the frames that are sent', () => {
  it('are those of the document, to the letter', () => {
    expect(documentedMessage('Your message here', '123')).toBe(
      '{"type":"message","content":"Your message here","chat_id":123}',
    )
    expect(typing('username', true, '123')).toBe(
      '{"type":"typing","chat_id":123,"user":"username","is_typing":true}',
    )
    expect(heartbeat()).toBe('{"type":"heartbeat"}')
    expect(disconnect()).toBe('{"type":"disconnect"}')
  })

  it('to the running server are messages only', () => {
    expect(deployedMessage('Hello', null)).toBe('{"message":"Hello"}')
    expect(deployedMessage('Hello', '7')).toBe('{"message":"Hello","chat_id":7}')
  })

  it.each([
    ['7', 7],
    ['0', 0],
    ['007', '007'],
    ['1e3', '1e3'],
    ['9007199254740993', '9007199254740993'],
    ['__proto__', '__proto__'],
    [' 7', ' 7'],
  ])('name the chat "%s" as %j', (chatId, id) => {
    expect(JSON.parse(documentedMessage('x', chatId))).toEqual({ type: 'message', content: 'x', chat_id: id })
  })

  it('leave the chat out where there is none yet', () => {
    expect(JSON.parse(documentedMessage('x', null))).toEqual({ type: 'message', content: 'x' })
  })

  it('carry every text as it is, as one JSON object', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(JSON.parse(documentedMessage(text, '1'))).toMatchObject({ content: text })
        expect(JSON.parse(deployedMessage(text, '1'))).toMatchObject({ message: text })
        expect(JSON.parse(typing(text, false, null))).toEqual({
          type: 'typing',
          user: text,
          is_typing: false,
        })
      }),
    )
  })
})

describe('what is said', () => {
  it('opens with nothing', () => {
    for (const credentials of [null, session, token]) expect(chat().open(credentials)).toBeNull()
  })

  it('names nobody as typing where the name is not known', () => {
    const { open, say } = chat()
    open({ token: 'secret' })
    expect(say(types(true))).toBeNull()
  })

  it('is no presence: this chat knows none', () => {
    expect(chat().say({ kind: 'presence', presence: 'away' })).toBeNull()
  })

  it('to the main conversation names the chat of the options, or none', () => {
    expect(chat({ chat: 12 }).say(toChat('x'))).toEqual({ type: 'message', content: 'x', chat_id: 12 })
    expect(chat({ chat: '12' }).say(toChat('x'))).toMatchObject({ chat_id: 12 })
    for (const option of ['', ' ', true, 1.5])
      expect(chat({ chat: option }).say(toChat('x'))).toEqual({ type: 'message', content: 'x' })
    expect(chat({ chat: 12 }).say(toChat('x', '7'))).toMatchObject({ chat_id: 7 })
  })

  it('C7: never carries a token', () => {
    const { open, say, ping, leave } = chat()
    open(token)
    const said = [say(toChat('x')), say(types(true)), ping(), leave()]
    expect(JSON.stringify(said)).not.toContain('secret')
  })
})
