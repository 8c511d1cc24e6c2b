import { describe, expect, test } from 'vitest'
import { HTTPS, GOOD, parse, withSources } from './configured'

describe('secrets on their way', () => {
  const auth = { method: 'password' }

  test('C7: a password in an address is refused, and is not repeated', () => {
    const { problems, sources } = parse(withSources({ ...GOOD, url: 'https://ada:hunter2@plant.example' }))
    expect(sources).toEqual([])
    expect(problems[0]!.expected).toContain('without a password')
    expect(JSON.stringify(problems)).not.toContain('hunter2')
  })

  test('C7: a token that stands where an option belongs is not repeated', () => {
    const token = 'eyJhbGciOiJIUzI1NiJ9.e30.abcdef'
    const { problems } = parse(withSources({ ...GOOD, auth: token }, { ...GOOD, id: token }))
    expect(problems).toHaveLength(2)
    expect(JSON.stringify(problems)).not.toContain('eyJ')
  })

  test('on an https page, http is refused in plain words', () => {
    const { sources, problems } = parse(withSources({ ...GOOD, url: 'http://plant.example' }), HTTPS)
    expect(sources).toEqual([])
    expect(problems).toEqual([
      { key: 'sources[0].url', expected: expect.stringMatching(/https/), found: 'http:' },
    ])
  })

  test('over http to another host they are warned of, and the source is watched', () => {
    const { sources, problems } = parse(withSources({ ...GOOD, auth, url: 'HTTP://plant.example:8000' }))
    expect(sources).toHaveLength(1)
    expect(problems).toEqual([
      { key: 'sources[0].url', expected: expect.stringMatching(/read along/), found: 'http:' },
    ])
  })

  test.each([
    'http://localhost:8000',
    'http://127.0.0.1:8000',
    'http://[::1]:8000',
    'http://deck.example:8000',
  ])('%s is not warned of: it leads no further than the page itself', (url) => {
    expect(parse(withSources({ ...GOOD, auth, url })).problems).toEqual([])
  })

  test.each(['http://localhost.evil.example', 'http://127.0.0.1.evil.example'])(
    '%s is another host',
    (url) => {
      expect(parse(withSources({ ...GOOD, auth, url })).problems).toHaveLength(1)
    },
  )

  test('over https, or without a sign-in, there is nothing to warn of', () => {
    expect(parse(withSources({ ...GOOD, auth })).problems).toEqual([])
    expect(parse(withSources({ ...GOOD, url: 'http://plant.example' })).problems).toEqual([])
  })

  test('a page without an origin, as from a file, breaks nothing', () => {
    expect(parse(withSources({ ...GOOD, auth, proxy: 'http://a.example' }), 'null').problems).toEqual([])
  })
})
