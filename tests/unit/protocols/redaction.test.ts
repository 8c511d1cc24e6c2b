import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conceal, excerpt, redact } from '../../../src/protocols/redaction'
import { rejection } from '../../../src/protocols/rejection'

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
/** Long enough that no part of it stands in a text by chance; mixed, as random tokens are. */
const secret = fc
  .array(fc.constantFrom(...letters), { minLength: 24, maxLength: 60 })
  .map((characters) => `Q7${characters.join('')}x9`)

/** How tokens stand in frames, answers, addresses, headers and errors. */
const forms: Record<string, (token: string) => string> = {
  'a JSON field': (token) => JSON.stringify({ type: 'auth', token, other: 1 }),
  'a field with a prefix': (token) => JSON.stringify({ access_token: token }),
  'a field in camel case': (token) => JSON.stringify({ refreshToken: token }),
  'a nested field': (token) => JSON.stringify({ data: [{ auth: { password: token } }] }),
  'a field with spaces': (token) => `{ "api_key" : "${token}" }`,
  'a field that was cut': (token) => `{"secret":"${token}`,
  'a field with an escape in it': (token) => JSON.stringify({ password: `${token}"\\${token}` }),
  'JSON within JSON': (token) => JSON.stringify({ raw: JSON.stringify({ token }) }),
  'JSON within JSON within JSON': (token) =>
    JSON.stringify(JSON.stringify({ raw: JSON.stringify({ token }) })),
  "Python's way": (token) => `{'token': '${token}', 'id': 5}`,
  'a parameter': (token) => `wss://host/ws/stream?token=${token}&x=1`,
  'an encoded parameter': (token) => `next=%2Fws%3Ftoken%3D${token}`,
  'a wm_ token': (token) => `unknown wm_${token} here`,
  'a bearer header': (token) => `Authorization: Bearer ${token}`,
  'a token header': (token) => `authorization: Token ${token}`,
  'basic credentials': (token) => `Authorization: Basic ${token}==`,
  'a subprotocol': (token) => `Sec-WebSocket-Protocol: Token, token=${token}`,
  'a cookie': (token) => `Cookie: sessionid=${token}; csrftoken=${token}`,
  'an address with a user': (token) => `https://operator:${token}@host/path`,
  prose: (token) => `password: ${token} was not accepted`,
  'a JSON Web Token': (token) => `got eyJhbGciOi${token}.eyJzdWIi${token}.${token} instead`,
  'half a JSON Web Token': (token) => `got eyJhbGciOi${token}`,
}

describe('the redactor', () => {
  it.each(Object.keys(forms))('C7: hides a secret in %s', (form) => {
    fc.assert(
      fc.property(secret, (token) => {
        expect(redact(forms[form]!(token))).not.toContain(token)
      }),
    )
  })

  it.each(Object.keys(forms))('C7: hides it too when the text is cut in its midst, in %s', (form) => {
    fc.assert(
      fc.property(secret, fc.nat(60), fc.constantFrom(' ', 'word ', '"a":1,'), (token, before, filler) => {
        const text = forms[form]!(token)
        // Moves the secret across the point where the text is cut before it is redacted.
        const start = 800 - text.indexOf(token) - before
        const raw = filler.repeat(200).slice(-start) + text + filler.repeat(300)
        const shown = excerpt(raw)
        for (let i = 0; i + 10 <= token.length; i++) expect(shown).not.toContain(token.slice(i, i + 10))
      }),
    )
  })

  it.each([
    'Invalid or expired token',
    'Token has been revoked',
    'Authentication required',
    'Invalid API token',
    '{"value":23.5,"event_public_id":"6f1c0f0e-7d5c-4b53-9d1a-0f3f1c9b7a11"}',
    '{"type":"datapoints_batch","timestamp":"2025-01-15T14:30:00.123456"}',
    'cpu_temperature_core_0',
    'https://host:8443/sources/plant/api/v1/events?page=1&page_size=100',
  ])('leaves alone what is none: %s', (text) => {
    expect(redact(text)).toBe(text)
  })

  it('C7: hides a token of forty hexadecimal digits that nothing names', () => {
    const token = '9944b09199c62bcf9418ad846dd0e4bbdfc6ee4b'
    expect(redact(`${token} is not valid`)).toBe('… is not valid')
    expect(redact(`{"raw":"${token.toUpperCase()}"}`)).toBe('{"raw":"…"}')
    expect(redact(`x${token}`)).toContain(token)
  })

  it('C7: hides a token of sixty-four hexadecimal digits that nothing names', () => {
    const token = '9944b09199c62bcf9418ad846dd0e4bb'.repeat(2)
    expect(redact(`${token} is not valid`)).toBe('… is not valid')
    expect(redact(`x${token}`)).toContain(token)
  })

  it('keeps the names of what it hides', () => {
    expect(redact('{"token":"abcdefgh","value":5}')).toBe('{"token":"…","value":5}')
    expect(redact('?token=abcdefgh&page=2')).toBe('?token=…&page=2')
  })

  it.each(['"token', '\\"', 'token=', 'eyJ', "'", 'a_', ' bearer ', '//a:', 'a', '-', '"a'])(
    'takes time in proportion to a text of many %s, or this runs out of time',
    (piece) => {
      expect(excerpt(piece.repeat(1_000_000)).length).toBeLessThanOrEqual(401)
      expect(redact(piece.repeat(20_000))).toBeTypeOf('string')
    },
  )
})

describe('a rejection', () => {
  it('T6: keeps the beginning of the raw text', () => {
    expect(rejection('why', 'x'.repeat(400)).raw).toBe('x'.repeat(400))
    expect(rejection('why', 'x y '.repeat(1_000)).raw).toBe(`${'x y '.repeat(100)}…`)
  })

  it('T6: writes down what was parsed already', () => {
    expect(rejection('why', { value: null }, 3)).toEqual({
      reason: 'why',
      raw: '{"value":null}',
      readings: 3,
    })
    expect(rejection('why', undefined).raw).toBe('nothing')
  })

  it('does not throw for what can be parsed but not written', () => {
    const deep: unknown = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`)
    expect(rejection('why', deep).raw).toBe('a list')
  })
})

describe('a secret that was typed or issued here', () => {
  it('C7: is hidden wherever it appears, whatever it looks like', () => {
    conceal('correct horse')
    expect(excerpt('"correct horse" is wrong')).toBe('"…" is wrong')
    expect(redact('correct horsemen, correct horse')).toBe('…men, …')
  })

  it('is no reason to hide parts of words', () => {
    conceal('')
    conceal('a')
    conceal('motor')
    expect(redact('a motor')).toBe('a motor')
  })

  it('P4: only the newest are remembered', () => {
    for (let i = 0; i < 60; i++) conceal(`secret number ${i}.`)
    expect(redact('secret number 9. secret number 59.')).toBe('secret number 9. …')
  })
})
