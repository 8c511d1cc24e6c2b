import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { FormField, SourceConfig } from '../../../src/protocols/protocol'
import { protocols } from '../../../src/protocols/registry'
import { parseConfiguration } from '../../../src/stores/configuration'
import { readDocument, writeDocument } from '../../../src/stores/kept-document'
import { keptSources, NOTHING_KEPT } from '../../../src/stores/kept-sources'
import { readSources, writeSources } from '../../../src/stores/source-files'
import type { SourceEntry } from '../../../src/stores/source-entries'

const ORIGIN = 'http://deck.example'
const FORMAT = keptSources(ORIGIN)
const TOKEN = 'wm_Planted9Secret7Token5'

const own = (config: SourceConfig): SourceEntry => ({ config, isOwn: true, isOff: false })

function valueOf({ type, choices }: FormField): fc.Arbitrary<string | number> {
  if (choices) return fc.constantFrom(...choices.map(({ value }) => value))
  return type === 'number' ? fc.integer() : fc.string({ minLength: 1, maxLength: 9 })
}

/** Sources as the form makes them, of every system there is. */
const configs = fc.uniqueArray(
  fc.constantFrom(...protocols.entries()).chain(([system, { options, authMethods }]) =>
    fc.record({
      id: fc.nat({ max: 999 }).map((number) => `source-${number}`),
      system: fc.constant(system),
      label: fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
      baseUrl: fc
        .tuple(
          fc.constantFrom('http', 'https'),
          fc.nat({ max: 9_999 }),
          fc.constantFrom('', '/a', '/a/b%20c'),
        )
        .map(([scheme, port, path]) => `${scheme}://plant.example:${port + 1}${path}`),
      options: fc.record(Object.fromEntries(options.map((option) => [option.key, valueOf(option)]))),
      auth: fc.constantFrom(null, ...authMethods.map(({ id }) => ({ method: id, automatic: null }))),
    }),
  ),
  { selector: ({ id }) => id, maxLength: 6 },
)

describe('a round trip brings back the same sources', () => {
  test('through a file', () => {
    fc.assert(
      fc.property(configs, (all) => {
        const plan = readSources(writeSources(all.map(own)), 'deck.json', [], ORIGIN)
        expect(plan.additions).toEqual(all)
        expect(plan.conflicts).toEqual([])
      }),
    )
  })

  test('through this browser', () => {
    fc.assert(
      fc.property(configs, fc.array(fc.string()), (all, order) => {
        const kept = {
          ...NOTHING_KEPT,
          sources: all,
          order: order.filter(Boolean),
          labels: new Map(order.filter(Boolean).map((id) => [id, 'x'])),
          off: new Set(order.filter(Boolean)),
        }
        const read = readDocument(writeDocument(kept, FORMAT), FORMAT)
        expect([read.sources, read.order, read.off, read.trouble]).toEqual([all, kept.order, kept.off, null])
        expect([...read.labels].sort()).toEqual([...kept.labels].sort())
      }),
    )
  })

  test('and what is there already is the same, not a conflict', () => {
    fc.assert(
      fc.property(configs, (all) => {
        const plan = readSources(writeSources(all.map(own)), 'deck.json', all.map(own), ORIGIN)
        expect([plan.additions, plan.conflicts]).toEqual([[], []])
      }),
    )
  })
})

const GOOD = { id: 'mill', system: 'webmacs', label: 'Mill', url: 'http://mill.example' }
const fileWith = (...sources: unknown[]) => JSON.stringify({ version: 1, sources })
const read = (text: string, present: readonly SourceEntry[] = []) =>
  readSources(text, 'deck.json', present, ORIGIN)

describe('a source that is switched off', () => {
  test('is written as such, in a key that other readers ignore, and is read as such', () => {
    fc.assert(
      fc.property(configs, fc.infiniteStream(fc.boolean()), (all, flags) => {
        const entries = all.map((config) => ({ ...own(config), isOff: flags.next().value === true }))
        const text = writeSources(entries)
        const plan = readSources(text, 'deck.json', [], ORIGIN)
        expect(plan.additions).toEqual(all)
        const off = entries.flatMap(({ config, isOff }) => (isOff ? [config.id] : []))
        expect([...plan.off]).toEqual(off)
        expect(plan.notes).toHaveLength(off.length)
        expect(parseConfiguration(text, ORIGIN)).toMatchObject({ sources: all, readable: true })
        expect(parseConfiguration(text, ORIGIN).problems.filter(({ key }) => /off/.test(key))).toEqual([])
      }),
    )
  })

  test('is so only where the file says true', () => {
    const plan = read(
      fileWith(
        { ...GOOD, off: 'yes' },
        { ...GOOD, id: 'kiln', off: true },
        { ...GOOD, id: 'oven', off: false },
      ),
    )
    expect([[...plan.off], plan.additions.length, plan.problems]).toEqual([['kiln'], 3, []])
    expect(plan.notes).toEqual([
      'Mill is switched off in this file, and is not watched until you switch it on.',
    ])
  })
})

describe('a file that is written', () => {
  test('is a watchdeck.json of its own, with the proxies of the deployment', () => {
    const deployed = parseConfiguration(
      fileWith({ ...GOOD, url: undefined, proxy: 'http://10.0.0.1:8000', auth: { method: 'password' } }),
      ORIGIN,
    )
    const [config] = deployed.sources
    const text = writeSources([{ config: config!, isOwn: false, isOff: false }], deployed.proxies)
    expect(JSON.parse(text)).toEqual({
      version: 1,
      sources: [
        {
          id: 'mill',
          system: 'webmacs',
          label: 'Mill',
          proxy: 'http://10.0.0.1:8000',
          auth: { method: 'password' },
        },
      ],
    })
    expect(parseConfiguration(text, ORIGIN).sources).toEqual(deployed.sources)
  })

  test('C7: carries no secret, wherever one was put', () => {
    const { sources, proxies } = parseConfiguration(
      fileWith({
        ...GOOD,
        token: TOKEN,
        options: { token: TOKEN, password: TOKEN },
        auth: { method: 'password', automatic: `/sign-in?token=${TOKEN}`, password: TOKEN },
      }),
      ORIGIN,
    )
    const [config] = sources
    const text = writeSources([{ config: config!, isOwn: false, isOff: false }], proxies)
    expect(text).toContain('mill.example')
    expect(text).not.toContain(TOKEN)
  })
})

describe('a file that is read', () => {
  test('with mistakes tells each by key, expectation and finding, and offers what is good', () => {
    const plan = read(fileWith({ ...GOOD, id: 'BAD' }, GOOD, { ...GOOD, id: 'p', url: 'ftp://x' }, 7))
    expect(plan.additions.map(({ id }) => id)).toEqual(['mill'])
    expect(plan.problems.map(({ key }) => key)).toEqual(['sources[0].id', 'sources[2].url', 'sources[3]'])
    expect(plan.problems.every(({ expected, found }) => expected !== '' && found !== '')).toBe(true)
  })

  test.each([
    ['no JSON', 'hello', 'deck.json'],
    ['a later version', '{"version":2,"sources":[]}', 'version'],
    ['no list', '{"version":1}', 'sources'],
    ['a list', '[]', 'deck.json'],
  ])('that is %s is told', (_, text, key) => {
    expect(read(text)).toMatchObject({ additions: [], conflicts: [] })
    expect(read(text).problems.map((problem) => problem.key)).toEqual([key])
  })

  test('overwrites nothing silently: what has the id of one’s own is asked for', () => {
    const [config] = parseConfiguration(fileWith(GOOD), ORIGIN).sources
    const plan = read(fileWith({ ...GOOD, label: 'Another mill' }), [own(config!)])
    expect([plan.additions, plan.conflicts.map(({ label }) => label)]).toEqual([[], ['Another mill']])
  })

  test('leaves the deployment’s sources alone, and says so', () => {
    const [config] = parseConfiguration(fileWith(GOOD), ORIGIN).sources
    const plan = read(fileWith({ ...GOOD, label: 'Evil' }), [{ config: config!, isOwn: false, isOff: false }])
    expect([plan.additions, plan.conflicts]).toEqual([[], []])
    expect(plan.notes).toEqual(['Left as watchdeck.json has it: Mill.'])
  })

  test('with proxies asks their addresses directly, and says so', () => {
    const plan = read(fileWith({ ...GOOD, url: undefined, proxy: 'http://10.0.0.1' }))
    expect(plan.additions[0]?.baseUrl).toBe('http://10.0.0.1')
    expect(plan.notes).toEqual([expect.stringContaining('has a proxy in this file')])
  })

  test('C7: cannot have this page’s server sign it in, nor bring secrets with it', () => {
    const auth = { method: 'password', automatic: '/sources/plant/demo/sign-in' }
    const plan = read(fileWith({ ...GOOD, auth, options: { token: TOKEN }, password: TOKEN }))
    expect(plan.additions[0]).toMatchObject({ auth: { method: 'password', automatic: null }, options: {} })
    expect(plan.notes).toHaveLength(2)
    expect(JSON.stringify(plan)).not.toContain(TOKEN)
  })

  test('an https page refuses http', () => {
    const plan = readSources(fileWith(GOOD), 'deck.json', [], 'https://deck.example')
    expect(plan.additions).toEqual([])
    expect(plan.problems[0]).toMatchObject({ key: 'sources[0].url', found: 'http:' })
  })

  test('whatever it holds, reading never throws', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(read(JSON.stringify(value)).conflicts).toEqual([])
        expect(read(JSON.stringify({ version: 1, sources: [value] })).problems).not.toEqual([])
        expect(readDocument(JSON.stringify(value), FORMAT).sources).toEqual([])
      }),
    )
  })
})
