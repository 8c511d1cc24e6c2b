import { describe, expect, it } from 'vitest'
import { policy } from '../../../../src/protocols/systems/webmacs/policy'
import { runtime } from '../../../../src/protocols/systems/webmacs/runtime'
import type { SourceConfig } from '../../../../src/protocols/protocol'

const source: SourceConfig = {
  id: 'plant',
  system: 'webmacs',
  label: 'Plant',
  baseUrl: 'https://watch.example/sources/plant',
  options: {},
  auth: null,
}

describe('the policy of a WebMACS link', () => {
  it.each([
    ['Authentication required', 'The server asks for a sign-in.'],
    ['Invalid or expired token', 'The sign-in has expired.'],
    ['Token has been revoked', 'The sign-in was ended, here or elsewhere.'],
    ['User not found', 'This user no longer exists.'],
    ['Invalid API token', 'The API token is not valid.'],
    ['API token expired', 'The API token has expired.'],
    ['', 'The server refused the sign-in.'],
    ['__proto__', 'The server refused the sign-in.'],
    ['something new', 'The server refused the sign-in.'],
  ])('C2: 1008 "%s" asks for other credentials', (reason, text) => {
    expect(policy.verdict(1008, reason)).toEqual({ action: 'reauthenticate', text })
  })

  it('C2: leaves every other code to its standard meaning', () => {
    for (const code of [1000, 1001, 1005, 1006, 1011, 1012, 1013, 4001])
      expect(policy.verdict(code, '')).toBeNull()
  })

  it('C1: waits 1, 2, 4 … 30 s', () => {
    expect([0, 1, 2, 3, 4, 5, 6, 60].map(policy.waitMs)).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000,
    ])
  })

  it('keeps the numbers of its document', () => {
    expect(policy).toMatchObject({
      handshakeDeadlineMs: 10_000,
      greeting: { expected: true, withinMs: 10_000 },
      polling: { afterFailures: 3, afterUnavailableMs: null, everyMs: 1_500 },
      keepAlive: { everyMs: 25_000, deadlineMs: 10_000 },
      silentAfterCadences: 3,
    })
  })
})

describe('the address of a WebMACS stream', () => {
  const address = (baseUrl: string, token: string | null) =>
    runtime.socketAddress('datapoints', { ...source, baseUrl }, token === null ? null : { token })

  it('carries the token in the URL, encoded, for the document knows no other way', () => {
    expect(address(source.baseUrl, 'a+b&c=d')).toEqual({
      url: 'wss://watch.example/sources/plant/ws/datapoints/stream?token=a%2Bb%26c%3Dd',
      protocols: [],
    })
  })

  it('is plain where the page is plain', () => {
    expect(address('http://127.0.0.1:8000', null).url).toBe('ws://127.0.0.1:8000/ws/datapoints/stream')
  })
})
