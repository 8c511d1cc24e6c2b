import { describe, expect, it } from 'vitest'
import { createDecoder } from '../../../../src/protocols/systems/webmacs/decode'
import { encodePing } from '../../../../src/protocols/systems/webmacs/encode'
import { ARRIVED, batch, decode, documented, good, read, readingsOf, reasonsOf, TIME } from './frames'

describe('a documented frame', () => {
  it('connected is a greeting', () => {
    expect(decode(documented.connected)).toEqual([{ kind: 'greeting' }])
  })

  it('pong is a pong', () => {
    expect(decode(documented.pong)).toEqual([{ kind: 'pong' }])
  })

  it('datapoints_batch is readings, and the experiment they belong to', () => {
    expect(decode(documented.batch)).toEqual([
      {
        kind: 'readings',
        readings: [
          { sensor: 'abc-123', time: TIME, value: 23.5 },
          { sensor: 'def-456', time: TIME, value: 1013.2 },
        ],
      },
      { kind: 'experiment', id: 'exp-001', time: TIME },
    ])
  })

  it('error is a log entry', () => {
    expect(decode(documented.error)).toEqual([
      { kind: 'log', level: 'WARN', message: 'No valid datapoints in batch', sensor: null, time: null },
    ])
  })

  it('ping is the one frame that is sent, a JSON object', () => {
    expect(JSON.parse(encodePing())).toEqual({ type: 'ping' })
  })
})

describe('a deployed frame', () => {
  it('may have no time: it is the time of its arrival then, as long as it is live', () => {
    expect(readingsOf(batch({ value: 1, event_public_id: 'a' }))).toEqual([{ ...read, time: null }])
    expect(readingsOf(batch({ ...good, timestamp: null }))).toEqual([{ ...read, time: null }])
  })

  it('may bring several readings of one sensor, with one time, out of order', () => {
    const early = '2025-01-15T14:29:59Z'
    const updates = batch(good, { ...good, value: 2 }, { ...good, value: 3, timestamp: early }, good)
    expect(readingsOf(updates).map(({ value }) => value)).toEqual([1, 2, 3, 1])
    expect(readingsOf(updates)[2]!.time).toBe(Date.UTC(2025, 0, 15, 14, 29, 59))
  })

  it('may have fields that nobody knows, or a type that nobody knows', () => {
    expect(readingsOf(batch({ ...good, public_id: 'x', quality: { a: [1] } }))).toEqual([read])
    expect(decode({ type: 'announcement', text: 'hello' })).toEqual([])
  })

  it('may be an empty batch', () => {
    expect(batch()).toEqual([])
  })

  it('may name sensors as it likes', () => {
    const ids = ['__proto__', 'constructor', 'toString', '<img src=x onerror=alert(1)>', '🌡', ' ']
    const updates = batch(...ids.map((event_public_id) => ({ ...good, event_public_id })))
    expect(readingsOf(updates).map(({ sensor }) => sensor)).toEqual(ids)
  })
})

describe('an experiment', () => {
  const at = (id: unknown, value = 1): unknown => ({ ...good, value, experiment_public_id: id })
  const changes = (...frames: unknown[][]): (string | null)[] => {
    const decoder = createDecoder()
    return frames.flatMap((datapoints) =>
      decoder
        .decode(JSON.stringify({ type: 'datapoints_batch', datapoints }), { arrivedAt: ARRIVED })
        .flatMap((update) => (update.kind === 'experiment' ? [update.id] : [])),
    )
  }

  it('begins and ends once; that none runs is told once for each connection', () => {
    const told = changes([at(null)], [at('e1')], [at('e1'), at('e1')], [at(null)], [at(null)], [at('e2')])
    expect(told).toEqual([null, 'e1', null, 'e2'])
  })

  it('that changes within a frame is told in order', () => {
    expect(changes([at('e1'), at('e2'), at(null), at('e1')])).toEqual(['e1', 'e2', null, 'e1'])
  })

  it('that is not told of, or by something that is no id, changes nothing', () => {
    expect(changes([at('e1')], [good], [at(undefined)], [at(17)], [at('')], [at('e1')])).toEqual(['e1'])
  })

  it('belongs to its connection: another decoder knows nothing of it', () => {
    expect([changes([at('e1')]), changes([at('e1')])]).toEqual([['e1'], ['e1']])
  })
})

describe('a bad datapoint', () => {
  it.each([
    ['a value in quotes', { ...good, value: '23.5' }, 'value: expected a finite number, found text'],
    ['a value that is null', { ...good, value: null }, 'found null'],
    ['a value that is true', { ...good, value: true }, 'found a boolean'],
    ['a list for a value', { ...good, value: [1] }, 'found a list'],
    ['no value', { event_public_id: 'a' }, 'found nothing'],
    ['no sensor', { value: 1 }, 'event_public_id: expected a text, found nothing'],
    ['a number for a sensor', { ...good, event_public_id: 17 }, 'found a number'],
    ['an empty sensor', { ...good, event_public_id: '' }, 'found an empty text'],
    ['a time that is none', { ...good, timestamp: 'yesterday' }, 'expected an ISO 8601 time'],
    ['a number for a time', { ...good, timestamp: 1e300 }, 'found a number'],
    ['an object for a time', { ...good, timestamp: {} }, 'found an object'],
    ['an unset clock', { ...good, timestamp: '1970-01-01T00:00:00.000000' }, 'between 2000 and 2100'],
    ['a far future', { ...good, timestamp: '9999-12-31T23:59:59.999999' }, 'between 2000 and 2100'],
    ['a day that is none', { ...good, timestamp: '2025-02-31T12:00:00' }, 'ISO 8601'],
    ['null', null, 'expected an object, found null'],
    ['a list', [], 'found a list'],
    ['a text', 'reading', 'found text'],
    ['a number', 5, 'found a number'],
  ])('T6: with %s is told, and costs no other reading', (_, bad, words) => {
    const updates = batch(good, bad, good)
    expect(readingsOf(updates)).toEqual([read, read])
    expect(reasonsOf(updates)).toEqual([expect.stringContaining(words)])
  })

  it('T6: is told once with its number, where many have the same fault', () => {
    const updates = batch(...Array.from({ length: 400 }, () => ({ ...good, value: null })), good, null)
    const rejections = updates.flatMap((update) => (update.kind === 'rejection' ? [update.rejection] : []))
    expect(rejections.map(({ readings }) => readings)).toEqual([400, 1])
    expect(rejections[0]!.raw).toContain('"value":null')
  })
})

describe('a bad frame', () => {
  const valid = JSON.stringify({ type: 'datapoints_batch', datapoints: [good] })

  it.each([
    ['invalid JSON', '{"type":', 'invalid JSON'],
    ['a bare NaN', valid.replace('"value":1', '"value":NaN'), 'NaN or Infinity'],
    ['a bare Infinity', valid.replace('"value":1', '"value":-Infinity'), 'NaN or Infinity'],
    ['HTML', '<!doctype html><h1>502</h1>', 'HTML'],
    ['nothing', '', 'nothing was sent'],
    ['a list', '[]', 'found a list'],
    ['a number', '42', 'found a number'],
    ['null', 'null', 'found null'],
    ['a text', '"pong"', 'found text'],
    ['no type', '{}', 'type: expected a text, found nothing'],
    ['a number for a type', '{"type":5}', 'found a number'],
    ['a batch of nothing', '{"type":"datapoints_batch"}', 'datapoints: expected a list, found nothing'],
    ['a batch of text', '{"type":"datapoints_batch","datapoints":"none"}', 'found text'],
    ['a batch of an object', '{"type":"datapoints_batch","datapoints":{}}', 'found an object'],
    ['an error without words', '{"type":"error"}', 'message: expected a text'],
  ])('T6: with %s is one rejection with its raw text', (_, frame, words) => {
    const updates = decode(frame)
    expect(reasonsOf(updates)).toEqual([expect.stringContaining(words)])
    expect(updates).toHaveLength(1)
  })

  it('1e999 is no number, 1e308 is one', () => {
    expect(readingsOf(decode(valid.replace('"value":1', '"value":1e999')))).toEqual([])
    expect(readingsOf(decode(valid.replace('"value":1', '"value":1e308')))[0]!.value).toBe(1e308)
  })

  it('nested a hundred thousand levels deep does not throw', () => {
    const deep = `${'['.repeat(100_000)}${']'.repeat(100_000)}`
    expect(reasonsOf(decode(deep))).toHaveLength(1)
    const within = `{"type":"datapoints_batch","datapoints":[${deep},${JSON.stringify(good)}]}`
    expect([readingsOf(decode(within)), reasonsOf(decode(within)).length]).toEqual([[read], 1])
  })

  it('C7: shows no token of an error', () => {
    const [update] = decode({ type: 'error', message: 'bad ?token=wm_Abc123Abc123Abc123Abc123' })
    expect(JSON.stringify(update)).not.toContain('Abc123')
  })
})
