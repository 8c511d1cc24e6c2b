import { describe, expect, test } from 'vitest'
import { HTTPS, NEEDY, GOOD, parse, withSources } from './configured'

describe('a good file', () => {
  test('gives its sources, with what it leaves out filled in', () => {
    const { sources, problems, readable } = parse(
      withSources({ ...GOOD, url: 'https://plant.example/prefix//' }),
    )
    expect(sources).toEqual([
      {
        id: 'plant',
        system: 'webmacs',
        label: 'plant',
        baseUrl: 'https://plant.example/prefix',
        options: {},
        auth: null,
      },
    ])
    expect([problems, readable]).toEqual([[], true])
  })

  test('a source with proxy is reached on the page’s own origin', () => {
    const { sources } = parse(withSources({ ...GOOD, url: undefined, proxy: 'http://10.0.0.9:8000' }), HTTPS)
    expect(sources[0]!.baseUrl).toBe('https://deck.example/sources/plant')
  })

  test('options, label and the way to sign in are taken over', () => {
    const auth = { method: 'password', automatic: '/demo/sign-in' }
    const { sources } = parse(
      withSources({ ...GOOD, label: 'Plant 1', options: { site: 7, on: true }, auth }),
    )
    expect(sources[0]).toMatchObject({ label: 'Plant 1', options: { site: 7, on: true }, auth })
  })

  test('no sources are no problem', () => {
    expect(parse(withSources())).toEqual({
      readable: true,
      sources: [],
      proxies: new Map(),
      demoFaults: null,
      problems: [],
    })
  })

  test('names where the demo takes its faults', () => {
    expect(parse({ ...withSources(), demo: { faults: '/demo/faults' } }).demoFaults).toBe('/demo/faults')
  })
})

describe('a file that is wrong as a whole', () => {
  test.each([
    ['truncated', '{"version": 1, "sources": [', 'watchdeck.json', 'a JSON file', 'invalid JSON'],
    ['HTML', '<!doctype html><p>Not found', 'watchdeck.json', 'a JSON file', /HTML came instead/],
    ['empty', '', 'watchdeck.json', 'a JSON file', /nothing was sent/],
    ['a list', [], 'watchdeck.json', /an object/, 'a list'],
    ['null', 'null', 'watchdeck.json', /an object/, 'null'],
    ['of another version', { version: 2, sources: [] }, 'version', 'the number 1', '2'],
    ['without version', { sources: [] }, 'version', 'the number 1', 'nothing'],
    ['without sources', { version: 1 }, 'sources', 'a list of sources', 'nothing'],
    [
      'with sources of another kind',
      { version: 1, sources: {} },
      'sources',
      'a list of sources',
      'an object',
    ],
  ])('%s: key, expectation and finding are told', (_, content, key, expected, found) => {
    const { problems, sources, readable } = parse(content)
    expect(problems).toEqual([
      { key, expected: expect.stringMatching(expected), found: expect.stringMatching(found) },
    ])
    expect([sources, readable]).toEqual([[], false])
  })
})

describe('a source that is wrong', () => {
  const TOO_LONG = 'a'.repeat(65)
  test.each([
    ['is no object', 'plant', 'sources[1]', /an object with id/, 'text'],
    ['has no id', { ...GOOD, id: undefined }, 'sources[1].id', /small letters/, 'nothing'],
    ['has an id with capitals', { ...GOOD, id: 'Plant' }, 'sources[1].id', /small letters/, '“Plant”'],
    ['has the id __proto__', { ...GOOD, id: '__proto__' }, 'sources[1].id', /small letters/, '“__proto__”'],
    ['has an id with a slash', { ...GOOD, id: 'a/b' }, 'sources[1].id', /small letters/, '“a/b”'],
    ['has a long id', { ...GOOD, id: TOO_LONG }, 'sources[1].id', /64/, /^“a{40}…”$/],
    ['has an id twice', GOOD, 'sources[1].id', /no other source/, '“plant”'],
    ['is of an unknown system', { ...GOOD, system: 'webmac' }, 'sources[1].system', /webmacs/, '“webmac”'],
    ['is of no system', { ...GOOD, system: 7 }, 'sources[1].system', /webmacs/, '7'],
    ['has no address', { ...GOOD, id: 'b', url: undefined }, 'sources[1].proxy', /proxy or url/, 'nothing'],
    ['has no URL as url', { ...GOOD, url: 'plant' }, 'sources[1].url', /http:\/\//, 'text'],
    ['has a ws: url', { ...GOOD, url: 'ws://plant' }, 'sources[1].url', /http:\/\//, 'an address with ws:'],
    [
      'has a script as url',
      { ...GOOD, url: 'javascript:alert(1)' },
      'sources[1].url',
      /http/,
      /javascript:$/,
    ],
    [
      'has a query in its url',
      { ...GOOD, url: 'http://a?b' },
      'sources[1].url',
      /without a password/,
      /http:$/,
    ],
    ['has a bad proxy', { ...GOOD, proxy: 3 }, 'sources[1].proxy', /http/, '3'],
    ['has an empty label', { ...GOOD, label: '' }, 'sources[1].label', 'a text', 'an empty text'],
    [
      'has odd options',
      { ...GOOD, options: { a: [] } },
      'sources[1].options.a',
      /a text, a number/,
      'a list',
    ],
    ['has no record as options', { ...GOOD, options: 1 }, 'sources[1].options', /an object/, '1'],
    [
      'lacks an option that its system needs',
      { ...NEEDY, options: {} },
      'sources[1].options.workspace',
      'a value for Workspace',
      'nothing',
    ],
    [
      'chooses what is not offered',
      { ...NEEDY, options: { workspace: 1, socketToken: 'header' } },
      'sources[1].options.socketToken',
      'one of: subprotocol, query',
      'text',
    ],
    ['has auth as text', { ...GOOD, auth: 'password' }, 'sources[1].auth', /a method/, 'text'],
    ['has auth without method', { ...GOOD, auth: {} }, 'sources[1].auth.method', 'a text', 'nothing'],
    [
      'has an unknown method',
      { ...GOOD, id: 'b', auth: { method: 'magic' } },
      'sources[1].auth.method',
      'one of: password, api-token',
      '“magic”',
    ],
    [
      'signs in elsewhere',
      { ...GOOD, auth: { method: 'password', automatic: '//evil.example' } },
      'sources[1].auth.automatic',
      /own origin/,
      'text',
    ],
    [
      'signs in elsewhere by a backslash',
      { ...GOOD, auth: { method: 'password', automatic: '/\\evil.example' } },
      'sources[1].auth.automatic',
      /own origin/,
      'text',
    ],
  ])('that %s is told, and costs no other source', (_, entry, key, expected, found) => {
    const { sources, problems, readable } = parse(withSources(GOOD, entry, { ...GOOD, id: 'mill' }))
    expect(problems).toEqual([
      { key, expected: expect.stringMatching(expected), found: expect.stringMatching(found) },
    ])
    expect(sources.map(({ id }) => id)).toEqual(['plant', 'mill'])
    expect(readable).toBe(true)
  })

  test('every mistake of a source is told', () => {
    const { problems } = parse(withSources({ id: 'A', system: 'x', url: 'y' }))
    expect(problems.map(({ key }) => key)).toEqual(['sources[0].id', 'sources[0].system', 'sources[0].url'])
  })

  test('keys that are no keys elsewhere change nothing', () => {
    const { sources, problems } = parse(
      `{"version": 1, "__proto__": {"x": 1}, "sources": [{"id": "constructor", "system": "webmacs",
        "url": "https://a.example", "__proto__": {"label": "no"}, "options": {"__proto__": {"y": 1}, "a": "b"}}]}`,
    )
    expect(problems).toEqual([])
    expect(sources[0]).toMatchObject({ id: 'constructor', label: 'constructor', options: { a: 'b' } })
    expect(Object.getPrototypeOf(sources[0]!.options)).toBe(Object.prototype)
    expect(({} as Record<string, unknown>)['y']).toBeUndefined()
  })

  test('a demo that is wrong costs no source', () => {
    const { sources, problems, demoFaults } = parse({ ...withSources(GOOD), demo: { faults: 'http://x' } })
    expect(problems).toEqual([
      { key: 'demo.faults', expected: expect.stringMatching(/own origin/), found: 'text' },
    ])
    expect([sources.length, demoFaults]).toEqual([1, null])
  })
})

test('of one source everything that is wrong with it is told at once', () => {
  const { problems } = parse(
    withSources({ ...NEEDY, auth: { method: 'magic' }, options: { socketToken: 'x' } }),
  )
  expect(problems.map(({ key }) => key)).toEqual([
    'sources[0].options.workspace',
    'sources[0].options.socketToken',
    'sources[0].auth.method',
  ])
})
