import { describe, expect, it } from 'vitest'
import protocol from '../../../../src/protocols/systems/workspace-chat'
import { policy } from '../../../../src/protocols/systems/workspace-chat/policy'
import { named, runtime, signedIn, sourceWith } from './answering'

describe('the policy of a Workspace chat', () => {
  it('C1: waits 3 × 2ⁿ s, 30 s at most, and never gives up', () => {
    expect([0, 1, 2, 3, 4, 5, 60].map(policy.waitMs)).toEqual([
      3_000, 6_000, 12_000, 24_000, 30_000, 30_000, 30_000,
    ])
  })

  it('tells the user after the five attempts after which the document gives up', () => {
    expect(policy.tellAfterAttempts).toBe(5)
  })

  it('C9: gives the handshake 30 s and the greeting 10 s', () => {
    expect(policy).toMatchObject({
      handshakeDeadlineMs: 30_000,
      greeting: { expected: true, withinMs: 10_000 },
    })
  })

  it('polls every 5 s from the first failure on', () => {
    expect(policy.polling).toEqual({ afterFailures: 1, afterUnavailableMs: null, everyMs: 5_000 })
  })

  it('pings often enough not to be idle for 5 minutes, and takes no silence for a fault', () => {
    expect(policy).toMatchObject({
      keepAlive: { everyMs: 25_000, deadlineMs: null },
      quietAfterMs: 60_000,
      silentAfterCadences: null,
    })
  })

  it('C2: ends for good when the name is signed in elsewhere, and asks for a sign-in when one is needed', () => {
    for (const code of [1000, 1008, 4001]) {
      expect(policy.verdict(code, 'ALREADY_LOGGED_IN')).toMatchObject({ action: 'stop' })
      expect(policy.verdict(code, 'auth_required')).toMatchObject({ action: 'reauthenticate' })
    }
  })

  it.each(['Token expired', 'Token revoked', 'User not found', 'Username too long: at most 64 characters'])(
    'C2: asks for another sign-in after 1008 with "%s", which can be another',
    (reason) => {
      const text = `The server does not accept the sign-in: ${reason}`
      expect(policy.verdict(1008, reason)).toEqual({ action: 'reauthenticate', text })
      expect(policy.verdict(1001, reason)).toBeNull()
    },
  )

  it('C2: comes back when there are too many connections', () => {
    expect(policy.verdict(1008, 'Too many connections')).toMatchObject({ action: 'retry' })
  })

  it('C2: leaves every other close to the standard meaning of its code', () => {
    for (const code of [1000, 1001, 1005, 1006, 1008, 1011, 1012, 1013])
      for (const reason of ['', 'Idle timeout']) expect(policy.verdict(code, reason)).toBeNull()
  })

  it('keeps the limits of the document', () => {
    expect(policy.connectionsPerUser).toBe(3)
    expect(protocol.chat).toEqual({
      link: 'chat',
      hasConversations: false,
      hasHistory: true,
      presence: true,
      typing: true,
      messagesPerMinute: 100,
      frameBytes: 1_048_576,
    })
  })
})

describe('the address of a Workspace chat', () => {
  const address = (credentials: Parameters<typeof runtime.socketAddress>[2], baseUrl?: string) =>
    runtime.socketAddress('chat', { ...sourceWith(), ...(baseUrl && { baseUrl }) }, credentials)

  it('names the user', () => {
    expect(address(named)).toEqual({
      url: 'wss://watch.example/sources/chat/ws?username=john_doe',
      protocols: [],
    })
    expect(address(named, 'http://localhost:4000').url).toBe('ws://localhost:4000/ws?username=john_doe')
  })

  it.each([
    ['a b&c=d#e/?', 'a+b%26c%3Dd%23e%2F%3F'],
    ['Zoë 😀', 'Zo%C3%AB+%F0%9F%98%80'],
  ])('encodes the name "%s"', (name, encoded) => {
    expect(address({ token: null, name }).url).toBe(`wss://watch.example/sources/chat/ws?username=${encoded}`)
  })

  it('C7: carries no token', () => {
    expect(address(signedIn)).toEqual(address(named))
  })

  it('has no name where nobody signs in: the server gives one', () => {
    expect(address(null).url).toBe('wss://watch.example/sources/chat/ws')
  })
})
