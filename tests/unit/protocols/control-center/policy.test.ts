import { describe, expect, it } from 'vitest'
import protocol from '../../../../src/protocols/systems/control-center'
import { policy } from '../../../../src/protocols/systems/control-center/policy'
import { runtime } from '../../../../src/protocols/systems/control-center/runtime'
import type { SourceConfig } from '../../../../src/protocols/protocol'

describe('the policy of a Control Center link', () => {
  it.each([
    [1000, 'stop', 'The server ended the live connection. It is opened again only when you ask for it.'],
    [1001, 'retry', 'The server is going away, perhaps to restart.'],
    [1006, 'retry', 'The connection broke off.'],
    [1008, 'stop', 'The server refuses this client: a policy was violated. Its administrator knows which.'],
    [1011, 'retry', 'The server failed.'],
  ])('C2: after %i the verdict is %s', (code, action, text) => {
    expect(policy.verdict(code, '')).toEqual({ action, text })
    expect(policy.verdict(code, 'any reason')).toEqual({ action, text })
  })

  it('C2: leaves every other code to its standard meaning', () => {
    for (const code of [1002, 1003, 1005, 1007, 1009, 1010, 1012, 1013, 1014, 1015, 4001, 4401])
      expect(policy.verdict(code, '')).toBeNull()
  })

  it('C1: waits 3 × 2ⁿ s, 30 s at most, and never gives up', () => {
    expect([0, 1, 2, 3, 4, 9, 10, 60].map(policy.waitMs)).toEqual([
      3_000, 6_000, 12_000, 24_000, 30_000, 30_000, 30_000, 30_000,
    ])
  })

  it('tells the user after ten attempts', () => {
    expect(policy.tellAfterAttempts).toBe(10)
  })

  it('C9: has deadlines for the handshake and for the first state', () => {
    expect(policy).toMatchObject({
      handshakeDeadlineMs: 10_000,
      greeting: { expected: true, withinMs: 6_000 },
    })
  })

  it('polls each 2 s from the first failure on, for a state is stale before a second one is over', () => {
    expect(policy.polling).toEqual({ afterFailures: 1, afterUnavailableMs: null, everyMs: 2_000 })
  })

  it('C10: is silent after 6 s without a state', () => {
    expect((policy.silentAfterCadences ?? 0) * protocol.cadenceHintMs).toBe(6_000)
  })
})

describe('a Control Center', () => {
  it('is read only on its socket: it has nothing to send, not even a sign of life', () => {
    expect([runtime.createDecoder('status').encoder, policy.keepAlive]).toEqual([undefined, null])
  })

  it('knows no sign-in, no history and no limits, and says so', () => {
    expect(protocol).toMatchObject({
      authMethods: [],
      options: [],
      capabilities: { history: false, limits: false, polling: true },
    })
    const { signIn, signOut, me, health, history } = runtime
    expect([signIn, signOut, me, health, history]).toEqual([null, null, null, null, null])
  })

  it.each([
    ['http://localhost:9000', 'ws://localhost:9000/ws'],
    ['https://watch.example/sources/control', 'wss://watch.example/sources/control/ws'],
  ])('at %s has its socket at %s, without any credentials', (baseUrl, url) => {
    const source: SourceConfig = {
      id: 'control',
      system: 'control-center',
      label: 'Control',
      baseUrl,
      options: {},
      auth: null,
    }
    expect(runtime.socketAddress('status', source, { token: 'secret' })).toEqual({ url, protocols: [] })
  })
})
