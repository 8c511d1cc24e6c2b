import { describe, expect, it } from 'vitest'
import { createRequest } from '../../../src/connection/request'
import type { ClockMeasurement } from '../../../src/domain/clock-offset'
import { RequestError } from '../../../src/protocols/request-error'
import { FakeClock, settle } from '../fake-clock'
import { FakeFetch, html, json, type Answer } from '../fake-fetch'

function build(answer: () => Answer = () => json({})) {
  const clock = new FakeClock()
  const backend = new FakeFetch().on('GET /sources/plant/thing', answer)
  const measured: ClockMeasurement[] = []
  const bytes: number[] = []
  const request = createRequest({
    baseUrl: 'https://watch.example/sources/plant',
    fetch: backend.fetch,
    clock,
    onClock: (measurement) => measured.push(measurement),
    onBytes: (count) => bytes.push(count),
  })
  return { clock, backend, measured, bytes, request }
}

async function failure(answer: Answer): Promise<RequestError> {
  const error = await build(() => answer)
    .request('/thing')
    .catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(RequestError)
  return error as RequestError
}

describe('a request', () => {
  it('answers what the JSON says, and counts its length', async () => {
    const { request, bytes, clock } = build(() => json({ value: [1, null] }))
    expect(await request('/thing')).toEqual({ value: [1, null] })
    expect(bytes).toEqual([18])
    expect(clock.running).toBe(0)
  })

  it('C7: carries its token in the header, and nowhere else', async () => {
    const { request, backend } = build()
    await request('/thing?page=1', { authorization: 'Bearer secret' })
    const [asked] = backend.asked
    expect(asked!.authorization).toBe('Bearer secret')
    expect(asked!.url.href).toBe('https://watch.example/sources/plant/thing?page=1')
  })

  it('sends a body as JSON', async () => {
    const { request, backend } = build()
    backend.on('POST /sources/plant/login', () => json({ ok: true }))
    expect(await request('/login', { method: 'POST', body: { email: 'a@b' } })).toEqual({ ok: true })
    expect(backend.asked[0]).toMatchObject({ method: 'POST', body: { email: 'a@b' } })
  })

  it.each([
    ['204', () => new Response(null, { status: 204 })],
    ['an empty 200', () => new Response('', { status: 200 })],
  ])('takes %s for nothing', async (_, answer) => {
    expect(await build(answer).request('/thing')).toBeNull()
  })

  it.each([
    ['401', json({ detail: 'Invalid token' }, 401), 'unauthorized', 'Invalid token'],
    ['401 without words', new Response('', { status: 401 }), 'unauthorized', 'does not accept'],
    ['403', json({ detail: 'Admins only' }, 403), 'forbidden', 'Admins only'],
    ['403 as HTML', html(403), 'forbidden', 'may not'],
    ['404', json({ detail: 'Not Found' }, 404), 'unexpected', 'Not Found'],
    ['404 as HTML', html(404), 'unexpected', '404'],
    ['400 with a map of fields', json({ non_field_errors: ['Wrong.'] }, 400), 'unexpected', 'Wrong.'],
    [
      '422 with a list',
      json({ detail: [{ loc: ['body'], msg: 'field required' }, { msg: 'too long' }] }, 422),
      'unexpected',
      'field required; too long',
    ],
    [
      '500 with an error object',
      json({ error: { code: 1, message: 'Broken' } }, 500),
      'unexpected',
      'Broken',
    ],
    ['500 with a message', json({ type: 'error', message: 'Broken' }, 500), 'unexpected', 'Broken'],
    ['500 as HTML', html(500), 'unexpected', '500'],
    ['502', html(502), 'unreachable', '502'],
    ['503', json({ detail: 'starting' }, 503), 'unreachable', '503'],
    ['504', html(504), 'unreachable', '504'],
    ['HTML with 200', html(200), 'unexpected', 'text/html'],
    ['invalid JSON', new Response('{"a":NaN}', jsonType()), 'unexpected', 'NaN'],
    ['cut JSON', new Response('{"a":', jsonType()), 'unexpected', 'invalid JSON'],
    ['a network that fails', 'fail', 'unreachable', 'cannot be reached'],
  ] as const)('rejects %s with a type and words', async (_, answer, kind, words) => {
    const error = await failure(answer)
    expect(error.kind).toBe(kind)
    expect(error.message).toContain(words)
  })

  it('C7: shows no secret in the words of an error', async () => {
    const error = await failure(json({ detail: 'bad token=abc123secret for Bearer abc123secret' }, 401))
    expect(error.message).not.toContain('abc123secret')
  })

  it('cuts long words', async () => {
    expect((await failure(json({ detail: 'long '.repeat(1_000) }, 400))).message.length).toBeLessThan(250)
  })

  it('C9: gives up after ten seconds, and leaves nothing', async () => {
    const { request, clock, backend } = build(() => 'hang')
    const answer = request('/thing').catch((error: unknown) => error)
    await settle()
    clock.advance(9_999)
    expect(backend.pending).toBe(1)
    clock.advance(1)
    expect(await answer).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('in time') })
    expect([backend.pending, clock.running]).toEqual([0, 0])
  })

  it('waits longer for what takes longer', async () => {
    const { request, clock, backend } = build(() => 'hang')
    const answer = request('/thing', { deadlineMs: 30_000 }).catch((error: unknown) => error)
    await settle()
    clock.advance(29_999)
    expect(backend.pending).toBe(1)
    clock.advance(1)
    expect(await answer).toMatchObject({ kind: 'unreachable' })
  })

  it('can be taken back', async () => {
    const { request, clock, backend } = build(() => 'hang')
    const controller = new AbortController()
    const answer = request('/thing', { signal: controller.signal }).catch((error: unknown) => error)
    await settle()
    controller.abort()
    expect(await answer).toBeInstanceOf(RequestError)
    expect([backend.pending, clock.running]).toEqual([0, 0])
  })
})

describe('on the way the clock of the backend', () => {
  const date = 'Wed, 15 Jan 2025 14:30:05 GMT'
  const serverTime = Date.UTC(2025, 0, 15, 14, 30, 5)

  it('K2: is measured from the Date header, in whole seconds', async () => {
    const { request, clock, measured } = build(() => {
      clock.advance(80)
      return json({}, 200, { Date: date })
    })
    const sentAt = clock.now()
    await request('/thing')
    expect(measured).toEqual([{ sentAt, receivedAt: sentAt + 80, serverTime, resolutionMs: 1_000 }])
  })

  it('K2: is measured from errors too', async () => {
    const { request, measured } = build(() => json({}, 401, { Date: date }))
    await request('/thing').catch(() => null)
    expect(measured).toHaveLength(1)
  })

  it.each([
    ['no Date', () => json({})],
    ['a Date that is none', () => json({}, 200, { Date: 'yesterday' })],
    ['a gateway that answers for it', () => json({}, 502, { Date: date })],
  ])('K2: stays unknown with %s', async (_, answer) => {
    const { request, measured } = build(answer)
    await request('/thing').catch(() => null)
    expect(measured).toEqual([])
  })

  it('K2: is not measured while our own is being set', async () => {
    const { request, clock, measured } = build(() => {
      clock.jump(3_600_000)
      return json({}, 200, { Date: date })
    })
    await request('/thing')
    expect(measured).toEqual([])
  })
})

function jsonType(): ResponseInit {
  return { headers: { 'Content-Type': 'application/json' } }
}
