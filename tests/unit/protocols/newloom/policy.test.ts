import { describe, expect, it } from 'vitest'
import newloom from '../../../../src/protocols/systems/newloom'
import { chatPolicy, streamsPolicy } from '../../../../src/protocols/systems/newloom/policy'
import { sourceWith, runtimeWith, session, token } from './answering'

describe.each([
  ['streams', streamsPolicy],
  ['chat', chatPolicy],
])('the policy of the link %s', (link, policy) => {
  it('C2: 4001 asks for another sign-in', () => {
    for (const reason of ['', 'Invalid token']) {
      expect(policy.verdict(4001, reason)).toEqual({
        action: 'reauthenticate',
        text: 'The server does not accept the sign-in.',
      })
    }
  })

  it('C1, C2: 4002 is a service that is not configured: every 30 s, on whichever attempt', () => {
    expect(policy.verdict(4002, '')).toEqual({
      action: 'retry',
      text: 'This service is not configured on the server. Its administrator can set it up; it is tried each 30 s.',
      afterMs: 30_000,
    })
  })

  it('C2: leaves every other code to its standard meaning', () => {
    for (const code of [1000, 1001, 1002, 1005, 1006, 1008, 1011, 1012, 1013, 4000, 4003, 4401, 4403])
      expect(policy.verdict(code, 'Invalid token')).toBeNull()
  })

  it('C1: waits 1, 2, 4 … 30 s, and never gives up', () => {
    expect([0, 1, 2, 3, 4, 5, 60].map(policy.waitMs)).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000,
    ])
  })

  it('C4, C9: is up after 5 s open, for it greets nobody', () => {
    expect(policy).toMatchObject({
      handshakeDeadlineMs: 10_000,
      greeting: { expected: false, withinMs: 5_000 },
    })
  })

  it('sends a heartbeat every 25 s, which nobody has to answer; quiet is not silent', () => {
    expect(policy).toMatchObject({
      keepAlive: { everyMs: 25_000, deadlineMs: null },
      silentAfterCadences: null,
    })
  })

  it.each([
    ['nobody', null, ''],
    // The cookie travels by itself.
    ['a session', session, ''],
    ['a token', token, '?token=secret'],
    ['a strange token', { token: 'a b&c#é' }, '?token=a+b%26c%23%C3%A9'],
  ])('has its socket below a path that ends with a slash, for %s', (_, credentials, query) => {
    const source = sourceWith()
    expect(runtimeWith().socketAddress(link, source, credentials)).toEqual({
      url: `wss://watch.example/sources/loom/ws/${link}/${query}`,
      protocols: [],
    })
    const plain = { ...source, baseUrl: 'http://127.0.0.1:8000' }
    expect(runtimeWith().socketAddress(link, plain, credentials).url).toBe(
      `ws://127.0.0.1:8000/ws/${link}/${query}`,
    )
  })
})

describe('the system', () => {
  it('polls its streams each 5 s from the first failure on, and nothing for the chat', () => {
    expect(streamsPolicy.polling).toEqual({ afterFailures: 1, afterUnavailableMs: null, everyMs: 5_000 })
    expect(chatPolicy.polling).toBeNull()
  })

  it('opens the chat only when a view needs it', () => {
    expect(newloom.links.map(({ id, onDemand }) => [id, onDemand ?? false])).toEqual([
      ['streams', false],
      ['chat', true],
    ])
  })

  it('is signed in to by a session or by a token, and knows no history and no limits', () => {
    expect(newloom.authMethods.map(({ id }) => id)).toEqual(['session', 'token'])
    expect(newloom.capabilities).toEqual({ history: false, limits: false, polling: true })
  })

  it('has a chat with conversations and typing, without history, presence or numbers', () => {
    expect(newloom.chat).toEqual({
      link: 'chat',
      hasConversations: true,
      hasMain: true,
      hasHistory: false,
      presence: false,
      typing: true,
      messagesPerMinute: null,
      frameBytes: null,
      echoWithinMs: 30_000,
    })
  })

  it('finds out by itself what its options leave open', () => {
    const choices = newloom.options.map(({ key, required, choices: of }) => [
      key,
      required,
      of?.map(({ value }) => value),
    ])
    expect(choices).toEqual([
      ['dialect', false, ['auto', 'documented', 'deployed']],
      ['api', false, ['auto', '/api/v1', '/api']],
      ['chat', false, undefined],
    ])
  })
})
