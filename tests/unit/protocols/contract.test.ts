import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FormField, LinkPolicy, SocketAddress, SourceConfig } from '../../../src/protocols/protocol'
import { protocols } from '../../../src/protocols/registry'
import { RequestError } from '../../../src/protocols/request-error'

const systems = await Promise.all(
  [...protocols].map(async ([id, protocol]) => {
    const loaded = await protocol.load()
    const methods = protocol.authMethods.map((method) => method.id)
    const sources = sourcesOf(id, protocol.options, methods)
    const runtimeOf = (source: SourceConfig) => (typeof loaded === 'function' ? loaded(source) : loaded)
    return { id, protocol, sources, runtimeOf, runtime: runtimeOf(sources[0]!) }
  }),
)

it('there are systems, each under the name of its folder', () => {
  expect(systems.length).toBeGreaterThan(0)
  for (const { id } of systems) expect(id).toMatch(/^[a-z][a-z0-9-]*$/)
})

describe.each(systems)('the system $id', ({ protocol, sources, runtimeOf, runtime }) => {
  const links = protocol.links.map((link) => [link.id, link.policy] as const)

  it('labels itself, its links, its fields and its ways to sign in', () => {
    const fields = [...protocol.options, ...protocol.authMethods.flatMap((method) => method.fields)]
    const labelled = [protocol, ...protocol.links, ...protocol.authMethods, ...fields]
    for (const { label } of labelled) expect(label.trim()).not.toBe('')
    for (const { hint } of fields) expect(hint).not.toBe('')
    for (const { key } of fields) expect(key).toMatch(/^[a-z][A-Za-z0-9_]*$/)
  })

  it('names nothing twice', () => {
    const keys = [
      protocol.links.map((link) => link.id),
      protocol.options.map(({ key }) => key),
      protocol.authMethods.map((method) => method.id),
      ...protocol.authMethods.map(({ fields }) => fields.map(({ key }) => key)),
    ]
    for (const list of keys) expect(new Set(list).size).toBe(list.length)
  })

  it('has links, asks for something in each way to sign in, and hides what is secret', () => {
    expect(protocol.links).not.toEqual([])
    for (const { fields } of protocol.authMethods) {
      expect(fields).not.toEqual([])
      expect(fields.some(({ required }) => required)).toBe(true)
    }
    for (const { fields } of protocol.authMethods) {
      for (const { key, type } of fields)
        if (/password|token|secret/i.test(key)) expect(type).toBe('password')
    }
    if (protocol.authMethods.length > 0) expect(runtime.signIn).not.toBeNull()
  })

  it('can do what it says it can', () => {
    expect(protocol.capabilities.history).toBe(runtime.history !== null)
    expect(protocol.capabilities.polling).toBe(protocol.links.some(({ policy }) => policy.polling !== null))
    if (protocol.capabilities.polling) expect(runtime.latest).not.toBeNull()
    expect(protocol.cadenceHintMs).toBeGreaterThan(0)
  })

  it.each(links)('C1, C9: the policy of %s has sane numbers', (link, policy) => {
    for (const ms of timesOf(policy)) expect(ms).toSatisfy(isSane)
    for (let attempt = 0; attempt < 100; attempt++) {
      expect(policy.waitMs(attempt)).toSatisfy((ms: number) => ms >= 250 && ms <= 60_000)
      expect(policy.waitMs(attempt + 1)).toBeGreaterThanOrEqual(policy.waitMs(attempt))
    }
    if (policy.polling) expect(policy.polling.everyMs).toBeGreaterThanOrEqual(1_000)
    if (policy.polling?.afterFailures) expect(policy.polling.afterFailures).toBeGreaterThan(0)
    const { everyMs = 0, deadlineMs = null } = policy.keepAlive ?? {}
    if (deadlineMs !== null) expect(deadlineMs).toBeLessThan(everyMs)
    if (policy.keepAlive) expect(runtime.createDecoder(link).encoder?.ping?.()).toBeTypeOf('string')
    if (policy.quietAfterMs !== undefined) expect(policy.quietAfterMs).toBeGreaterThan(everyMs)
    if (policy.silentAfterCadences !== null) expect(policy.silentAfterCadences).toBeGreaterThan(1)
  })

  it.each(links)('C2: the verdicts of %s have words, and never throw', (_, policy) => {
    fc.assert(
      fc.property(fc.integer({ min: 1000, max: 4999 }), fc.string(), (code, reason) => {
        const verdict = policy.verdict(code, reason)
        if (verdict) expect(verdict.text.trim()).not.toBe('')
      }),
    )
  })

  it.each(links)('the socket of %s has an address for every valid source', (link) => {
    for (const source of sources) {
      const named = { token: null, name: 'Ann & Bob?' }
      for (const credentials of [null, { token: 'a b&c=d#é/?' }, { token: 'plain' }, named]) {
        const address = addressOr(() => runtimeOf(source).socketAddress(link, source, credentials))
        // Only what cannot be shown may be refused, and then with words.
        if (address instanceof RequestError) {
          expect(credentials?.token).not.toBe('plain')
          expect(address).toMatchObject({ kind: 'unauthorized', message: expect.stringContaining(' ') })
          continue
        }
        const { url, protocols: offered } = address
        expect(new URL(url).protocol).toBe(source.baseUrl.startsWith('https') ? 'wss:' : 'ws:')
        expect(new URL(url).hash).toBe('')
        expect(url.startsWith(source.baseUrl.replace(/^http/, 'ws'))).toBe(true)
        expect(Array.isArray(offered)).toBe(true)
      }
    }
  })

  it.each(links)('T6: garbage on %s never throws, and what it rejects has a reason', (link) => {
    const decoder = runtime.createDecoder(link)
    const frames = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.json(), typed)
    fc.assert(
      fc.property(frames, (frame) => {
        for (const update of decoder.decode(frame, { arrivedAt: 1_700_000_000_000 })) {
          if (update.kind === 'rejection') expect(update.rejection.reason).not.toBe('')
          if (update.kind !== 'readings') continue
          for (const { value, time } of update.readings) {
            expect(Number.isFinite(value)).toBe(true)
            expect(time === null || Number.isFinite(time)).toBe(true)
          }
        }
      }),
      { numRuns: 1_000 },
    )
    for (const deep of ['[', '{"a":', '{"type":[']) {
      expect(() => decoder.decode(deep.repeat(50_000), { arrivedAt: 0 })).not.toThrow()
    }
  })

  it.each(links)('the decoders of %s share nothing', (link) => {
    fc.assert(
      fc.property(fc.array(fc.oneof(typed, fc.json()), { maxLength: 10 }), (frames) => {
        const told = (): unknown[] => {
          const decoder = runtime.createDecoder(link)
          return frames.map((frame) => decoder.decode(frame, { arrivedAt: 0 }))
        }
        const alone = told()
        expect(told()).toEqual(alone)
      }),
    )
  })
})

/** Objects with a `type` such as the documents use, and what belongs to them replaced by anything. */
const typed = fc
  .record({
    type: fc.constantFrom(
      ...['connected', 'error', 'pong', 'info', 'event', 'message', 'presence', 'auth', 'status'],
      ...['datapoints_batch', 'reading', 'chat_message', 'stream_status', 'typing', 'execution_stats'],
    ),
    message: fc.jsonValue(),
    data: fc.jsonValue(),
    datapoints: fc.jsonValue(),
    components: fc.jsonValue(),
    metrics: fc.jsonValue(),
    timestamp: fc.jsonValue(),
  })
  .map((frame) => JSON.stringify(frame))

function addressOr(address: () => SocketAddress): SocketAddress | RequestError {
  try {
    return address()
  } catch (error) {
    if (error instanceof RequestError) return error
    throw error
  }
}

function timesOf({ handshakeDeadlineMs, greeting, polling, keepAlive }: LinkPolicy): number[] {
  const times = [handshakeDeadlineMs, greeting.withinMs, polling?.everyMs, polling?.afterUnavailableMs]
  return [...times, keepAlive?.everyMs, keepAlive?.deadlineMs].filter((ms) => typeof ms === 'number')
}

function isSane(ms: number): boolean {
  return Number.isFinite(ms) && ms >= 500 && ms <= 120_000
}

/** Sources that a person could configure: with and without a path, plain and encrypted, signed in and not. */
function sourcesOf(
  system: string,
  options: readonly FormField[],
  methods: readonly string[],
): SourceConfig[] {
  const filled = Object.fromEntries(options.map(({ key, type }) => [key, type === 'number' ? 1 : 'x y/z?']))
  const addresses = ['http://127.0.0.1:8000', 'https://watch.example/sources/plant', 'https://[::1]:8443']
  return addresses.flatMap((baseUrl) =>
    [null, ...methods].map((method) => ({
      id: 'plant',
      system,
      label: 'Plant',
      baseUrl,
      options: filled,
      auth: method === null ? null : { method, automatic: null },
    })),
  )
}
