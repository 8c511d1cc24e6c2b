import { describe, expect, it } from 'vitest'
import { RequestError } from '../../../../src/protocols/request-error'
import servosense from '../../../../src/protocols/systems/servosense'
import { policy } from '../../../../src/protocols/systems/servosense/policy'
import { runtimeFor } from '../../../../src/protocols/systems/servosense/runtime'
import { sourceWith } from './answering'

describe('the policy of a workspace link', () => {
  it.each([
    ['', 'The server does not accept the sign-in.'],
    [' ', 'The server does not accept the sign-in.'],
    ['token expired', 'The server does not accept the sign-in: token expired'],
    ['__proto__', 'The server does not accept the sign-in: __proto__'],
  ])('C2: 4401 "%s" asks for other credentials', (reason, text) => {
    expect(policy.verdict(4401, reason)).toEqual({ action: 'reauthenticate', text })
  })

  it('C2: leaves every other code to its standard meaning', () => {
    for (const code of [1000, 1001, 1005, 1006, 1008, 1011, 1012, 1013, 4000, 4001, 4400, 4402, 4403, 4404])
      expect(policy.verdict(code, 'token expired')).toBeNull()
  })

  it('C1: waits 0.5, 1, 2, 4, 5, 5 … s', () => {
    expect([0, 1, 2, 3, 4, 5, 60].map(policy.waitMs)).toEqual([500, 1_000, 2_000, 4_000, 5_000, 5_000, 5_000])
  })

  it('keeps the numbers of its document', () => {
    expect(policy).toMatchObject({
      // C9
      handshakeDeadlineMs: 10_000,
      // C4: up after 5 s open, for it greets nobody.
      greeting: { expected: false, withinMs: 5_000 },
      polling: { afterFailures: null, afterUnavailableMs: 10_000, everyMs: 2_000 },
      keepAlive: null,
      // C10
      silentAfterCadences: 3,
      pollOnceWhenSilent: true,
    })
  })

  it('sends nothing', () => {
    expect(runtimeFor(sourceWith()).createDecoder('workspace').encoder).toBeUndefined()
  })
})

describe('the system', () => {
  it('asks for a workspace, and where to show the token: not in the address unless told to (C7)', () => {
    expect(servosense.options.map(({ key, required }) => [key, required])).toEqual([
      ['workspace', true],
      ['socketToken', false],
    ])
    expect(servosense.options[1]!.choices?.map(({ value }) => value)).toEqual(['subprotocol', 'query'])
  })

  it('T1: assumes the slowest documented cadence until it is learned', () => {
    expect(servosense.cadenceHintMs).toBe(1_000)
  })

  it('has limits and polling, and no history', () => {
    expect(servosense.capabilities).toEqual({ history: false, limits: true, polling: true })
  })
})

describe('the address of a workspace socket', () => {
  const address = (options: Parameters<typeof sourceWith>[0], token: string | null = null) => {
    const source = sourceWith(options)
    return runtimeFor(source).socketAddress('workspace', source, token === null ? null : { token })
  }
  const url = 'wss://watch.example/sources/plant/ws/workspaces/1/'

  it('ends with a slash, and is open where nobody signs in', () => {
    expect(address({ workspace: 1 })).toEqual({ url, protocols: [] })
    expect(address({ workspace: '1', socketToken: 'query' })).toEqual({ url, protocols: [] })
  })

  it('is plain where the page is plain', () => {
    const source = { ...sourceWith(), baseUrl: 'http://127.0.0.1:8000' }
    expect(runtimeFor(source).socketAddress('workspace', source, null).url).toBe(
      'ws://127.0.0.1:8000/ws/workspaces/1/',
    )
  })

  it.each([
    ['plant a', 'plant%20a'],
    ['a/b?c#d', 'a%2Fb%3Fc%23d'],
    ['ü', '%C3%BC'],
    [' 7 ', '7'],
  ])('names the workspace "%s" encoded', (workspace, encoded) => {
    expect(address({ workspace }).url).toBe(`wss://watch.example/sources/plant/ws/workspaces/${encoded}/`)
  })

  it('C7: carries the token as a subprotocol, not in the URL', () => {
    const token = '9944b09199c62bcf9418ad846dd0e4bbdfc6ee4b'
    for (const socketToken of [undefined, 'subprotocol', 'something else']) {
      const options = socketToken === undefined ? { workspace: 1 } : { workspace: 1, socketToken }
      expect(address(options, token)).toEqual({ url, protocols: ['Token', token] })
    }
  })

  it('carries the token in the URL, encoded, where that was asked for', () => {
    expect(address({ workspace: 1, socketToken: 'query' }, 'a+b&c=d é')).toEqual({
      url: `${url}?token=a%2Bb%26c%3Dd+%C3%A9`,
      protocols: [],
    })
  })

  it('takes every character that a subprotocol may have (RFC 9110)', () => {
    const token = "aZ09!#$%&'*+-.^_`|~"
    expect(address({ workspace: 1 }, token).protocols).toEqual(['Token', token])
  })

  it.each(['a b', 'a=b', 'a/b', 'a,b', 'a"b', 'é', 'a\n', '', '(a)', 'a:b', 'Token', 'token'])(
    'reports the token %j, which a browser would refuse as a subprotocol, and shows nothing of it',
    (token) => {
      const error = thrownBy(() => address({ workspace: 1 }, token))
      expect(error).toBeInstanceOf(RequestError)
      expect(error).toMatchObject({
        kind: 'unauthorized',
        message:
          'This token has characters that a subprotocol cannot carry. Set the option "socketToken" to "query", or sign in with another token.',
      })
    },
  )

  it.each([{}, { workspace: '' }, { workspace: ' ' }, { workspace: true }])(
    'is none where the workspace was forgotten, and says so: %j',
    (options) => {
      expect(thrownBy(() => address(options))).toMatchObject({
        kind: 'unexpected',
        message: 'Set the option "workspace" of this source: the number or id of the workspace.',
      })
    },
  )
})

function thrownBy(act: () => unknown): unknown {
  try {
    act()
  } catch (error) {
    return error
  }
  return null
}
